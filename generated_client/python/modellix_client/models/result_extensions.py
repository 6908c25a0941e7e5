"""Times of the task."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from .. import _tolerant as read


@define(frozen=True, eq=False)
class ResultExtensions:
    """Times of the task.

    Nothing in it is required: a member that is missing or of another type than documented is
    `None`, and `raw` holds the answer as it came.

    Attributes:
        submit_time: RFC 3339.
        end_time: RFC 3339.
        raw: The JSON object as it came.
    """

    submit_time: str | None
    end_time: str | None
    raw: dict[str, Any] = field(repr=False)

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> ResultExtensions:
        """Read a JSON object; whatever its shape, this does not fail."""
        raw = dict(source)
        return cls(
            submit_time=read.text(raw, "submit_time"),
            end_time=read.text(raw, "end_time"),
            raw=raw,
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON object as it came, members unknown here included."""
        return dict(self.raw)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ResultExtensions) and self.raw == other.raw

    __hash__ = None  # type: ignore[assignment]
