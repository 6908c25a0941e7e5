"""Finds members that an OpenAPI object of the spec may not have, and values of a wrong kind."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from generator.spec.findings import Finding
from generator.spec.location import Location
from generator.spec.objects import OBJECTS, REFUSED, REQUIRED
from generator.spec.source import Items, Table

_NOUNS = {
    "text": "a string",
    "names": "a list of strings",
    "types": 'a type, or a list of one type and "null"',
    "boolean": "true or false",
    "integer": "an integer",
    "number": "a number",
}


def structure_findings(table: Table, kind: str) -> Iterator[Finding]:
    """Every misplaced member below ``table``, read as an object of this ``kind``."""
    members = OBJECTS[kind]
    for key, value in table.items():
        if key not in members:
            yield _unknown(table.at(key), kind, key)
        else:
            yield from _value(value, members[key], key, table.value_at(key))
    for key in REQUIRED.get(kind, ()):
        if key not in table:
            yield Finding(table.location, f"no {key!r} in a {kind.replace('_', ' ')}", "write it")


def _value(value: Any, kind: str, key: str, location: Location) -> Iterator[Finding]:
    if kind == "any":
        return
    if kind.startswith("{"):
        if not isinstance(value, Table):
            yield _wrong(location, key, "a mapping")
            return
        for name, child in value.items():
            yield from _value(child, kind[1:-1], name, value.value_at(name))
    elif kind.startswith("["):
        if not isinstance(value, Items):
            yield _wrong(location, key, "a list")
            return
        for index, child in enumerate(value):
            yield from _value(child, kind[1:-1], f"{key}[{index}]", value.at(index))
    elif kind in OBJECTS:
        if isinstance(value, Table):
            yield from structure_findings(value, kind)
        else:
            yield _wrong(location, key, "a mapping")
    elif not _is_plain(value, kind):
        yield _wrong(location, key, _NOUNS[kind])


def _is_plain(value: Any, kind: str) -> bool:
    if kind == "names":
        return isinstance(value, Items) and all(isinstance(name, str) for name in value)
    if kind == "types" and isinstance(value, Items):
        value, *others = value or [None]
        return isinstance(value, str) and value != "null" and others == ["null"]
    if kind in {"text", "types"}:
        return isinstance(value, str)
    if kind == "boolean":
        return isinstance(value, bool)
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or (kind == "number" and isinstance(value, float))


def _unknown(location: Location, kind: str, key: str) -> Finding:
    noun = "extension" if key.startswith("x-") else "keyword"
    known = sorted(OBJECTS[kind])
    if kind == "request_schema" and key in REFUSED:
        return Finding(location, f"the keyword {key!r} is not used in requests", REFUSED[key])
    near = get_close_matches(key, known, 1)
    advice = f"write {near[0]!r}" if near else "remove it, or use one of " + ", ".join(known)
    where = kind.replace("_", " ")
    return Finding(location, f"unknown {noun} {key!r} in a {where}", advice)


def _wrong(location: Location, key: str, wanted: str) -> Finding:
    return Finding(location, f"{key!r} is not {wanted}", f"give {key!r} {wanted}")
