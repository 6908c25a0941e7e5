"""The small functions that generated rules are made of."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, Final

from ._media_form import check_media
from .violations import CLEAN, Findings, Json, Violation

__all__ = [
    "ABSENT",
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
    "strangers",
    "utf8_sorted",
]

_EXACT: Final = 2**53
_LONGEST_SHOWN: Final = 32
_FARTHEST: Final = 2
_MARK: Final = "<<<image_"
_HUGE: Final = 999_999_999


class Absent:
    """The type of ABSENT, which stands for a member that is not there."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "ABSENT"


# Of any type, so that a type checker lets it stand where a value may stand.
ABSENT: Final[Any] = Absent()


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


def strangers(
    members: Iterable[object], known: tuple[str, ...], unsupported: tuple[str, ...]
) -> list[str]:
    """The names among ``members`` that the object does not take, by their UTF-8 bytes."""
    names = (str(name) for name in members)
    return utf8_sorted(name for name in names if name not in known and name not in unsupported)


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


def nearest(name: str, known: tuple[str, ...]) -> str | None:
    """The known name that a mistyped one most likely stands for.

    Returns:
        The closest name at most two edits (Levenshtein, code points) away, the first of equals.
    """
    best = None
    bound = _FARTHEST
    for candidate in known:
        # The lengths rule out any name that is megabytes long, the letters most of the others:
        # each letter that only one of the two has takes an edit of its own.
        if abs(len(candidate) - len(name)) > bound:
            continue
        letters, others = set(name), set(candidate)
        if len(letters - others) > bound or len(others - letters) > bound:
            continue
        distance = _distance(name, candidate)
        if distance <= bound:
            best = candidate
            bound = distance - 1
        if bound < 0:
            break
    return best


def _distance(left: str, right: str) -> int:
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        above_left = i - 1
        row[0] = i
        for j, b in enumerate(right, 1):
            here = min(row[j] + 1, row[j - 1] + 1, above_left + (a != b))
            above_left = row[j]
            row[j] = here
    return row[-1]


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
