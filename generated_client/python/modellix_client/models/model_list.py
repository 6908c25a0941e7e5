"""The models on offer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from .. import _tolerant as read
from ..models.model_entry import ModelEntry


@define(frozen=True, eq=False)
class ModelList:
    """The models on offer.

    Nothing in it is required: a member that is missing or of another type than documented is
    `None`, and `raw` holds the answer as it came.

    Attributes:
        models: One entry a model.
        raw: The JSON object as it came.
    """

    models: list[ModelEntry]
    raw: dict[str, Any] = field(repr=False)

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> ModelList:
        """Read a JSON object; whatever its shape, this does not fail."""
        raw = dict(source)
        return cls(
            models=read.models(raw, "models", ModelEntry),
            raw=raw,
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON object as it came, members unknown here included."""
        return dict(self.raw)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ModelList) and self.raw == other.raw

    __hash__ = None  # type: ignore[assignment]
