"""Puts pieces of JSON Schema together so that a person can read the result."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

JsonSchema = dict[str, Any]

ANYTHING: JsonSchema = {}
NOTHING: JsonSchema = {"not": {}}


def required(*names: str) -> JsonSchema:
    """The members are there."""
    return {"required": list(names)}


def absent(*names: str) -> JsonSchema:
    """At least one of the members is missing."""
    return {"not": required(*names)}


def member(name: str, schema: JsonSchema) -> JsonSchema:
    """The member, if it is there, satisfies ``schema``."""
    return {"properties": {name: schema}}


def all_of(parts: Iterable[JsonSchema]) -> JsonSchema:
    """Every part holds; keywords that do not meet share one schema."""
    merged: JsonSchema = {}
    apart: list[JsonSchema] = []
    for part in parts:
        if part == NOTHING:
            return NOTHING
        if not _merge(merged, part) and part not in apart:
            apart.append(part)
    if not apart:
        return merged
    return {"allOf": [merged, *apart]} if merged else {"allOf": apart}


def any_of(parts: Iterable[JsonSchema]) -> JsonSchema:
    """At least one part holds."""
    choices: list[JsonSchema] = []
    for part in parts:
        for choice in part["anyOf"] if list(part) == ["anyOf"] else [part]:
            if choice == ANYTHING:
                return ANYTHING
            if choice != NOTHING and choice not in choices:
                choices.append(choice)
    choices = _without_vacuous(choices)
    if not choices:
        return NOTHING
    return choices[0] if len(choices) == 1 else {"anyOf": choices}


def _merge(target: JsonSchema, part: JsonSchema) -> bool:
    """Add ``part`` to ``target`` if no keyword of it would be lost."""
    if target and not set(part) <= {"required", "properties"}:
        return False
    if not set(target) <= {"required", "properties"}:
        return False
    known = target.get("properties", {})
    for name, schema in part.get("properties", {}).items():
        if name in known and set(known[name]) & set(schema):
            return False
    for key, value in part.items():
        if key == "required":
            have = target.get("required", [])
            target["required"] = have + [name for name in value if name not in have]
        elif key == "properties":
            merged = dict(known)
            for name, schema in value.items():
                merged[name] = {**merged.get(name, {}), **schema}
            target["properties"] = merged
        else:
            target[key] = value
    return True


def _without_vacuous(choices: list[JsonSchema]) -> list[JsonSchema]:
    """Drop "f is missing" beside a choice that says something of f alone: it holds then anyway."""
    alone = {
        name
        for choice in choices
        if list(choice) == ["properties"] and len(choice["properties"]) == 1
        for name in choice["properties"]
    }
    return [choice for choice in choices if not any(choice == absent(name) for name in alone)]
