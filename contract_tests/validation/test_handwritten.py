"""Bodies whose verdict a third person wrote down from the pages, without a look at the spec."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from contract_tests.counts import record
from contract_tests.facts.page import Json
from contract_tests.judges.bundle import models, not_lowered
from contract_tests.judges.verdict import inexact, judge
from contract_tests.validation.client_side import equal, findings
from contract_tests.vectors.current import FOLDER, lines

FILES = sorted(FOLDER.glob("*.ndjson"))
_MEMBERS = ("rule", "path", "keyword", "limit", "actual")


@cache
def cases(path: Path) -> tuple[dict[str, Json], ...]:
    """The cases of a file; json keeps integers exact and fractions floats, as the file asks."""
    return tuple(json.loads(line) for line in lines(path))


def _told(model: str, body: Json) -> dict[str, Json]:
    violations, warnings = findings(model, body)
    return {
        "valid": not violations,
        "violations": [_plain(violation.as_dict()) for violation in violations],
        "warnings": [_plain(violation.as_dict()) for violation in warnings],
    }


def _plain(told: dict[str, Json]) -> dict[str, Json]:
    return {member: told[member] for member in _MEMBERS}


def _differences(path: Path) -> Iterator[str]:
    for case in cases(path):
        expected = {key: case[key] for key in ("valid", "violations", "warnings")}
        told = _told(case["model"], case["body"])
        if not equal(expected, told):
            yield f"{case['id']}:\n  expected {expected}\n  told     {told}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_client(path: Path) -> None:
    differences = list(_differences(path))
    assert not differences, "\n".join(differences)
    record("handwritten cases", len(cases(path)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_bundle(path: Path) -> None:
    """The published schema gives the same verdict, but for what it says that it cannot see."""
    for case in cases(path):
        if {violation["rule"] for violation in case["violations"]} & not_lowered().keys():
            continue
        assert judge(case["model"]).published(case["body"]) is case["valid"], case["id"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_judge(path: Path) -> None:
    """The judge that other tests lean on names the same rules, before any hides another."""
    for case in cases(path):
        if inexact(case["body"]):
            continue
        rules = {entry["rule"] for entry in (*case["violations"], *case["warnings"])}
        assert rules <= judge(case["model"]).broken(case["body"]), case["id"]
        assert judge(case["model"]).accepts(case["body"]) is case["valid"], case["id"]


def test_cases_are_of_known_models_and_no_id_stands_twice() -> None:
    # Those too that a later page has outdated.
    every = [json.loads(line) for path in FILES for line in path.read_bytes().splitlines()]
    assert {case["model"] for case in every} <= set(models())
    assert len(every) > 2_000
    assert len({case["id"] for case in every}) == len(every)
