"""The small functions that generated rules are made of."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from ._media_form import check_media
from ._nearest import nearest, spellings
from .violations import CLEAN, Findings, Json, Violation

__all__ = [
    "CLEAN",
    "Findings",
    "Json",
    "Violation",
    "check_media",
    "has_surrogate",
    "is_integer",
    "is_number",
    "json_type",
    "max_image_ref",
    "nearest",
    "pointer",
    "shown",
    "spellings",
    "strangers",
    "utf8_sorted",
]

_EXACT: Final = 2**53
_LONGEST_SHOWN: Final = 32
_MARK: Final = "<<<image_"
_HUGE: Final = 999_999_999


def json_type(value: object) -> str:
    """The JSON type of a Python value.

    Returns:
        ``null``, ``boolean``, ``integer``, ``number``, ``string``, ``array`` or ``object``;
        ``invalid`` for what JSON has no form for (NaN, an unpaired surrogate, a set).
    """
    if isinstance(value, str):
        return "invalid" if has_surrogate(value) else "string"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float):
        if not math.isfinite(value):
            return "invalid"
        return "integer" if is_integer(value) else "number"
    if isinstance(value, (list, tuple)):
        return "array"
    return "object" if isinstance(value, dict) else "invalid"


def is_integer(value: object) -> bool:
    """Whether the contract calls the value an integer: ``5`` and ``5.0`` are, ``True`` is not."""
    if isinstance(value, float):
        return value.is_integer() and -_EXACT <= value <= _EXACT
    return isinstance(value, int) and not isinstance(value, bool)


def is_number(value: object) -> bool:
    """Whether JSON calls the value a number: ``True`` and NaN are none."""
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def has_surrogate(text: str) -> bool:
    """Whether the text holds an unpaired surrogate, which UTF-8 has no form for."""
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def utf8_sorted(names: Iterable[str]) -> list[str]:
    """Names by their UTF-8 bytes; for code points that is the same order."""
    return sorted(names)


def strangers(members: Iterable[object], named: frozenset[str]) -> list[str]:
    """The names among ``members`` that are not ``named``, by their UTF-8 bytes."""
    found: list[str] = []
    for name in members:
        if name not in named:  # no comprehension: up to Python 3.11 that is a call of its own
            found.append(name if isinstance(name, str) else str(name))  # noqa: PERF401
    return utf8_sorted(found) if len(found) > 1 else found


def pointer(name: str) -> str:
    """A member's name as one token of an RFC 6901 pointer, without the slash."""
    if "~" in name or "/" in name:
        return name.replace("~", "~0").replace("/", "~1")
    return name


def shown(value: Json) -> Json:
    """A value as a violation may show it: a string over 32 code points becomes its length."""
    if isinstance(value, str) and len(value) > _LONGEST_SHOWN:
        return len(value)
    return value


def max_image_ref(text: str) -> int:
    """The largest N in ``<<<image_N>>>``, or 0; more than nine digits count as 999999999."""
    if _MARK not in text:
        return 0
    largest = 0
    for part in text.split(_MARK)[1:]:
        number, closed, _ = part.partition(">>>")
        if closed and number.isascii() and number.isdigit():
            digits = number.lstrip("0")
            largest = max(largest, _HUGE if len(digits) > len(str(_HUGE)) else int(digits or "0"))
    return largest
