"""Heads of parameters in a-format: a name above a type, with flags below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.docs.text import headings
from generator.docs.text.normal import plain
from generator.docs.text.type_words import TypeWord, read_type

_NAME = re.compile(
    r"[A-Za-z_$][A-Za-z0-9_$]*(?:(?:\[\]|\[\*\]|\[\d*\])?\.[A-Za-z_$][A-Za-z0-9_$]*)*"
)
_PREFIX = re.compile(r"(?:[A-Za-z_$][A-Za-z0-9_$]*(?:\[\]|\[\*\])?\.)+")
_ONE_LINE = re.compile(
    r"(?P<name>[A-Za-z_$][A-Za-z0-9_$.\[\]]*)\s+(?P<type>[A-Za-z0-9]+(?:<[^<>]{1,40}>)?(?:\[\])?)"
    r"(?P<flags>(?:\s+(?:required|optional|deprecated|header|query|body|default\s*:\s*\S+))*)"
)
_HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_FAR = 3


@dataclass(frozen=True, slots=True)
class Head:
    """A parameter's head: ``start`` is its first line, ``end`` the last line of its flags."""

    name: str
    type: TypeWord
    required: bool
    default: str | None
    place: str | None
    start: int
    type_line: int
    required_line: int | None
    default_line: int | None
    end: int
    # Flags that no fact can say.
    others: tuple[str, ...] = ()


def heads(lines: Sequence[str], taken: frozenset[int]) -> list[Head]:
    """Every head of a page; lines count from 1, those in ``taken`` belong to a call."""
    found: list[Head] = []
    number = 1
    while number <= len(lines):
        head = None if number in taken else _head(lines, number, taken)
        if head is not None:
            found.append(head)
            number = head.end + 1
        else:
            number += 1
    return found


def _head(lines: Sequence[str], number: int, taken: frozenset[int]) -> Head | None:
    line = lines[number - 1]
    if not line or len(line) > 200:  # noqa: PLR2004 -- a name is never that long
        return None
    if one := _ONE_LINE.fullmatch(line):
        kind = read_type(one["type"])
        # "The text" and "Reference list" describe a parameter; with flags they would be one.
        described = not one["flags"] and one["name"][:1].isupper()
        if kind is None or described or one["name"].lower() in headings.BODY | {"enum"}:
            return None
        flags = re.findall(r"default\s*:\s*\S+|\S+", one["flags"])
        return _flagged(one["name"], kind, number, number, [(number, flag) for flag in flags])
    name = line
    following = _next(lines, number, taken)
    if _PREFIX.fullmatch(line) and following and _NAME.fullmatch(lines[following - 1]):
        # The parent stands in a shade of its own, before the name.
        name, at = line + lines[following - 1], following
        following = _next(lines, following, taken)
    else:
        at = number
    if not (_NAME.fullmatch(name) or _HEADER_NAME.fullmatch(name)) or not following:
        return None
    if following - at > _FAR:
        return None
    kind = read_type(lines[following - 1])
    if kind is None:
        return None
    # A type above a type: the upper one is the rest of something else.
    if read_type(name) is not None and _next_is_type(lines, following, taken):
        return None
    flags = []
    last = following
    while (after := _next(lines, last, taken)) and after - last <= _FAR:
        if not is_flag(lines[after - 1]):
            break
        flags.append((after, lines[after - 1]))
        last = after
    return _flagged(name, kind, number, following, flags)


def _flagged(
    name: str, kind: TypeWord, start: int, type_line: int, flags: list[tuple[int, str]]
) -> Head:
    required_line = default_line = None
    default = place = None
    others: list[str] = []
    for line, text in flags:
        word = plain(text).strip().lower()
        if word in headings.REQUIRED:
            required_line = line
        elif word in headings.PLACES:
            place = word
        elif match := headings.DEFAULT.fullmatch(plain(text).strip()):
            default, default_line = match[1].strip(), line
        elif word in headings.NOTABLE:
            others.append(word)
    return Head(
        name=name,
        type=kind,
        required=required_line is not None,
        default=default,
        place=place,
        start=start,
        type_line=type_line,
        required_line=required_line,
        default_line=default_line,
        end=max([type_line, *(line for line, _ in flags)]),
        others=tuple(others),
    )


def is_line(text: str) -> bool:
    """Whether one line holds a whole head with its flags."""
    one = _ONE_LINE.fullmatch(text)
    return one is not None and bool(one["flags"]) and read_type(one["type"]) is not None


def is_flag(text: str) -> bool:
    """Whether the text stands behind a type and says more: ``required``, ``default:5``."""
    word = plain(text).strip()
    known = headings.REQUIRED | headings.OPTIONAL | headings.PLACES | headings.OTHER_FLAGS
    return word.lower() in known or headings.DEFAULT.fullmatch(word) is not None


def _next(lines: Sequence[str], number: int, taken: frozenset[int]) -> int | None:
    """The next line that is not empty."""
    for after in range(number + 1, min(number + 1 + _FAR, len(lines)) + 1):
        if after in taken:
            return None
        if lines[after - 1]:
            return after
    return None


def _next_is_type(lines: Sequence[str], number: int, taken: frozenset[int]) -> bool:
    after = _next(lines, number, taken)
    return after is not None and read_type(lines[after - 1]) is not None
