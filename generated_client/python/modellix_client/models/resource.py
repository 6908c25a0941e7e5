"""One file that came out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from .. import _tolerant as read


@define(frozen=True, eq=False)
class Resource:
    """One file that came out.

    Nothing in it is required: a member that is missing or of another type than documented is
    `None`, and `raw` holds the answer as it came.

    Attributes:
        url: Where to download it; expires.
        type_: image, video, audio or document.
        width: Pixels.
        height: Pixels.
        format_: The format of the file such as png.
        role: primary, cover, thumbnail or alternative.
        raw: The JSON object as it came.
    """

    url: str | None = field(repr=read.without_query)
    type_: str | None
    width: int | None
    height: int | None
    format_: str | None
    role: str | None
    raw: dict[str, Any] = field(repr=False)

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Resource:
        """Read a JSON object; whatever its shape, this does not fail."""
        raw = dict(source)
        return cls(
            url=read.text(raw, "url"),
            type_=read.text(raw, "type"),
            width=read.integer(raw, "width"),
            height=read.integer(raw, "height"),
            format_=read.text(raw, "format"),
            role=read.text(raw, "role"),
            raw=raw,
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON object as it came, members unknown here included."""
        return dict(self.raw)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Resource) and self.raw == other.raw

    __hash__ = None  # type: ignore[assignment]
