"""Makes a line on which clients disagree as small as it goes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from contract_tests.facts.page import Json
from contract_tests.parity.drawing.traps import Raw, spelled

_STEPS = 400


def smallest(line: bytes, disagree: Callable[[bytes], bool]) -> bytes:
    """The smallest line found on which they still disagree.

    Args:
        line: A line on which they do.
        disagree: Whether they disagree on a line; asked at most some hundred times.
    """
    asked = 0
    better = True
    while better and asked < _STEPS:
        better = False
        for smaller in _smaller(line):
            asked += 1
            if asked > _STEPS:
                break
            if disagree(smaller):
                line, better = smaller, True
                break
    return line


def _smaller(line: bytes) -> Iterator[bytes]:
    """Smaller lines, the smallest first: by parts of the body, or else by bytes."""
    try:
        # Numbers keep their spelling: it may be what they disagree about.
        value = json.loads(line, parse_int=Raw, parse_float=Raw)
    except (ValueError, RecursionError):
        value = None
    if isinstance(value, dict) and "body" in value:
        for body in _values(value["body"]):
            smaller = spelled({**value, "body": body}).encode()
            if len(smaller) < len(line):
                yield smaller
    else:
        yield from _cuts(line)


def _values(value: Json) -> Iterator[Json]:
    if isinstance(value, dict):
        yield from _objects(value)
    elif isinstance(value, list):
        yield from _lists(value)
    elif isinstance(value, str):
        yield from _texts(value)
    elif isinstance(value, Raw) and len(value.text) > 1:
        yield Raw("0")
        yield Raw(value.text.lstrip("-"))


def _objects(value: dict[str, Json]) -> Iterator[Json]:
    for name in value:
        yield _left(value, name)
    for name, member in value.items():
        for smaller in _values(member):
            yield {**value, name: smaller}
        for shorter in _texts(name):
            yield {**_left(value, name), shorter: member}


def _left(value: dict[str, Json], name: str) -> dict[str, Json]:
    return {other: member for other, member in value.items() if other != name}


def _lists(value: list[Json]) -> Iterator[Json]:
    if len(value) > 1:
        yield value[: len(value) // 2]
        yield value[len(value) // 2 :]
    for at, item in enumerate(value):
        yield [*value[:at], *value[at + 1 :]]
        for smaller in _values(item):
            yield [*value[:at], smaller, *value[at + 1 :]]


def _texts(text: str) -> Iterator[str]:
    size = len(text)
    for part in (size // 2, size // 4, size // 8, 1):
        if 0 < part <= size:
            yield text[part:]
            yield text[:-part]
    if size and set(text) - {"a"} and size < 40:
        for at in range(size):
            yield text[:at] + text[at + 1 :]


def _cuts(line: bytes) -> Iterator[bytes]:
    part = len(line) // 2
    while part:
        for at in range(0, len(line), part):
            smaller = line[:at] + line[at + part :]
            if smaller.strip():
                yield smaller
        part //= 2
