"""Whether a description could be of a parameter, or of a value of the call, by what it binds."""

from __future__ import annotations

from generator.contract.types import Json
from generator.docs.names.candidates import Candidate
from generator.docs.names.score import Seen
from generator.docs.text.json_values import json_type


def is_like(block: Seen, entry: Candidate) -> bool:
    """Whether a description binds its values just as a parameter is bound."""
    kind = block.type is not None and same_type(block.type, entry.type)
    limits = any(dict(limits) == dict(entry.limits) for limits in block.limits)
    return kind and limits and set(block.enum) == set(entry.enum)


def looks_like(block: Seen, value: Json) -> bool:
    """Whether the value of the call could be this parameter's: its type, an address or a text."""
    return likeness(block, value) > 0 and is_url(block.example) == is_url(value)


def likeness(block: Seen, value: Json) -> float:
    """Points for a value of the call; below zero where it cannot be the description's."""
    kind = json_type(value)
    if block.example is not None and is_url(block.example) != is_url(value):
        return -5.0
    if block.type not in (None, kind) and not {block.type, kind} <= {"integer", "number"}:
        return -5.0
    total = 0.5
    if block.example == value:
        total += 3.0
    if isinstance(value, str) and value.startswith("http") == block.image:
        total += 0.5
    if block.enum:
        total += 1.5 if str(value) in block.enum else -4.0
    return total


def same_type(one: str, other: str) -> bool:
    """Whether two types may be one: a whole number is a number."""
    return one == other or {one, other} <= {"integer", "number"}


def is_url(value: Json) -> bool:
    """Whether a value, or the first of a list of them, is an address."""
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, str) and first.startswith("http")
