"""The frozen vectors: written by their program, right in the eyes of the referees, and enough."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from contract_tests import counts
from contract_tests.facts.page import Json
from contract_tests.judges.bundle import models, not_lowered, rules
from contract_tests.judges.verdict import inexact, judge
from contract_tests.parity.cases import HANDWRITTEN, VECTORS, suites
from contract_tests.parity.drawing.freeze import FILES, content
from contract_tests.parity.referee import verdict
from contract_tests.strategies.edits import edits
from contract_tests.validation.client_side import equal, reported

_MEMBERS = ("rule", "path", "keyword", "limit", "actual")
# No line can hold an integer past 64 bits, so nothing in JSON text breaks these two.
UNREACHED = {
    "kling-image-o1/element_list/items/element_id/minimum",
    "kling-image-o1/element_list/items/element_id/maximum",
}


def vectors(path: Path) -> list[dict[str, Json]]:
    return [json.loads(line) for line in path.read_bytes().split(b"\n") if line]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_program_writes_the_same_bytes(path: Path) -> None:
    assert path.read_bytes() == content(path), (
        "run python -m contract_tests.parity.drawing.freeze and look at what changes"
    )


def test_there_are_enough_and_no_id_stands_twice() -> None:
    found = suites()
    assert len(found["requests"]) >= 3_000
    assert len(found["wire forms"]) >= 250
    assert len(found["scenarios"]) >= 300
    assert len(vectors(VECTORS / "download-names.ndjson")) >= 100
    ids = Counter(case.id for cases in found.values() for case in cases)
    assert [name for name, times in ids.items() if times > 1] == []


def test_another_validator_comes_to_the_same_verdicts() -> None:
    """jsonschema-rs and the CEL interpreter; the vectors themselves come from jsonschema."""
    judged = 0
    for vector in vectors(VECTORS / "requests.ndjson"):
        model, body, expect = vector["model"], vector["body"], vector["expect"]
        if inexact(body):  # for JSON Schema 1e18 is an integer, and rules build on that
            continue
        named = {entry["rule"] for entry in (*expect["violations"], *expect["warnings"])}
        assert named <= judge(model).broken(body), vector["id"]
        assert judge(model).accepts(body) is expect["valid"], vector["id"]
        if len(named) == len(expect["violations"]) == 1:
            assert reported(judge(model).broken(body)) >= named, vector["id"]
        if not named & not_lowered().keys():
            assert judge(model).published(body) is expect["valid"], vector["id"]
        judged += 1
    assert judged > 5_000
    counts.record("vectors that two validators judged", judged)


@pytest.mark.parametrize("path", sorted(HANDWRITTEN.glob("*.ndjson")), ids=lambda path: path.stem)
def test_the_referee_agrees_with_what_was_written_by_hand(path: Path) -> None:
    for vector in vectors(path):
        told = verdict(vector["model"], vector["body"])
        for name in ("violations", "warnings"):
            plain = [{member: entry[member] for member in _MEMBERS} for entry in told[name]]
            assert equal(plain, vector[name]), vector["id"]
        assert told["valid"] is vector["valid"], vector["id"]


def test_every_rule_is_broken_and_kept_at_its_limit() -> None:
    broken: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for vector in vectors(VECTORS / "requests.ndjson"):
        named = {
            entry["rule"]
            for entry in (*vector["expect"]["violations"], *vector["expect"]["warnings"])
        }
        broken.update(named)
        kept.update(set(vector["about"]) - named)
    every = {rule.id for model in models() for rule in rules(model)}
    assert every - broken.keys() == UNREACHED
    limits = {edit.keeps for model in models() for edit in edits(model) if edit.keeps}
    assert limits - kept.keys() == set()
