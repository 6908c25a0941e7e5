"""The report as pages: a matrix of rules and clients, and for each rule its cases."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import jinja2

from contract_tests.facts.page import Json
from contract_tests.judges.bundle import models, rules
from contract_tests.parity.cases import Case
from contract_tests.parity.report import Report, as_json, shortened

_TEMPLATES: Final = Path(__file__).with_name("templates")
_LONGEST: Final = 240


@dataclass(frozen=True)
class Cell:
    """What one client did about one rule."""

    client: str
    cases: int
    wrong: int


@dataclass(frozen=True)
class Row:
    """One rule: its page, and a cell for each client."""

    rule: str
    message: str
    file: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Shown:
    """A case on a rule's page; ``wrong`` are the clients that answer otherwise."""

    id: str
    body: str
    expected: str
    wrong: frozenset[str]


def write_pages(report: Report, suites: Mapping[str, Sequence[Case]], out: Path) -> None:
    """Write ``index.html`` and a page for each rule into the folder."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    matrix = {
        model: [_row(report, rule.id, rule.message) for rule in rules(model)] for model in models()
    }
    folder = out / "rules"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    told = as_json(report)
    index = environment.get_template("index.html.jinja")
    text = index.render(report=report, told=told, matrix=matrix)
    (out / "index.html").write_text(text, encoding="utf-8")
    page = environment.get_template("rule.html.jinja")
    every = _cases_by_rule(report, suites)
    for rows in matrix.values():
        for row in rows:
            text = page.render(report=report, row=row, cases=every.get(row.rule, []))
            (out / row.file).write_text(text, encoding="utf-8")


def _row(report: Report, rule: str, message: str) -> Row:
    cells = tuple(
        Cell(name, report.tally.rules[rule, name], report.tally.wrong_about(rule, name))
        for name in report.checkers
    )
    file = "rules/" + rule.replace("/", "--") + ".html"
    return Row(rule, message, file, cells)


def _cases_by_rule(report: Report, suites: Mapping[str, Sequence[Case]]) -> dict[str, list[Shown]]:
    wrong = {(one.case.id, one.case.filter): one for one in report.tally.disagreements}
    found: dict[str, list[Shown]] = {}
    for case in (*suites["requests"], *suites["requests, by hand"]):
        line, expected = json.loads(case.line), json.loads(case.expected)
        differing = wrong.get((case.id, case.filter))
        names = differing.wrong if differing else frozenset()
        shown = Shown(case.id, _text(line["body"]), _verdict(expected), names)
        for rule in case.about:
            found.setdefault(rule, []).append(shown)
    for one in report.tally.disagreements:
        if one.case.suite not in suites:
            text = shortened(one.case.line.decode(errors="replace"), _LONGEST)
            for rule in one.rules:
                drawn = Shown(one.case.id, text, shortened(one.case.expected, _LONGEST), one.wrong)
                found.setdefault(rule, []).append(drawn)
    return found


def _verdict(expected: dict[str, Json]) -> str:
    broken = [entry["rule"] for entry in (*expected["violations"], *expected["warnings"])]
    return ", ".join(broken) if broken else "valid"


def _text(body: Json) -> str:
    return shortened(json.dumps(body, ensure_ascii=True), _LONGEST)
