"""Whether a key is valid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from .. import _tolerant as read


@define(frozen=True, eq=False)
class KeyValidity:
    """Whether a key is valid.

    Nothing in it is required: a member that is missing or of another type than documented is
    `None`, and `raw` holds the answer as it came.

    Attributes:
        is_valid: Whether the key is valid.
        raw: The JSON object as it came.
    """

    is_valid: bool | None
    raw: dict[str, Any] = field(repr=False)

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> KeyValidity:
        """Read a JSON object; whatever its shape, this does not fail."""
        raw = dict(source)
        return cls(
            is_valid=read.flag(raw, "is_valid"),
            raw=raw,
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON object as it came, members unknown here included."""
        return dict(self.raw)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, KeyValidity) and self.raw == other.raw

    __hash__ = None  # type: ignore[assignment]
