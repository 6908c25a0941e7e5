"""A request as plain JSON values: images encoded, unset members dropped, mappings copied."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Literal, Protocol, cast, runtime_checkable

from ._checks import pointer
from ._json import DEEPEST
from ._media import Places, media_text
from .errors import InvalidRequestError
from .violations import shortened


@runtime_checkable
class Convertible(Protocol):
    """A generated request class."""

    def to_dict(self) -> dict[str, object]:
        """The request as a mapping."""
        ...


def plain(value: object, places: Places | Literal[True] | None, path: str = "") -> object:
    """The value as rules and writer take it; what is no JSON is left for them to refuse.

    Args:
        value: What the caller gave.
        places: Which members of it take images; ``True`` if the value itself does.
        path: Where it stands, as an RFC 6901 pointer.

    Raises:
        MediaError: an image cannot be read.
        InvalidRequestError: a member's name is no string, or the value contains itself.
    """
    return _plain(value, places, path, 0, _unset())


def _plain(
    value: object,
    places: Places | Literal[True] | None,
    path: str,
    depth: int,
    unset: object,
) -> object:
    if value is None or isinstance(value, (str, int, float)):
        return media_text(value, path) if places is True and isinstance(value, str) else value
    if depth > DEEPEST:
        raise InvalidRequestError(
            f"{shortened(path)}: more than {DEEPEST} levels of nesting, or a value that contains "
            f"itself; nothing was sent"
        )
    if isinstance(value, (list, tuple)):
        items = cast("list[object]", value)
        return [
            _plain(item, places, f"{path}/{index}", depth + 1, unset)
            for index, item in enumerate(items)
        ]
    if isinstance(value, Mapping):
        return _members(cast("Mapping[object, object]", value), places, path, depth, unset)
    if places is True:
        return media_text(value, path)
    if isinstance(value, Convertible) and not isinstance(value, type):
        return _plain(value.to_dict(), places, path, depth + 1, unset)
    return value


def _members(
    value: Mapping[object, object],
    places: Places | Literal[True] | None,
    path: str,
    depth: int,
    unset: object,
) -> dict[str, object]:
    members: dict[str, object] = {}
    for name, member in value.items():
        if not isinstance(name, str):
            raise InvalidRequestError(
                f"{shortened(path) or 'the request'}: a member's name is of type "
                f"{type(name).__name__} and must be a string; nothing was sent"
            )
        if member is unset:
            continue
        inner = places.get(name) if isinstance(places, Mapping) else None
        members[name] = _plain(member, inner, f"{path}/{pointer(name)}", depth + 1, unset)
    return members


def _unset() -> object:
    """The marker of an argument that was not given; another object while it cannot be in use."""
    # Its module imports attrs: whoever never loaded it cannot have handed the marker in.
    module = sys.modules.get(f"{__package__}.types")
    return getattr(module, "UNSET", _NOT_LOADED)


_NOT_LOADED = object()
