"""Bounds as pages print them: ``1 - 2500``, ``0 <= x <= 1``, ``x >= 0``, ``1 - 4 elements``."""

from __future__ import annotations

import re
from collections.abc import Iterator

Number = int | float
Limit = tuple[str, Number]

NUMBER = r"-?\d{1,24}(?:\.\d{1,24})?(?:[eE][+-]?\d{1,2})?"
_BETWEEN = re.compile(rf"({NUMBER})\s*(?:-|~|\.\.\.?|to)\s*({NUMBER})(?:\s+[^\W\d]+)?")
_CHAIN = re.compile(rf"({NUMBER})\s*(<=?)\s*[A-Za-z_]\w*\s*(<=?)\s*({NUMBER})")
_SIDE = re.compile(rf"[A-Za-z_]\w*\s*(<=?|>=?)\s*({NUMBER})")
_FLIPPED = re.compile(rf"({NUMBER})\s*(<=?|>=?)\s*[A-Za-z_]\w*")
_ALONE = re.compile(rf"({NUMBER})(?:\s+[^\W\d]+)?")
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_OF_SIGN = {
    "<": "exclusiveMaximum",
    "<=": "maximum",
    ">": "exclusiveMinimum",
    ">=": "minimum",
}


# "1 - 2,500" as people write it; "[1,100]" are two numbers.
_THOUSANDS = re.compile(r"(?<![\d,.])([1-9]\d{0,2})((?:,\d{3})+)(?![\d,])")


def without_thousands(text: str) -> str:
    """The text with ``2,500`` as ``2500``."""
    return _THOUSANDS.sub(lambda match: match[1] + match[2].replace(",", ""), text)


def number(text: str) -> Number:
    """The number as written: integers stay exact."""
    try:
        return int(text)
    except ValueError:
        value = float(text)
        return int(value) if value.is_integer() else value


def interval(text: str) -> tuple[Number, Number] | None:
    """``1 - 2500`` as its two ends."""
    match = _BETWEEN.fullmatch(without_thousands(text.strip()))
    return (number(match[1]), number(match[2])) if match else None


def alone(text: str) -> Number | None:
    """``10`` or ``10 elements``."""
    match = _ALONE.fullmatch(without_thousands(text.strip()))
    return number(match[1]) if match else None


def inequality(text: str) -> Iterator[Limit]:
    """``0 <= x < 1`` and its parts as limits of a number; nothing if it is none."""
    text = without_thousands(text.strip())
    if match := _CHAIN.fullmatch(text):
        yield _OF_SIGN[_MIRRORED[match[2]]], number(match[1])
        yield _OF_SIGN[match[3]], number(match[4])
    elif match := _SIDE.fullmatch(text):
        yield _OF_SIGN[match[1]], number(match[2])
    elif match := _FLIPPED.fullmatch(text):
        yield _OF_SIGN[_MIRRORED[match[2]]], number(match[1])
