"""A sample of what `make strength` measures whole, and proof that it can miss."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from contract_tests.counts import record
from contract_tests.facts.page import ROOT
from contract_tests.profile import count
from contract_tests.strength import client_run, command, measure, page, peer, spec_run
from contract_tests.strength.families import families
from contract_tests.strength.spec_mutants import Mutant, spec_mutants
from contract_tests.strength.targets import targets

EVERY = spec_mutants()
# Some forty in each run, however many models there are; `make strength` tries all.
SAMPLE = EVERY[:: max(1, len(EVERY) // count(44, len(EVERY)))]
KINDS = {
    *("limit", "dropped", "enum", "type", "required", "media", "rule", "unsupported"),
    *("items", "unknown names"),
}


def test_there_is_a_mutant_of_every_kind_and_each_has_a_name_of_its_own() -> None:
    assert {mutant.kind for mutant in EVERY} == KINDS
    assert len({mutant.name for mutant in EVERY}) == len(EVERY) > 300


def test_no_mutant_survives() -> None:
    outcomes = [spec_run.run(mutant) for mutant in SAMPLE]
    assert [o.mutant.name for o in outcomes if o.verdict == "survived"] == []
    record("mutants of the spec, killed", sum(o.verdict == "killed" for o in outcomes))
    record("mutants of the spec, equivalent", sum(o.verdict == "equivalent" for o in outcomes))


def test_a_blind_plan_lets_them_survive(monkeypatch: pytest.MonkeyPatch) -> None:
    """Equivalence is proven by another search: without the plan's bodies nothing is excused."""
    mutant = next(m for m in EVERY if m.rule.endswith("prompt/maxLength") and m.what == "dropped")
    monkeypatch.setattr(spec_run, "first_difference", lambda _: None)
    assert spec_run.run(mutant).verdict == "survived"


def test_the_true_spec_is_no_difference() -> None:
    for model in {mutant.model.id: mutant for mutant in EVERY}.values():
        true = Mutant("none", model.rule, "nothing", spec_run.contract_model(model), None)
        assert spec_run.first_difference(true) is None
        assert spec_run.equivalence(true) is not None
        assert client_run.run(true).verdict == "survived"


def test_the_clients_suite_kills_them_too() -> None:
    some = [mutant for mutant in SAMPLE if mutant.altered is None]
    verdicts = {mutant.name: client_run.run(mutant).verdict for mutant in some}
    assert [name for name, verdict in verdicts.items() if verdict == "survived"] == []


@pytest.mark.slow
def test_the_peer_is_run_fairly() -> None:
    wanted = {m.name for m in EVERY if m.kind == "enum"}
    (mutant,) = peer.sampled(wanted, 1, 3)
    assert peer.sampled(wanted, 1, 3) == [mutant]
    gone = next(m for m in EVERY if m.name == "kling-v1.6-mi2v/prompt/required: off")
    assert peer.kills(gone)
    assert not peer.kills(replace(gone, model=spec_run.contract_model(gone)))


def test_the_result_keeps_its_schema_and_the_targets_can_be_missed(tmp_path: Path) -> None:
    spec = measure._counted(Counter(killed=3))
    result: dict[str, Any] = {
        "spec": {**spec, "seconds": 1.0, "by_kind": [], "survivors": [], "equivalents": []},
        "liars": {name: {"all": 30, "killed": 30, "survivors": []} for name in families()},
        "client": {"all": 1, "killed": 1, "not_generated": 0, "survivors": []},
        "false_alarms": measure.false_alarms(1, 1),
        "schemathesis": measure.beside(set(), 0, 0, 1),
    }
    reached = targets(result)
    assert all(target.met for target in reached)
    schema = json.loads((ROOT / "schemas/strength.schema.json").read_text("utf-8"))
    document = {"format": 1, "targets": [t.to_json() for t in reached], **result}
    Draft202012Validator(schema).validate(document)
    assert "MISSED" not in command.table(result, reached)
    for change in (
        {"spec": result["spec"] | {"killed": 2, "survived": 1, "survivors": ["x"]}},
        {"spec": result["spec"] | {"seconds": 61.0}},
        {"false_alarms": {"runs": 1, "alarms": ["seed 0"], "seconds": 0.0}},
        {"client": result["client"] | {"killed": 0}},
        {"liars": result["liars"] | {"task": {"all": 30, "killed": 29, "survivors": ["x"]}}},
    ):
        missed = targets(result | change)
        assert [target.met for target in missed].count(False) == 1
        assert "MISSED" in command.table(result | change, missed)
        assert "missed" in page.rendered(result | change, missed)
