"""JSON Schema of rules: the shapes a person reads, and what cannot be said."""

from __future__ import annotations

from itertools import product
from operator import ge, gt, le, lt
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from contract_tests.rules.shapes import EVERYTHING
from generator.rules.check import check
from generator.rules.errors import NotLowerable
from generator.rules.json_schema import lower
from generator.rules.parse import parse

_TEXT = "(has(self.text) ? size(self.text) : 0)"
_ENTRIES = "(has(self.entries) ? size(self.entries) : 0)"
_OTHERS = "(!has(self.others) ? 0 : size(self.others))"
_LOWERED: list[tuple[str, dict[str, Any]]] = [
    ("has(self.text) && has(self.flag)", {"required": ["text", "flag"]}),
    ("!has(self.text)", {"not": {"required": ["text"]}}),
    ("!has(self.text) || self.text == 'a'", {"properties": {"text": {"const": "a"}}}),
    (
        "!has(self.text) || !(self.text in ['a'])",
        {"properties": {"text": {"not": {"enum": ["a"]}}}},
    ),
    ("!has(self.text) || self.text.matches('^a$')", {"properties": {"text": {"pattern": "^a$"}}}),
    ("has(self.flag) ? self.flag == false : true", {"properties": {"flag": {"const": False}}}),
    (
        "!has(self.whole) || self.whole > 1 && 9.5 >= self.whole",
        {"properties": {"whole": {"exclusiveMinimum": 1, "maximum": 9.5}}},
    ),
    ("(has(self.whole) ? self.whole : 3) >= 2", {"properties": {"whole": {"minimum": 2}}}),
    (f"{_TEXT} < 3", {"properties": {"text": {"maxLength": 2}}}),
    (f"2.5 < {_ENTRIES}", {"required": ["entries"], "properties": {"entries": {"minItems": 3}}}),
    (f"{_ENTRIES} + 2 == 2", {"properties": {"entries": {"maxItems": 0}}}),
    (f"{_ENTRIES} >= 0 && has(self.text)", {"required": ["text"]}),
    (
        f"{_ENTRIES} + {_OTHERS} >= 1",
        {
            "anyOf": [
                {"required": ["others"], "properties": {"others": {"minItems": 1}}},
                {"required": ["entries"], "properties": {"entries": {"minItems": 1}}},
            ]
        },
    ),
    ("has(self.text) && 1 > 2", {"not": {}}),
    ("has(self.text) || 1 < 2", {}),
]
_NOT_LOWERED = [
    (
        f"has(self.text) && maxImageRef(self.text) < {_ENTRIES}",
        "maxImageRef reads numbers inside a string",
    ),
    (f"{_ENTRIES} < {_OTHERS}", "sizes stand on both sides of a comparison"),
    (f"{_ENTRIES} + {_OTHERS} <= 65", "the sum of two sizes against 65, more than 64"),
    (
        f"{_ENTRIES} + {_OTHERS} + {_TEXT} <= 22",
        "the sum of 3 sizes against 22, 276 cases and more than 256",
    ),
    (f"{_ENTRIES} + {_ENTRIES} <= 6", "the size of one member is added twice"),
    (
        "has(self.whole) && has(self.number) && self.whole < self.number",
        "a member is compared with another value of the body",
    ),
    (
        "(has(self.text) ? self.text : 'b').matches('a')",
        "matches of something other than a member",
    ),
]


@pytest.mark.parametrize(("text", "schema"), _LOWERED)
def test_lowered(text: str, schema: dict[str, Any]) -> None:
    rule = parse(text)
    assert check(rule, EVERYTHING) == []
    assert lower(rule, EVERYTHING) == schema


@pytest.mark.parametrize(("text", "reason"), _NOT_LOWERED)
def test_not_lowered(text: str, reason: str) -> None:
    rule = parse(text)
    assert check(rule, EVERYTHING) == []
    with pytest.raises(NotLowerable) as caught:
        lower(rule, EVERYTHING)
    assert caught.value.reason == reason


def test_64_splits_are_the_most() -> None:
    lowered = lower(parse(f"{_ENTRIES} + {_OTHERS} <= 64"), EVERYTHING)
    assert len(lowered["anyOf"]) == 65


@pytest.mark.parametrize("sign", ["<=", "<", ">=", ">"])
@pytest.mark.parametrize("limit", range(6))
def test_a_sum_of_three_sizes_holds_exactly_where_it_does(sign: str, limit: int) -> None:
    rule = f"{_ENTRIES} + {_OTHERS} + {_TEXT} {sign} {limit}"
    lowered = Draft202012Validator(lower(parse(rule), EVERYTHING))
    holds = {"<=": le, "<": lt, ">=": ge, ">": gt}[sign]
    for sizes in product((None, 0, 1, 2, 3), repeat=3):
        body: dict[str, Any] = {
            name: "a" * size if name == "text" else [0] * size
            for name, size in zip(("entries", "others", "text"), sizes, strict=True)
            if size is not None
        }
        expected = holds(sum(size or 0 for size in sizes), limit)
        assert lowered.is_valid(body) == expected, body
