"""What the task cost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from .. import _tolerant as read


@define(frozen=True, eq=False)
class Billing:
    """What the task cost.

    Nothing in it is required: a member that is missing or of another type than documented is
    `None`, and `raw` holds the answer as it came.

    Attributes:
        status: The state of the charge.
        amount: A decimal number as a string.
        raw: The JSON object as it came.
    """

    status: str | None
    amount: str | None
    raw: dict[str, Any] = field(repr=False)

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Billing:
        """Read a JSON object; whatever its shape, this does not fail."""
        raw = dict(source)
        return cls(
            status=read.text(raw, "status"),
            amount=read.text(raw, "amount"),
            raw=raw,
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON object as it came, members unknown here included."""
        return dict(self.raw)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Billing) and self.raw == other.raw

    __hash__ = None  # type: ignore[assignment]
