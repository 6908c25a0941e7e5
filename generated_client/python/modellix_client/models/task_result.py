"""What came out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from .. import _tolerant as read
from ..models.resource import Resource
from ..models.result_extensions import ResultExtensions
from ..models.result_metadata import ResultMetadata


@define(frozen=True, eq=False)
class TaskResult:
    """What came out.

    Nothing in it is required: a member that is missing or of another type than documented is
    `None`, and `raw` holds the answer as it came.

    Attributes:
        resources: The files; may be empty.
        metadata: About the result as a whole.
        extensions: Times of the task.
        raw: The JSON object as it came.
    """

    resources: list[Resource]
    metadata: ResultMetadata | None
    extensions: ResultExtensions | None
    raw: dict[str, Any] = field(repr=False)

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> TaskResult:
        """Read a JSON object; whatever its shape, this does not fail."""
        raw = dict(source)
        return cls(
            resources=read.models(raw, "resources", Resource),
            metadata=read.model(raw, "metadata", ResultMetadata),
            extensions=read.model(raw, "extensions", ResultExtensions),
            raw=raw,
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON object as it came, members unknown here included."""
        return dict(self.raw)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TaskResult) and self.raw == other.raw

    __hash__ = None  # type: ignore[assignment]
