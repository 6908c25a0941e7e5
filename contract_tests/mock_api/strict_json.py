"""Reads a request body as strictly as RFC 8259 allows.

What two readers could take for different things is refused: a member given twice, ``NaN``, text
that is no UTF-8, half of a surrogate pair, a number that no double holds, bottomless nesting.
"""

from __future__ import annotations

import json
import math
from typing import Any

MAX_DEPTH = 64


class InvalidJsonError(ValueError):
    """The body cannot be read; the text says why and quotes none of it."""


def read_json(body: bytes) -> Any:
    """The value of a body; raises ``InvalidJsonError``."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise InvalidJsonError("the body is not UTF-8") from None
    try:
        value: object = json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=_float,
            parse_int=_int,
            parse_constant=_constant,
        )
    except InvalidJsonError:
        raise
    except RecursionError:
        raise InvalidJsonError("JSON nested too deeply") from None
    except ValueError:
        raise InvalidJsonError("invalid JSON format") from None
    _check(value, MAX_DEPTH)
    return value


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise InvalidJsonError("a member stands twice in one JSON object")
    return members


def _float(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise InvalidJsonError("a number is out of range")
    return value


def _int(text: str) -> int:
    try:
        return int(text)
    except ValueError:  # past the interpreter's bound on digits
        raise InvalidJsonError("a number is out of range") from None


def _constant(text: str) -> float:
    raise InvalidJsonError("NaN and Infinity are no JSON")


def _check(value: object, depth: int) -> None:
    if isinstance(value, str):
        if not value.isascii():
            _check_text(value)
        return
    if not isinstance(value, (dict, list)):
        return
    if depth == 0:
        raise InvalidJsonError("JSON nested too deeply")
    if isinstance(value, dict):
        for name in value:
            _check(name, depth)
    for item in value.values() if isinstance(value, dict) else value:
        _check(item, depth - 1)


def _check_text(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise InvalidJsonError("half of a surrogate pair stands alone") from None
