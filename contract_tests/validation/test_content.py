"""What violations say: limit, actual value, message; and what they never say."""

import json
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from modellix_client.violations import Violation

from contract_tests.facts.page import Json
from contract_tests.judges.bundle import models, rules, rules_by_id
from contract_tests.profile import count
from contract_tests.strategies.json_values import texts
from contract_tests.strategies.search import search
from contract_tests.validation.client_side import equal, findings
from contract_tests.validation.told import at, limit_and_actual, nearest

ALL = [rule.id for model in models() for rule in rules(model)]
_MEMBERS = ["rule", "path", "keyword", "limit", "actual", "message"]
_SECRET = "the prompt that nobody else may read"


def _name(path: str) -> str:
    return path.rpartition("/")[2].replace("~1", "/").replace("~0", "~")


def _holds(violation: Violation, body: Json) -> bool:
    rule = rules_by_id()[violation.rule]
    missing = rule.keyword in ("required", "rule")
    value = None if missing else at(body, violation.path)
    limit, actual = limit_and_actual(rule, value, _name(violation.path))
    return (
        equal(violation.limit, limit)
        and equal(violation.actual, actual)
        and violation.keyword == rule.keyword
        and violation.message == rule.message
    )


@pytest.mark.parametrize("rule", ALL)
def test_limit_actual_and_message(rule: str) -> None:
    model = rule.partition("/")[0]
    found = search(model)
    for witness in found.alone.get(rule) or found.implied[rule]:
        violations, warnings = findings(model, witness.body)
        for violation in (*violations, *warnings):
            assert list(violation.as_dict()) == _MEMBERS
            assert _holds(violation, witness.body), (witness.label, violation.as_dict())


@pytest.mark.parametrize("model", models())
@given(name=st.one_of(st.data(), texts(12)))
@settings(max_examples=count(60, 2_000))
def test_nearest_name(model: str, name: st.DataObject | str) -> None:
    """A name that is no parameter: the known one at most two edits away is proposed."""
    known = [
        rule.path[0] for rule in rules(model) if rule.keyword == "type" and len(rule.path) == 1
    ]
    if not isinstance(name, str):
        name = name.draw(_mistyped(known))
    taken = {rule.path[0] for rule in rules(model) if rule.path}
    if name in taken:
        return
    told = [v for v in findings(model, {name: 1})[0] if v.keyword == "additionalProperties"]
    assert [violation.limit for violation in told] == [nearest(name, known)]


@st.composite
def _mistyped(draw: st.DrawFn, known: list[str]) -> str:
    name = draw(st.sampled_from(known))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(name)))
        letter = draw(st.sampled_from(["", "x", "_", "\U0001f600"]))
        name = name[:place] + letter + name[place + draw(st.integers(0, 1)) :]
    return name


@pytest.mark.parametrize("model", models())
def test_nothing_that_was_written_is_told(model: str) -> None:
    """Prompts and images stay out of violations and warnings, whatever is wrong with them."""
    for name in {rule.path[0] for rule in rules(model) if rule.path}:
        long = _SECRET * 100
        for value in (long, [long], [[long]], {"image": long}, [{"image": long}]):
            for violation in chain(*findings(model, {name: value, "unknown": long})):
                for text in (json.dumps(violation.as_dict()), str(violation), repr(violation)):
                    assert _SECRET not in text
