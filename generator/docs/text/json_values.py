"""JSON values that stand somewhere within the text of a page."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from generator.contract.types import Json
from generator.docs.text.normal import plain_quotes

_MAX_DEPTH = 64
# An example is for people; a longer one is cut off rather than searched to its end.
_MAX_LENGTH = 1_000_000


class Value(NamedTuple):
    """A JSON value found in a text, and the offset after it."""

    value: Json
    end: int


def _constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


_DECODER = json.JSONDecoder(parse_constant=_constant)


def read_value(text: str, start: int = 0) -> Value | None:
    """The JSON value that begins at ``start``; ``None`` if there is none.

    Typographic quotes around strings are taken for plain ones.
    """
    window = text[start : start + _MAX_LENGTH]
    for candidate in (window, plain_quotes(window)):
        try:
            value, end = _DECODER.raw_decode(candidate)
        except (ValueError, RecursionError):
            continue
        if depth(value) > _MAX_DEPTH:
            return None
        return Value(value, start + end)
    return None


def depth(value: Any) -> int:
    """How deep lists and objects are nested, without recursion."""
    deepest, layer = 0, [value]
    while layer:
        deeper: list[Any] = []
        for entry in layer:
            if isinstance(entry, dict):
                deeper.extend(entry.values())
            elif isinstance(entry, list):
                deeper.extend(entry)
        if deepest > _MAX_DEPTH:
            return deepest
        deepest += bool(deeper)
        layer = deeper
    return deepest


def json_type(value: Json) -> str:
    """The JSON Schema type of a value; an integer is one as written, ``5.0`` is a number."""
    if isinstance(value, bool):
        return "boolean"
    names: dict[type, str] = {int: "integer", float: "number", str: "string", list: "array"}
    return names.get(type(value), "object" if isinstance(value, dict) else "null")
