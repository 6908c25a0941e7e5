"""``python -m contract_tests parity``: every vector and many drawn bodies through every client.

Prints one table, writes ``parity.json`` and ``index.html``. Exit code 0 when everything is as it
has to be, 1 when not, 2 for arguments that make no sense.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from contract_tests.facts.page import ROOT
from contract_tests.parity import cases, report
from contract_tests.parity.cases import Case
from contract_tests.parity.clients import Client, clients
from contract_tests.parity.comparison import (
    Disagreement,
    Panel,
    Tally,
    compare,
    disagreement,
    panel,
)
from contract_tests.parity.drawing.fuzz import drawn_lines
from contract_tests.parity.drawing.name_fuzz import drawn_names
from contract_tests.parity.drawing.scenario_fuzz import drawn_scenarios
from contract_tests.parity.drawing.traps import spelled
from contract_tests.parity.page import write_pages
from contract_tests.parity.shrinking import smallest
from contract_tests.profile import count
from tools import golang

FUZZ: Final = "drawn bodies"
TRACED: Final = "drawn scenarios"
NAMED: Final = "drawn names"
_BODIES_A_SCENARIO: Final = 50  # a scenario costs about as much as so many bodies
_BODIES_A_NAME: Final = 20
_KEPT: Final = 8  # disagreements of different kinds that are made small
_DEFAULT_SEED: Final = "parity"


def main(arguments: Sequence[str]) -> int:
    """Run the command; returns the exit code."""
    asked = _arguments(arguments)
    if golang.main() != 0:
        return 1
    done = run(clients(), asked.bodies, asked.seed, cases.FOUND)
    asked.out.mkdir(parents=True, exist_ok=True)
    told = json.dumps(report.as_json(done), ensure_ascii=False, indent=1)
    (asked.out / "parity.json").write_text(told + "\n", encoding="utf-8")
    write_pages(done, cases.suites(), asked.out)
    print(*report.table(done), sep="\n")  # noqa: T201
    print(f"\n{asked.out / 'index.html'}")  # noqa: T201
    return 1 if done.missed() else 0


def run(every: Sequence[Client], bodies: int, seed: str, found: Path) -> report.Report:
    """Put all vectors and so many drawn bodies to the clients.

    Args:
        every: The clients.
        bodies: How many bodies to draw; there is a scenario for each fifty of them, and a file to
            name for each twenty.
        seed: From what.
        found: The file that takes what the drawn bodies find, made small.
    """
    tally = Tally()
    with panel(every) as asked:
        for suite in cases.suites().values():
            compare(asked, suite, tally)
        compare(asked, drawn_cases(seed, bodies), tally)
        compare(asked, traced_cases(seed, bodies // _BODIES_A_SCENARIO), tally)
        compare(asked, named_cases(seed, bodies // _BODIES_A_NAME), tally)
        drawn = [one for one in tally.disagreements if one.case.suite == FUZZ]
        small = tuple(_made_small(asked, drawn, found))
        trouble = asked.trouble()
    aims = report.AIMS | {
        FUZZ: 2 * bodies,
        TRACED: bodies // _BODIES_A_SCENARIO,
        NAMED: bodies // _BODIES_A_NAME,
    }
    return report.Report(
        tuple(every), tally, report.exceptions(), aims, seed, bodies, small, trouble
    )


def drawn_cases(seed: str, bodies: int) -> Iterator[Case]:
    """Each drawn body as a line for the checker and for the writer."""
    for number, line in enumerate(drawn_lines(seed, bodies)):
        yield Case(f"{seed}/{number}", FUZZ, "validate", line)
        yield Case(f"{seed}/{number} (wire)", FUZZ, "wire", line)


def traced_cases(seed: str, scenarios: int) -> Iterator[Case]:
    """Drawn scenarios; what has to come of them is what all clients say."""
    for number, line in enumerate(drawn_scenarios(seed, scenarios)):
        yield Case(f"{seed}/scenario {number}", TRACED, "trace", line)


def named_cases(seed: str, files: int) -> Iterator[Case]:
    """Drawn files to name; what has to come of them is what all clients say."""
    for number, line in enumerate(drawn_names(seed, files)):
        yield Case(f"{seed}/name {number}", NAMED, "names", line)


def _made_small(asked: Panel, drawn: list[Disagreement], found: Path) -> Iterator[str]:
    """One small line for each kind of disagreement, also appended to the file."""
    kinds: dict[tuple[object, ...], Disagreement] = {}
    for one in drawn:
        kinds.setdefault((one.case.filter, one.wrong, one.rules), one)
    known = found.read_bytes() if found.exists() else b""
    for one in [*kinds.values()][:_KEPT]:
        wrong, rules, filter_ = one.wrong, one.rules, one.case.filter

        def still(line: bytes) -> bool:
            case = Case("", FUZZ, filter_, line)  # noqa: B023 (asked before the next round)
            again = disagreement(case, asked.answers([case])[0])
            return again is not None and (again.wrong, again.rules) == (wrong, rules)  # noqa: B023

        entry = spelled(cases.vector(filter_, smallest(one.case.line, still))).encode() + b"\n"
        if entry not in known:
            with found.open("ab") as file:
                file.write(entry)
            known += entry
        yield entry.decode().rstrip()


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m contract_tests parity", description=__doc__)
    parser.add_argument("--bodies", type=int, default=count(100_000, 1_000_000))
    parser.add_argument("--seed", default=_DEFAULT_SEED)
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "parity")
    return parser.parse_args(arguments)
