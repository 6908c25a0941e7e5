"""Names of variables in generated checks, and limits as Go tests them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.contract.types import Shape
from generator.rules.go import camel
from generator.targets.go.literals import number

_INT64 = range(-(2**63), 2**63)
_EXACT = 2**53
BOUNDS = (
    ("minimum", "<", "minimum"),
    ("exclusiveMinimum", "<=", "exclusive_minimum"),
    ("maximum", ">", "maximum"),
    ("exclusiveMaximum", ">=", "exclusive_maximum"),
)
LENGTHS = (("minLength", "<", "min_length"), ("maxLength", ">", "max_length"))
OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
SIZES = (("minItems", "<", "min_items"), ("maxItems", ">", "max_items"))
Keywords = tuple[tuple[str, str, str], ...]


def value_name(path: tuple[str, ...]) -> str:
    """The variable of a value: ``v`` and its path, with the depth, so that no two are the same."""
    depth = str(len(path)) if len(path) > 1 else ""
    return f"v{depth}{''.join(map(camel, path))}"


def typed_name(member: str) -> str:
    """The variable that tells whether a member is absent or of its type."""
    return "typed" + camel(member)


def enumerated(shape: Shape) -> list[Any]:
    """The values of an enumeration that are of the shape's type, each once."""
    kinds = {"string": str, "boolean": bool, "integer": (int, float), "number": (int, float)}
    return [
        value
        for value in dict.fromkeys(shape.enum or ())
        if isinstance(value, kinds.get(shape.type, ()))  # type: ignore[arg-type]
        and isinstance(value, bool) == (shape.type == "boolean")
    ]


def limits(shape: Shape, keywords: Keywords) -> Iterator[tuple[str, str, int | float]]:
    """The keywords that the shape states, each with the sign that breaks it and its limit."""
    for keyword, sign, attribute in keywords:
        limit = getattr(shape, attribute)
        if limit is not None:
            yield keyword, sign, limit


def breaks_integer(subject: str, sign: str, limit: int | float) -> str:
    """The test whether an int64 breaks a bound."""
    if isinstance(limit, int) and limit in _INT64:
        return f"{subject} {sign} {limit}"
    return f"checks.Int({subject}).Compare({real(limit)}) {sign} 0"


def breaks_double(subject: str, sign: str, limit: int | float) -> str:
    """The test whether a float64 breaks a bound."""
    if isinstance(limit, float) or abs(limit) <= _EXACT:
        return f"{subject} {sign} {number(limit)}"
    return f"checks.Float({subject}).Compare({real(limit)}) {sign} 0"


def real(limit: int | float) -> str:
    """A limit as ``checks.Real``."""
    if isinstance(limit, int) and limit in _INT64:
        return f"checks.Int({limit})"
    return f"checks.Float({number(float(limit))})"
