"""Reads members of an answer: a value of the documented type, or ``None``.

The service may add members, leave some out and change types at any time; no answer is refused for
its shape, and the raw JSON stays with every object.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar, cast

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")


class Readable(Protocol[T_co]):
    """A class of answers."""

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> T_co:
        """Read a JSON object."""
        ...


def text(raw: Mapping[str, Any], name: str) -> str | None:
    """A string, else ``None``."""
    value = raw.get(name)
    return value if isinstance(value, str) else None


def integer(raw: Mapping[str, Any], name: str) -> int | None:
    """An integer, also one written as ``5.0``, else ``None``."""
    value = raw.get(name)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def number(raw: Mapping[str, Any], name: str) -> float | None:
    """A number, else ``None``."""
    value = raw.get(name)
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def without_query(url: object) -> str:
    """An address as a person may see it: with the query of a signed one, anybody has the file."""
    if isinstance(url, str) and "?" in url:
        return repr(url.partition("?")[0] + "?…")
    return repr(url)


def flag(raw: Mapping[str, Any], name: str) -> bool | None:
    """A boolean, else ``None``."""
    value = raw.get(name)
    return value if isinstance(value, bool) else None


def anything(raw: Mapping[str, Any], name: str) -> Any:
    """Whatever stands there, ``None`` when nothing does."""
    return raw.get(name)


def model(raw: Mapping[str, Any], name: str, kind: Readable[T]) -> T | None:
    """An object as an instance of ``kind``, else ``None``."""
    value = raw.get(name)
    return kind.from_dict(cast("dict[str, Any]", value)) if isinstance(value, dict) else None


def models(raw: Mapping[str, Any], name: str, kind: Readable[T]) -> list[T]:
    """The objects of a list as instances of ``kind``; what is no object stays in ``raw`` only."""
    value = raw.get(name)
    if not isinstance(value, list):
        return []
    items = cast("list[object]", value)
    return [
        kind.from_dict(cast("dict[str, Any]", item)) for item in items if isinstance(item, dict)
    ]
