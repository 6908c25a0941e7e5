"""A file on the service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from .. import _tolerant as read


@define(frozen=True, eq=False)
class MediaFile:
    """A file on the service.

    Nothing in it is required: a member that is missing or of another type than documented is
    `None`, and `raw` holds the answer as it came.

    Attributes:
        file_id: Its id.
        type_: Its media type such as image/png.
        url: What a request names to use the file.
        filename: What it was called when it was uploaded.
        size: Bytes.
        created_at: When it was uploaded; the form is not documented.
        raw: The JSON object as it came.
    """

    file_id: str | None
    type_: str | None
    url: str | None = field(repr=read.without_query)
    filename: str | None
    size: int | None
    created_at: Any
    raw: dict[str, Any] = field(repr=False)

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> MediaFile:
        """Read a JSON object; whatever its shape, this does not fail."""
        raw = dict(source)
        return cls(
            file_id=read.text(raw, "file_id"),
            type_=read.text(raw, "type"),
            url=read.text(raw, "url"),
            filename=read.text(raw, "filename"),
            size=read.integer(raw, "size"),
            created_at=read.anything(raw, "created_at"),
            raw=raw,
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON object as it came, members unknown here included."""
        return dict(self.raw)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MediaFile) and self.raw == other.raw

    __hash__ = None  # type: ignore[assignment]
