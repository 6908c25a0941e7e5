"""Where the service says that the task can be read. A hint; the key is not sent there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from .. import _tolerant as read


@define(frozen=True, eq=False)
class GetResult:
    """Where the service says that the task can be read. A hint; the key is not sent there.

    Nothing in it is required: a member that is missing or of another type than documented is
    `None`, and `raw` holds the answer as it came.

    Attributes:
        method: The HTTP method.
        url: An absolute URL.
        raw: The JSON object as it came.
    """

    method: str | None
    url: str | None = field(repr=read.without_query)
    raw: dict[str, Any] = field(repr=False)

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> GetResult:
        """Read a JSON object; whatever its shape, this does not fail."""
        raw = dict(source)
        return cls(
            method=read.text(raw, "method"),
            url=read.text(raw, "url"),
            raw=raw,
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON object as it came, members unknown here included."""
        return dict(self.raw)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, GetResult) and self.raw == other.raw

    __hash__ = None  # type: ignore[assignment]
