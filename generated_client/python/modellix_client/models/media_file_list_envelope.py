"""The envelope around the uploaded files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from .. import _tolerant as read


@define(frozen=True, eq=False)
class MediaFileListEnvelope:
    """The envelope around the uploaded files.

    Nothing in it is required: a member that is missing or of another type than documented is
    `None`, and `raw` holds the answer as it came.

    Attributes:
        data: The files; whether the list stands alone or in an object is not documented.
        code: 0 for success.
        message: A word for people.
        raw: The JSON object as it came.
    """

    data: Any
    code: int | None
    message: str | None
    raw: dict[str, Any] = field(repr=False)

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> MediaFileListEnvelope:
        """Read a JSON object; whatever its shape, this does not fail."""
        raw = dict(source)
        return cls(
            data=read.anything(raw, "data"),
            code=read.integer(raw, "code"),
            message=read.text(raw, "message"),
            raw=raw,
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON object as it came, members unknown here included."""
        return dict(self.raw)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MediaFileListEnvelope) and self.raw == other.raw

    __hash__ = None  # type: ignore[assignment]
