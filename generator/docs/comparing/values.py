"""Whether two readings of a value say the same."""

from __future__ import annotations

import json
from typing import Any

from generator.contract.types import Json
from generator.docs.page import EXAMPLE, Fact


def same(kind: str, page: Json, spec: Json) -> bool:
    """Whether a page and the spec state the same; order counts for nothing in a set."""
    if page is None or spec is None:
        return page is None and spec is None
    match kind:
        case "enum" | "image":
            return _set(page) == _set(spec)
        case "media":
            return _media(page) == _media(spec)
    return _plain(page) == _plain(spec)


def compatible_type(fact: Fact, spec: Json) -> bool:
    """An example ``1`` fits an integer and a number; a stated type is what it says."""
    if fact.value == spec:
        return True
    return fact.confidence == EXAMPLE and (fact.value, spec) == ("integer", "number")


def _set(value: Any) -> set[str]:
    return {_plain(entry) for entry in value} if isinstance(value, list) else {_plain(value)}


def _media(value: Any) -> tuple[frozenset[str], int | None]:
    return frozenset(value.get("formats", ())), value.get("maxBytes")


def _plain(value: Json) -> str:
    """JSON text in which 1 and 1.0 are one number and true is none."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, sort_keys=True)
