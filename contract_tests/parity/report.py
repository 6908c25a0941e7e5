"""What a run of ``make parity`` found, as JSON and as a table."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from contract_tests.facts.page import Json
from contract_tests.judges.bundle import rules_by_id
from contract_tests.parity.clients import Client
from contract_tests.parity.comparison import Disagreement, Tally

EXCEPTIONS: Final = Path(__file__).with_name("exceptions.json")
# How many cases there have to be of each suite.
AIMS: Final = {"requests": 3_000, "wire forms": 250, "scenarios": 300, "download names": 100}
_SHOWN: Final = 200
_LONGEST: Final = 1_500


@dataclass(frozen=True)
class Known:
    """A case that a client may get wrong, and why."""

    case: str
    client: str
    reason: str


@dataclass(frozen=True)
class Report:
    """The outcome of a run.

    Attributes:
        clients: Every client that took part.
        tally: What was counted.
        known: The exceptions.
        aims: How many cases there had to be, by suite.
        seed: Where the drawn bodies come from.
        bodies: How many of them there were.
        found: The small lines that were made of what the fuzz found.
        trouble: What clients wrote on standard error, which has to stay empty.
    """

    clients: tuple[Client, ...]
    tally: Tally
    known: tuple[Known, ...]
    aims: dict[str, int]
    seed: str
    bodies: int
    found: tuple[str, ...] = ()
    trouble: dict[str, str] = field(default_factory=dict)

    @property
    def disagreements(self) -> list[Disagreement]:
        """Those that no exception covers."""
        excused = {(known.case, known.client) for known in self.known}
        return [
            one
            for one in self.tally.disagreements
            if not all((one.case.id, client) in excused for client in one.wrong)
        ]

    @property
    def checkers(self) -> tuple[str, ...]:
        """The clients that check requests."""
        return tuple(client.name for client in self.clients if "validate" in client.commands)

    def suites(self) -> list[str]:
        """The names of the suites that were run, in order."""
        return list(dict.fromkeys(suite for suite, _ in self.tally.cases))

    def cases(self, suite: str) -> int:
        """How many cases a suite has."""
        return max(self.tally.cases[suite, client.name] for client in self.clients)

    def missed(self) -> list[str]:
        """What keeps the run from being as it has to be, in words."""
        told = [
            f"{suite}: {self.cases(suite)} cases, and there have to be {aim}"
            for suite, aim in self.aims.items()
            if self.cases(suite) < aim
        ]
        wrong = {(one.case.id, client) for one in self.tally.disagreements for client in one.wrong}
        told += [
            f"exceptions.json: {known.client} answers {known.case!r} as it has to; remove the entry"
            for known in self.known
            if (known.case, known.client) not in wrong
        ]
        told += [f"{name} wrote on standard error: {text}" for name, text in self.trouble.items()]
        if self.disagreements:
            told.append(f"{len(self.disagreements)} disagreements")
        return told


def exceptions(path: Path = EXCEPTIONS) -> tuple[Known, ...]:
    """The known exceptions; each has a reason."""
    entries = json.loads(path.read_text(encoding="utf-8"))["exceptions"]
    return tuple(Known(entry["case"], entry["client"], entry["reason"]) for entry in entries)


def as_json(report: Report) -> dict[str, Json]:
    """The report, as ``schemas/parity.schema.json`` says."""
    tally = report.tally
    names = [client.name for client in report.clients]
    return {
        "met": not report.missed(),
        "missed": report.missed(),
        "clients": names,
        "seed": report.seed,
        "bodies": report.bodies,
        "suites": [
            {
                "suite": suite,
                "cases": report.cases(suite),
                "aim": report.aims.get(suite),
                "cases_per_second": round(report.cases(suite) / max(tally.seconds[suite], 1e-9), 1),
                "clients": _clients(
                    (name, tally.cases[suite, name], tally.wrong(suite, name)) for name in names
                ),
            }
            for suite in report.suites()
        ],
        "rules": [
            {
                "rule": rule,
                "clients": _clients(
                    (name, tally.rules[rule, name], tally.wrong_about(rule, name))
                    for name in report.checkers
                ),
            }
            for rule in rules_by_id()
        ],
        "disagreements": [_told(one) for one in tally.disagreements[:_SHOWN]],
        "exceptions": [vars(known) for known in report.known],
        "found": list(report.found),
    }


def table(report: Report) -> list[str]:
    """The lines of the one table, and what is wrong below it."""
    names = [client.name for client in report.clients]
    rows = [["", "cases", *names, "cases/s"]]
    for suite in as_json(report)["suites"]:
        cells = [_cell(entry) for entry in _by_client(suite["clients"], names)]
        rows.append(
            [suite["suite"], f"{suite['cases']:,}", *cells, f"{suite['cases_per_second']:,.0f}"]
        )
    total = sum(report.cases(suite) for suite in report.suites())
    wrong = [sum(name in one.wrong for one in report.tally.disagreements) for name in names]
    rows.append(["all", f"{total:,}", *(f"{number} differ" for number in wrong), ""])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return [*lines, *_by_rule(report), *(f"missed: {text}" for text in report.missed())]


def _by_rule(report: Report) -> list[str]:
    rules = sorted({rule for one in report.disagreements for rule in one.rules})
    lines = []
    for rule in rules:
        wrong = {name: report.tally.wrong_about(rule, name) for name in report.checkers}
        told = ", ".join(f"{name} {number}" for name, number in wrong.items() if number)
        lines.append(f"differs: {rule}: {told}")
    return lines


def _cell(entry: dict[str, Json] | None) -> str:
    if entry is None or not entry["cases"]:
        return "-"
    return f"{entry['disagreements']} differ" if entry["disagreements"] else "agrees"


def _by_client(entries: list[dict[str, Json]], names: list[str]) -> list[dict[str, Json] | None]:
    found = {entry["client"]: entry for entry in entries}
    return [found.get(name) for name in names]


def _clients(rows: Iterable[tuple[str, int, int]]) -> list[dict[str, Json]]:
    return [
        {"client": name, "cases": cases, "disagreements": wrong}
        for name, cases, wrong in rows
        if cases
    ]


def _told(one: Disagreement) -> dict[str, Json]:
    return {
        "case": one.case.id,
        "suite": one.case.suite,
        "filter": one.case.filter,
        "wrong": sorted(one.wrong),
        "rules": sorted(one.rules),
        "line": shortened(one.case.line.decode(errors="replace")),
        "expected": shortened(one.case.expected),
        "answers": {
            name: shortened(text.decode(errors="replace")) for name, text in one.answers.items()
        },
    }


def shortened(text: str, most: int = _LONGEST) -> str:
    """A text that may be very long, cut."""
    return text if len(text) <= most else f"{text[:most]}… ({len(text) - most} characters more)"
