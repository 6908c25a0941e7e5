"""Data of the spec as Go source: always literals, never code."""

from __future__ import annotations

import math
from collections.abc import Sequence

from generator.rules.go import go_string

_INT64 = range(-(2**63), 2**63)


def number(value: int | float) -> str:
    """A number as a literal; an integer past 64 bits as a double."""
    if isinstance(value, int) and value in _INT64:
        return str(value)
    text = repr(float(value))
    if not math.isfinite(float(value)):
        raise TypeError(f"{value} has no literal")
    return text


def boxed(value: object) -> str:
    """A literal that keeps its type in a variable of type ``any``."""
    if value is None:
        return "nil"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return go_string(value)
    if isinstance(value, int) and value in _INT64:
        return f"int64({value})"
    if isinstance(value, (int, float)):
        return f"float64({number(float(value))})"
    if isinstance(value, Sequence):
        return "[]any{" + ", ".join(boxed(item) for item in value) + "}"
    raise TypeError(type(value).__name__)


def strings(values: Sequence[str]) -> str:
    """A slice of strings; nil for none."""
    return "[]string{" + ", ".join(map(go_string, values)) + "}" if values else "nil"
