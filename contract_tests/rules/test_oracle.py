"""The oracle itself: what it must know besides the interpreter."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from celpy.evaluation import CELEvalError

from contract_tests.oracles.cel import CelRule, max_image_ref

_REFERENCES = [
    ("", 0),
    ("<<<image_3>>>", 3),
    ("<<<image_2>>> <<<image_10>>> <<<image_9>>>", 10),
    ("<<<<image_4>>>>", 4),
    ("<<<image_007>>>", 7),
    ("<<<image_000000000000005>>>", 5),
    ("<<<image_999999999>>>", 999_999_999),
    ("<<<image_1000000000>>>", 999_999_999),
    ("<<<image_" + "9" * 5000 + ">>>", 999_999_999),
    ("<<<image_\u0663>>>", 0),
    ("<<<image_>>> <<image_1>> <<<image_-1>>> <<<Image_1>>> <<<image_1 >>>", 0),
]
_ANSWERS: list[tuple[str, dict[str, Any], bool]] = [
    ("self.a == 9223372036854775807", {"a": 2**63 - 1}, True),
    ("self.a == 9223372036854775807", {"a": 2**63 - 2}, False),
    ("self.a > 9007199254740992", {"a": 2**53 + 1}, True),
    ("self.a == 9007199254740993", {"a": float(2**53)}, False),
    ("self.a == 5", {"a": 5.0}, True),
    ("self.a == 5.0", {"a": 5}, True),
    ("self.a < 5.5", {"a": 5}, True),
    ("self.a in [1, 2.5]", {"a": 2.5}, True),
    ("self.a in [1.0, 2]", {"a": 1}, True),
    ("self.a in ['x']", {"a": "y"}, False),
    ("size(self.a) == 2", {"a": "é😀"}, True),
    ("self.a.matches('a$')", {"a": "a\n"}, False),
    ("has(self.a)", {}, False),
    ("has(self.a)", {"a": []}, True),
    ("maxImageRef(self.a) == 3", {"a": "<<<image_3>>>"}, True),
]


@pytest.mark.parametrize(("text", "number"), _REFERENCES)
def test_max_image_ref(text: str, number: int) -> None:
    assert max_image_ref(text) == number


@pytest.mark.parametrize(("rule", "body", "holds"), _ANSWERS)
def test_answers(rule: str, body: dict[str, Any], holds: bool) -> None:  # noqa: FBT001 -- a datum
    assert CelRule(rule).holds(body) is holds


@pytest.mark.parametrize("rule", ["self.a == 1", "size(self.a)", "maxImageRef(self.a) > 1"])
def test_no_answer_is_an_error(rule: str) -> None:
    with pytest.raises(CELEvalError):
        CelRule(rule).holds({})


def test_the_recursion_limit_stays_as_it_was() -> None:
    before = sys.getrecursionlimit()
    CelRule("true")
    assert sys.getrecursionlimit() == before
