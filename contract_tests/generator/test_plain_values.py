"""What passes for a plain value keeps every limit of its shape, and most good values pass."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
from modellix_client._checks import has_surrogate

from contract_tests.rules.shapes import HERE
from generator.contract.types import Field, Media, Shape
from generator.targets.python.plain_value import unlike_most

_ITEM = Shape(
    "object",
    HERE,
    fields=(
        Field("share", required=True, shape=Shape("number", HERE, minimum=0)),
        Field("id", required=True, shape=Shape("integer", HERE, maximum=9)),
    ),
)
# A shape, good values that need no closer look, and values that are wrong.
_SWITCHES = Shape(
    "object",
    HERE,
    fields=(
        Field("on", required=True, shape=Shape("boolean", HERE)),
        Field("id", required=True, shape=Shape("integer", HERE)),
    ),
)
_CASES: dict[str, tuple[Shape, list[Any], list[Any]]] = {
    "text": (
        Shape("string", HERE, min_length=1, max_length=3),
        ["a", "äöü", "abc"],
        ["", "abcd", "\ud800", None, 1, ["a"]],
    ),
    "long text": (Shape("string", HERE, min_length=2), ["ab"], ["", "a", None]),
    "word": (Shape("string", HERE, enum=("std", "pro")), ["std"], ["", "fast", None, 5, ["std"]]),
    "one of two numbers": (Shape("integer", HERE, enum=(5, 10)), [5, 10], [0, 7, None, True, "5"]),
    "count": (
        Shape("integer", HERE, minimum=1, exclusive_maximum=9),
        [1, 8],
        [0, 9, 1.5, True, None, "1"],
    ),
    "share": (
        Shape("number", HERE, minimum=0, maximum=1),
        [0, 1, 0.5],
        [-0.1, 1.1, math.nan, math.inf, True, None, "0"],
    ),
    "any number": (Shape("number", HERE), [0, -1.5], [math.nan, math.inf, -math.inf, False, None]),
    "yes or no": (Shape("boolean", HERE), [True, False], [0, 1, None, "true"]),
    "image": (
        Shape("string", HERE, min_length=1, media=Media(("png",), 10)),
        ["https://example.com/a.png"],
        ["", "https://", "https:/0", "https://a b", "ftp://a", None, 1],
    ),
    "closed object without limits": (
        _SWITCHES,
        [{"on": True, "id": 1}],
        [{"on": 1, "id": 1}, {"on": True, "id": True}, {"on": True}, {}, None],
    ),
    "closed object": (
        _ITEM,
        [{"share": 0.5, "id": 9}, {"id": -1, "share": 3}],
        [
            {},
            {"share": 1},
            {"share": 1, "id": 10},
            {"share": math.nan, "id": 1},
            {"share": None, "id": 1},
            {"share": -1, "id": 1},
            {"share": 1, "id": 1, "more": 1},
            {"share": 1, "it": 1},
            None,
            [],
        ],
    ),
}


@pytest.mark.parametrize("name", _CASES)
def test_plain_values(name: str) -> None:
    shape, good, wrong = _CASES[name]
    condition = unlike_most(("entries", "items"), shape, "value")
    assert condition is not None
    scope = {"has_surrogate": has_surrogate}
    for value in good:
        assert not eval(condition, scope | {"value": value}), value  # noqa: S307 -- our own text
    for value in wrong:
        assert eval(condition, scope | {"value": value}), value  # noqa: S307 -- our own text


@pytest.mark.parametrize(
    "shape",
    [
        Shape("array", HERE, items=Shape("string", HERE)),
        Shape("string", HERE, pattern="^a"),
        Shape("integer", HERE, multiple_of=8),
        Shape("object", HERE, fields=_ITEM.fields, closed=False),
        Shape("object", HERE, fields=(Field("a", required=False, shape=_ITEM),)),
        Shape("object", HERE, fields=(Field("a", True, Shape("string", HERE, pattern="^a")),)),
    ],
)
def test_what_no_comparison_tells_always_gets_a_closer_look(shape: Shape) -> None:
    assert unlike_most(("entries",), shape, "value") is None


@pytest.mark.parametrize("shape", [_ITEM, _SWITCHES], ids=["with limits", "without"])
def test_no_name_is_given_that_is_not_used(shape: Shape) -> None:
    """A name that stands there once would fail the type check of the generated client."""
    printed = unlike_most(("list", "items"), shape, "item")
    assert printed is not None
    given = re.findall(r"(\w+) :=", printed)
    assert [name for name in given if len(re.findall(rf"\b{name}\b", printed)) == 1] == []
