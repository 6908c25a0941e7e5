"""The envelope around an uploaded file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from .. import _tolerant as read
from ..models.media_file import MediaFile


@define(frozen=True, eq=False)
class MediaFileEnvelope:
    """The envelope around an uploaded file.

    Nothing in it is required: a member that is missing or of another type than documented is
    `None`, and `raw` holds the answer as it came.

    Attributes:
        data: A file on the service.
        code: 0 for success.
        message: A word for people.
        raw: The JSON object as it came.
    """

    data: MediaFile | None
    code: int | None
    message: str | None
    raw: dict[str, Any] = field(repr=False)

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> MediaFileEnvelope:
        """Read a JSON object; whatever its shape, this does not fail."""
        raw = dict(source)
        return cls(
            data=read.model(raw, "data", MediaFile),
            code=read.integer(raw, "code"),
            message=read.text(raw, "message"),
            raw=raw,
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON object as it came, members unknown here included."""
        return dict(self.raw)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MediaFileEnvelope) and self.raw == other.raw

    __hash__ = None  # type: ignore[assignment]
