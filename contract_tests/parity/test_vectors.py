"""The frozen vectors: written by their program, right in the eyes of the referees, and enough."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from contract_tests import counts
from contract_tests.facts.page import Json, pages
from contract_tests.judges.bundle import models, not_lowered, rules
from contract_tests.judges.verdict import inexact, judge
from contract_tests.parity import frozen
from contract_tests.parity.cases import HANDWRITTEN, VECTORS, suites
from contract_tests.parity.drawing import freeze
from contract_tests.parity.drawing.freeze import FILES, content
from contract_tests.parity.referee import verdict
from contract_tests.parity.scenarios import lines_of
from contract_tests.strategies.edits import edits
from contract_tests.validation.client_side import equal, reported
from contract_tests.vectors.current import lines as current
from generator.contract import Rule

_MEMBERS = ("rule", "path", "keyword", "limit", "actual")


def vectors(lines: Iterable[bytes]) -> list[dict[str, Json]]:
    return [json.loads(line) for line in lines]


def unreached(rule: Rule) -> bool:
    """No line can hold an integer past 64 bits, so nothing in JSON text breaks these limits."""
    limit = rule.limit if isinstance(rule.limit, int) else 0
    return (rule.keyword == "minimum" and limit <= -(2**63)) or (
        rule.keyword == "maximum" and limit >= 2**63 - 1
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_program_writes_the_same_bytes(path: Path) -> None:
    now = b"".join(line + b"\n" for line in lines_of(path))
    assert now == content(path), (
        "run python -m contract_tests.parity.drawing.freeze and look at what changes"
    )


@pytest.mark.parametrize("name", frozen.DRAWN)
def test_the_lines_of_a_model_change_with_it_alone(name: str) -> None:
    """A model that is not as it was frozen is drawn anew, and needs no frozen lines."""
    kept = frozen.kept(name)
    assert kept.keys() == frozen.frozen().keys()
    for model in filter(frozen.holds, kept):
        assert kept[model] == list(frozen.DRAWN[name](model, "whole")), (
            f"{model}: run python -m contract_tests.parity.drawing.freeze and look at what changes"
        )


def test_lines_of_a_model_that_was_changed_or_is_new_are_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    digests = {model: frozen.digest(model) for model in frozen.frozen()}
    first, second, *_ = digests
    del digests[second]
    monkeypatch.setattr(frozen, "frozen", lambda: {**digests, first: "another"})
    found: dict[str, list[dict[str, Json]]] = {}
    for vector in vectors(frozen._lines("requests")):
        found.setdefault(vector["model"], []).append(vector)
    assert list(found) == list(pages())
    assert found[first] == vectors(frozen.DRAWN["requests"](first, "whole"))
    assert second in found
    few = vectors(frozen.DRAWN["requests"](second, frozen.new_extent()))
    assert found[second] == few
    # The choice leaves no rule out, on either side.
    edges = {(edit.breaks, edit.keeps) for edit in edits(second)}
    about = {rule for vector in few for rule in vector["about"]}
    assert about >= {rule for edge in edges for rule in edge if rule}


def test_a_model_that_is_not_there_is_not_frozen(capsys: pytest.CaptureFixture[str]) -> None:
    assert freeze.main(["kling-v0-t2t"]) == 2
    assert "no such model: kling-v0-t2t" in capsys.readouterr().err


def test_there_are_enough_and_no_id_stands_twice() -> None:
    found = suites()
    assert len(found["requests"]) >= 3_000
    assert len(found["wire forms"]) >= 250
    assert len(found["scenarios"]) >= 300
    assert len((VECTORS / "download-names.ndjson").read_bytes().splitlines()) >= 100
    ids = Counter(case.id for cases in found.values() for case in cases)
    assert [name for name, times in ids.items() if times > 1] == []


def test_another_validator_comes_to_the_same_verdicts() -> None:
    """jsonschema-rs and the CEL interpreter; the vectors themselves come from jsonschema."""
    judged = 0
    for vector in vectors(frozen.lines("requests")):
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
    for vector in vectors(current(path)):
        told = verdict(vector["model"], vector["body"])
        for name in ("violations", "warnings"):
            plain = [{member: entry[member] for member in _MEMBERS} for entry in told[name]]
            assert equal(plain, vector[name]), vector["id"]
        assert told["valid"] is vector["valid"], vector["id"]


def test_every_rule_is_broken_and_kept_at_its_limit() -> None:
    broken: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for vector in vectors(frozen.lines("requests")):
        named = {
            entry["rule"]
            for entry in (*vector["expect"]["violations"], *vector["expect"]["warnings"])
        }
        broken.update(named)
        kept.update(set(vector["about"]) - named)
    every = {rule.id for model in models() for rule in rules(model) if not unreached(rule)}
    assert every - broken.keys() == set()
    limits = {edit.keeps for model in models() for edit in edits(model) if edit.keeps}
    assert limits - kept.keys() == set()
