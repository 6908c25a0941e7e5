"""The client and the published bundle give the same verdict, whatever the body."""

import re
from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError, validators

from contract_tests.counts import record
from contract_tests.facts.page import Json, Place, pages
from contract_tests.judges.bundle import models, not_lowered, request_schema, rules_by_id
from contract_tests.judges.verdict import inexact, judge
from contract_tests.profile import count
from contract_tests.strategies import images
from contract_tests.strategies.bases import context
from contract_tests.strategies.bodies import near_misses, valid_bodies, wild_bodies
from contract_tests.strategies.edits import Edit, applied, at_first
from contract_tests.strategies.values import sample
from contract_tests.validation.client_side import findings, places, reported


def _multiple(place: Place) -> Callable[[int], float]:
    """Floats beyond 2**53 that are multiples of what the place asks for, to the last digit."""
    step = int(place.limits.get("multipleOf", 1))
    return lambda times: float(times * step << 34)


DRAWN = {"valid": valid_bodies, "near misses": near_misses, "wild": wild_bodies}


def _searched(_: object, pattern: str, text: Json, __: object) -> Json:
    """The keyword as ECMA-262 has it: jsonschema's own lets `$` match before a last line feed."""
    if isinstance(text, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), text):
        yield ValidationError("does not match")


ECMA = validators.extend(  # type: ignore[no-untyped-call]
    Draft202012Validator, {"pattern": _searched}
)
PUBLISHED = {model: ECMA(request_schema(model)) for model in models()}


@pytest.mark.parametrize("kind", DRAWN)
@pytest.mark.parametrize("model", models())
def test_same_verdict(model: str, kind: str) -> None:
    seen = {True: 0, False: 0}

    @settings(max_examples=count(120, 4_000))
    @given(DRAWN[kind](model))
    def compare(body: Json) -> None:
        violations, warnings = findings(model, body)
        assert judge(model).published(body) is (not violations)
        assert PUBLISHED[model].is_valid(body) is (not violations)
        told = {rule for rule, _ in places([*violations, *warnings])}
        broken = judge(model).broken(body)
        assert reported(broken) <= told <= broken
        seen[not violations] += 1

    compare()
    record(f"{kind} bodies, client against bundle", sum(seen.values()))
    # A strategy that stopped trying one of the sides would hide what it is for.
    assert seen[True] or kind == "wild"
    assert seen[False] or kind == "valid"


@pytest.mark.parametrize("rule", not_lowered())
def test_what_is_not_lowered_is_an_exception_indeed(rule: str) -> None:
    """The schema takes what the client refuses, for no other reason than the one that it names."""
    entry = rules_by_id()[rule]
    page = pages()[entry.model]
    place = next(place for place in page.places() if place.path == entry.path)
    if entry.keyword == "media":
        assert place.max_bytes
        assert "size" in not_lowered()[rule]
        names = images.allowed(place.formats)
        values: list[Json] = [images.sized(place.max_bytes + 1, name) for name in names]
    else:
        assert entry.keyword == "type"
        assert "fraction or exponent" in not_lowered()[rule]
        large = [1e17, float(2**53 + 2), -1e18, *map(_multiple(place), (2**20, -(2**20)))]
        within = Draft202012Validator({"type": "integer", **place.limits})
        values = [number for number in large if within.is_valid(number)]
        assert values
    for value in values:
        change = Edit("past the schema", at_first(entry.path), value)
        body = applied(page, context(entry.model, place.name), change)
        assert judge(entry.model).published(body)
        assert places(findings(entry.model, body)[0]) == [(rule, change.pointer)]


WHOLES = {
    model: [place for place in page.places() if place.type == "integer"]
    for model, page in pages().items()
}


@pytest.mark.parametrize("model", [model for model in models() if WHOLES[model]])
@given(data=st.data())
@settings(max_examples=count(30, 1_000))
def test_floats_for_integers_past_the_schema(model: str, data: st.DataObject) -> None:
    """Where an integer is asked for, only a body that the bundle lists as an exception differs."""
    excepted = {rule for rule, reason in not_lowered().items() if "fraction" in reason}
    place = data.draw(st.sampled_from(WHOLES[model]))
    large = st.integers(2**53 + 2, 2**62).map(float)
    if "multipleOf" in place.limits:
        large = st.integers(2**20, 2**26).map(_multiple(place))
    change = Edit("large float", at_first(place.path), data.draw(large))
    page, valid = pages()[model], data.draw(valid_bodies(model))
    # An entry more may be one too many; then the body is refused for that.
    harmless = Edit("a good one", change.path, sample(page, place))
    assume(judge(model).accepts(applied(page, valid, harmless)))
    body = applied(page, valid, change)
    assert inexact(body)
    rule = "/".join((model, *place.path, "type"))
    assert (rule, change.pointer) in places(findings(model, body)[0])
    assert judge(model).published(body) is (rule in excepted)
