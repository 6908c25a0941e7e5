"""The judge itself: each rule alone, put together, is the published contract."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.judges.bundle import models, rules, rules_by_id
from contract_tests.judges.surgery import fields_of
from contract_tests.judges.verdict import judge
from contract_tests.profile import count
from contract_tests.strategies.bodies import near_misses, valid_bodies, wild_bodies


@pytest.mark.parametrize("model", models())
@given(data=st.data())
@settings(max_examples=count(40, 4_000))
def test_the_parts_make_the_whole(model: str, data: st.DataObject) -> None:
    body = data.draw(st.one_of(near_misses(model), wild_bodies(model), valid_bodies(model)))
    seen = judge(model)
    errors = {rule for rule in seen.broken(body) if rules_by_id()[rule].severity == "error"}
    assert seen.published(body) is seen.accepts(body) is (not errors)
    # Without one of several broken rules, the others still refuse the body.
    assert seen.admitting(body) == (errors if len(errors) == 1 else set())


@pytest.mark.parametrize("model", models())
def test_every_rule_across_fields_names_some(model: str) -> None:
    for rule in rules(model):
        if rule.validation:
            known = {other.path[0] for other in rules(model) if other.path}
            names = fields_of(rule.validation.text)
            assert len(names) >= 2
            assert set(names) <= known


def test_fields_of_a_rule() -> None:
    assert fields_of("has(self.a) && self.b_2 == 'self.' || size(self.a) > 1") == ("a", "b_2")
