"""The type of each parameter."""

from __future__ import annotations

from generator.contract.types import Shape
from generator.rules.typescript_literal import typescript_literal as literal
from generator.targets.common.nesting import item_type

_SCALARS = {
    "string": "string",
    # An id past 2^53 is a bigint, and goes out with all its digits.
    "integer": "number | bigint",
    "number": "number",
    "boolean": "boolean",
}
_SAFE = 2**53 - 1


def annotation(request: str, path: tuple[str, ...], shape: Shape) -> str:
    """What a caller may pass for this value; ``request`` is the name of the request's type."""
    if shape.media is not None:
        return "ImageInput"
    if shape.enum is not None and shape.type in ("string", "integer", "boolean"):
        return " | ".join(literal(value) for value in shape.enum)
    if shape.items is not None:
        inner = annotation(request, (*path, "items"), shape.items)
        return f"readonly ({inner})[]" if " " in inner else f"readonly {inner}[]"
    if shape.type == "object":
        return item_type(request, path) if shape.fields else "Readonly<Record<string, unknown>>"
    if shape.type == "integer" and _is_small(shape):
        return "number"
    return _SCALARS[shape.type]


def _is_small(shape: Shape) -> bool:
    low = shape.minimum if shape.minimum is not None else shape.exclusive_minimum
    high = shape.maximum if shape.maximum is not None else shape.exclusive_maximum
    return low is not None and high is not None and low >= -_SAFE and high <= _SAFE
