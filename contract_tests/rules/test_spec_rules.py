"""The rules of the real spec: every reading says the same of every drawn body."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.counts import record
from contract_tests.profile import bodies_per_rule
from contract_tests.rules.bodies import bodies
from contract_tests.rules.readings import Readings
from contract_tests.rules.shapes import MODEL_RULES
from generator.contract import load_contract
from generator.contract.types import Model, Validation

_CONTRACT = load_contract(Path(__file__).resolve().parents[2])
_RULES = [(model, rule) for model in _CONTRACT.models for rule in model.validations]


def _id(value: Model | Validation) -> str:
    return value.id


@pytest.mark.page("kling-image-o1", "model")
@pytest.mark.page("kling-v1-i2v", "model")
@pytest.mark.page("kling-v1.5-i2i", "model")
@pytest.mark.page("kling-v2-mi2i", "model")
def test_the_spec_states_the_rules_of_the_five_models() -> None:
    stated = {f"{model.id}/{rule.id}": " ".join(rule.text.split()) for model, rule in _RULES}
    assert stated.items() >= {name: text for name, (text, _) in MODEL_RULES.items()}.items()


@pytest.mark.parametrize(("model", "rule"), _RULES, ids=_id)
def test_every_reading_agrees(model: Model, rule: Validation) -> None:
    readings = Readings(rule, model.request)
    seen: set[bool] = set()

    @settings(max_examples=bodies_per_rule(), database=None)
    @given(st.data())
    def compare(data: st.DataObject) -> None:
        body = data.draw(bodies(model.request, readings.rule.expression))
        verdicts = readings.verdicts(body)
        assert len(set(verdicts.values())) == 1, verdicts
        seen.update(verdicts.values())

    compare()
    record("bodies on which all readings of a rule of the spec agree", bodies_per_rule())
    assert seen == {True, False}, "the drawn bodies never reached one of the answers"


@pytest.mark.parametrize(("model", "rule"), _RULES, ids=_id)
def test_errors_can_be_lowered(model: Model, rule: Validation) -> None:
    readings = Readings(rule, model.request)
    assert rule.severity == "warning" or not readings.reason
