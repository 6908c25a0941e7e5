"""What a deletion answers with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from .. import _tolerant as read


@define(frozen=True, eq=False)
class DeletedEnvelope:
    """What a deletion answers with.

    Nothing in it is required: a member that is missing or of another type than documented is
    `None`, and `raw` holds the answer as it came.

    Attributes:
        code: 0 for success.
        message: A word for people.
        raw: The JSON object as it came.
    """

    code: int | None
    message: str | None
    raw: dict[str, Any] = field(repr=False)

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> DeletedEnvelope:
        """Read a JSON object; whatever its shape, this does not fail."""
        raw = dict(source)
        return cls(
            code=read.integer(raw, "code"),
            message=read.text(raw, "message"),
            raw=raw,
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON object as it came, members unknown here included."""
        return dict(self.raw)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DeletedEnvelope) and self.raw == other.raw

    __hash__ = None  # type: ignore[assignment]
