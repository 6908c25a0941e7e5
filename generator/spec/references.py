"""Finds references that lead nowhere: no tool reads a bundle with one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.spec.findings import Finding
from generator.spec.location import Location
from generator.spec.source import Table

# How a model's file names the one with the shared parts.
_SHARED = "../../openapi.yaml"


def shared_references(openapi: Table) -> Iterator[Finding]:
    """Every ``$ref`` of the shared file that does not name an object of it."""
    yield from _below(openapi, "", openapi, set())


def model_references(model: Table, openapi: Table) -> Iterator[Finding]:
    """Every ``$ref`` of a model's file that does not name an object of ``openapi.yaml``."""
    yield from _below(model, _SHARED, openapi, set())


def _below(value: Any, prefix: str, openapi: Table, seen: set[int]) -> Iterator[Finding]:
    """What is wrong below ``value``; parts shared by an alias are looked at once."""
    if not isinstance(value, (dict, list)) or id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, Table):
        target = value.get("$ref")
        # A member of that name may also be a property; then it is no string.
        if isinstance(target, str) and not _leads_somewhere(target, prefix, openapi):
            yield _finding(target, prefix, value.value_at("$ref"))
    for child in value.values() if isinstance(value, dict) else value:
        yield from _below(child, prefix, openapi, seen)


def _leads_somewhere(target: str, prefix: str, openapi: Table) -> bool:
    file, _, pointer = target.partition("#")
    place: Any = openapi
    for step in pointer.split("/")[1:]:
        place = place.get(step) if isinstance(place, dict) else None
    return file == prefix and pointer.startswith("/components/") and isinstance(place, dict)


def _finding(target: str, prefix: str, location: Location) -> Finding:
    return Finding(
        location,
        f"the reference {target!r} leads nowhere",
        f"write {prefix}#/components/… as it stands in openapi.yaml",
    )
