"""Numbers around the limits of a page that no page of today has: open, single, and multiples."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from contract_tests.strategies.numbers import Span

_BOUNDS = {
    "minimum": st.integers(-50, 0),
    "exclusiveMinimum": st.integers(-50, 0),
    "maximum": st.integers(20, 90),
    "exclusiveMaximum": st.integers(20, 90),
    "multipleOf": st.integers(2, 7),
}


@given(
    kind=st.sampled_from(["integer", "number"]),
    limits=st.fixed_dictionaries({}, optional=_BOUNDS),
)
def test_each_number_keeps_or_breaks_what_it_is_said_to(kind: str, limits: dict[str, int]) -> None:
    place: Any = SimpleNamespace(type=kind, limits=limits, path=("member",))
    span = Span.of(place)
    judge = Draft202012Validator({"type": kind, **limits})
    assert judge.is_valid(span.sample())
    told = list(span.around())
    for label, number, breaks, _ in told:
        broken = {error.validator for error in judge.iter_errors(number)} - {"type"}
        assert (breaks in broken) if breaks else not broken, (label, number)
    # Every limit is shown from outside, and each that can be reached from inside too.
    assert {breaks for _, _, breaks, _ in told if breaks} == limits.keys()
    assert {keeps for _, _, _, keeps in told if keeps} - {"type"} == limits.keys()


@given(
    kind=st.sampled_from(["integer", "number"]),
    low=st.sampled_from(["minimum", "exclusiveMinimum"]),
    high=st.sampled_from(["maximum", "exclusiveMaximum"]),
    data=st.data(),
)
def test_a_limit_is_broken_alone_whatever_the_multiples(
    kind: str, low: str, high: str, data: st.DataObject
) -> None:
    limits = {name: data.draw(_BOUNDS[name]) for name in (low, high, "multipleOf")}
    place: Any = SimpleNamespace(type=kind, limits=limits, path=("member",))
    judge = Draft202012Validator({"type": kind, **limits})
    alone = {
        next(iter(broken))
        for _, number, _, _ in Span.of(place).around()
        if len(broken := {error.validator for error in judge.iter_errors(number)}) == 1
    }
    assert alone >= limits.keys()


def test_limits_that_leave_nothing_are_an_error() -> None:
    place: Any = SimpleNamespace(
        type="integer", limits={"exclusiveMinimum": 1, "exclusiveMaximum": 2}, path=("member",)
    )
    with pytest.raises(ValueError, match="member: no number keeps"):
        Span.of(place)
