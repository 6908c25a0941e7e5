"""Bodies to compare the readings of a rule on: each named member is absent or of its type.

Values are aimed at what the rule compares them with; a few are drawn from anywhere.
"""

from __future__ import annotations

import math
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.contract.types import Shape
from generator.rules.expression import (
    Constant,
    Expression,
    Matches,
    MaxImageRef,
    Size,
    names,
    walk,
)

Body = dict[str, Any]
_MOST = 70
_ABSENT = object()
# The values at the front of a pool stand right at a limit: half of the aimed draws are of them.
_CORNERS = 6
_ALPHABET = "aé😀"
_WORDS = ["", "a", "one", "ab\n", "a\n", "-", "😀", "\x00", "é", "e\u0301"]
_REFERENCES = [
    *(
        "<<<image_1>>>",
        "<<<image_2>>>",
        "<<<image_0>>>",
        "<<<image_1>>> and <<<image_3>>>",
        "<<<<image_2>>>>",
        "<<<image_007>>>",
    ),
    *("<<<image_>>>", "<<<image_-1>>>", "<<<image_\u0663>>>", "<<image_9>>", "<<<image_ 1>>>"),
    *("<<<image_999999999>>>", "<<<image_1000000000>>>", "<<<image_00000000002>>>"),
]
_INTEGERS: list[Any] = [0, 1, -1, 5.0, 2**53, 2**53 + 1, float(2**53), 2**63 - 1, -(2**63), -0.0]
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_WILD: dict[str, st.SearchStrategy[Any]] = {
    "string": _TEXT | st.integers(0, 12).map("<<<image_{}>>>".format),
    "integer": st.integers(-(2**63), 2**63 - 1) | st.integers(-99, 99).map(float),
    "number": st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False),
    "boolean": st.booleans(),
    "array": st.lists(st.none() | st.booleans() | _TEXT, max_size=12),
    "object": st.dictionaries(_TEXT, st.integers(0, 9), max_size=2),
}


def pools(request: Shape, expression: Expression) -> dict[str, list[Any]]:
    """For each member that the rule names, the values worth trying."""
    named = names(expression)
    return {
        field.name: _pool(field.shape, expression)
        for field in request.fields
        if field.name in named
    }


def bodies(request: Shape, expression: Expression) -> st.SearchStrategy[Body]:
    """Hypothesis' way to draw one body at a time."""
    types = {field.name: field.shape.type for field in request.fields}
    members = {
        name: st.one_of(
            st.just(_ABSENT),
            st.sampled_from(pool[:_CORNERS]),
            st.sampled_from(pool),
            _WILD[types[name]],
        )
        for name, pool in pools(request, expression).items()
    }
    return st.fixed_dictionaries(members).map(
        lambda body: {name: value for name, value in body.items() if value is not _ABSENT}
    )


def collect(request: Shape, expression: Expression, number: int) -> list[Body]:
    """The bodies that Hypothesis draws in ``number`` examples."""
    found: list[Body] = []

    @settings(max_examples=number, database=None)
    @given(bodies(request, expression))
    def draw(body: Body) -> None:
        found.append(body)

    draw()
    return found


def sample(request: Shape, expression: Expression, seed: int, number: int) -> list[Body]:
    """``number`` bodies from the same pools at once: cheap enough for a drawn rule."""
    random = Random(seed)  # noqa: S311 -- no secret
    values = pools(request, expression)
    return [
        {name: random.choice(pool) for name, pool in values.items() if random.random() < 0.8}
        for _ in range(number)
    ]


def _pool(shape: Shape, rule: Expression) -> list[Any]:
    literals = [node.value for node in walk(rule) if isinstance(node, Constant)]
    asked = {type(node) for node in walk(rule)}
    numbers = [n for n in literals if isinstance(n, (int, float)) and not isinstance(n, bool)]
    # Right at the limits first, what lies between them after.
    near = [min(max(int(n) + d, 0), _MOST) for d in (0, 1, -1) for n in numbers if n]
    sizes = list(dict.fromkeys([*near, 0, 1]))
    if shape.type == "boolean":
        return [True, False]
    if shape.type == "array":
        between = range(min(max(sizes), 12))
        return [["a"] * size for size in dict.fromkeys([*sizes, *between])]
    if shape.type == "object":
        return [{}, {"a": 1}]
    if shape.type == "string":
        words = [each for each in literals if isinstance(each, str)]
        pool = [*words, *(shape.enum or ())]
        if MaxImageRef in asked:
            pool += _REFERENCES
        if Size in asked:
            pool += [character * size for character in _ALPHABET for size in sizes]
        if Matches in asked:
            pool += [word + end for word in words for end in ("\n", "a")] + _WORDS
        return [*pool, "", "a"]
    floats = [float(n) if abs(n) < 2**53 else n for n in numbers]
    around = [n + d for n in numbers for d in (-1, 1) if abs(n) < 2**53]
    if shape.type == "integer":
        whole = [int(n) for n in numbers + around if abs(n) <= 2**63 - 1]
        return whole + [n for n in floats if n == int(n) and abs(n) <= 2**53] + _INTEGERS
    beside = [math.nextafter(n, way) for n in floats for way in (-math.inf, math.inf)]
    return numbers + floats + around + beside + [0.5, 1e300, -1e-300, *_INTEGERS]
