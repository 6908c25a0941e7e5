"""About the result as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from .. import _tolerant as read


@define(frozen=True, eq=False)
class ResultMetadata:
    """About the result as a whole.

    Nothing in it is required: a member that is missing or of another type than documented is
    `None`, and `raw` holds the answer as it came.

    Attributes:
        image_count: How many images came out.
        request_id: An id to quote to the service's support.
        raw: The JSON object as it came.
    """

    image_count: int | None
    request_id: str | None
    raw: dict[str, Any] = field(repr=False)

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> ResultMetadata:
        """Read a JSON object; whatever its shape, this does not fail."""
        raw = dict(source)
        return cls(
            image_count=read.integer(raw, "image_count"),
            request_id=read.text(raw, "request_id"),
            raw=raw,
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON object as it came, members unknown here included."""
        return dict(self.raw)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ResultMetadata) and self.raw == other.raw

    __hash__ = None  # type: ignore[assignment]
