"""What ``map_as_completed`` gives, one a request."""

from __future__ import annotations

from typing import Generic, TypeVar

R = TypeVar("R")


class Mapped(Generic[R]):
    """A request and what came of it.

    Attributes:
        index: The place of the request among those that were given, from 0.
        key: Its key, if keys were given.
        outcome: Its result, or the error that ``run`` would have raised.
    """

    __slots__ = ("index", "key", "outcome")

    def __init__(self, index: int, key: str | None, outcome: R) -> None:
        self.index = index
        self.key = key
        self.outcome = outcome

    def __repr__(self) -> str:
        return f"<Mapped {self.index}: {self.outcome!r}>"
