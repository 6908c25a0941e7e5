"""The schemas of answers, as the readers of the clients take them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def type_of(schema: Mapping[str, Any]) -> str | None:
    """The type of a member that is there; ``None`` when the spec gives none.

    Whether it may be null too makes no difference to a client: it reads every member of an answer
    as one that may be missing, and null as missing.
    """
    declared = schema.get("type")
    return str(declared[0]) if isinstance(declared, list) else declared


def without_null(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of an object of an answer with the types of its members alone."""
    if "properties" not in schema:
        return dict(schema)
    members = schema["properties"].items()
    return {
        **schema,
        "properties": {
            name: {**member, "type": type_of(member)} if "type" in member else member
            for name, member in members
        },
    }
