"""A model on offer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from .. import _tolerant as read


@define(frozen=True, eq=False)
class ModelEntry:
    """A model on offer.

    Nothing in it is required: a member that is missing or of another type than documented is
    `None`, and `raw` holds the answer as it came.

    Attributes:
        slug: Provider and model such as kling/kling-v1-i2v.
        type_: The kind of task such as image-to-video.
        docs_url: The model's page.
        description: A line for people.
        price: Prices; their form is not documented.
        raw: The JSON object as it came.
    """

    slug: str | None
    type_: str | None
    docs_url: str | None
    description: str | None
    price: Any
    raw: dict[str, Any] = field(repr=False)

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> ModelEntry:
        """Read a JSON object; whatever its shape, this does not fail."""
        raw = dict(source)
        return cls(
            slug=read.text(raw, "slug"),
            type_=read.text(raw, "type"),
            docs_url=read.text(raw, "docs_url"),
            description=read.text(raw, "description"),
            price=read.anything(raw, "price"),
            raw=raw,
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON object as it came, members unknown here included."""
        return dict(self.raw)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ModelEntry) and self.raw == other.raw

    __hash__ = None  # type: ignore[assignment]
