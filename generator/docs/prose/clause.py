"""A stretch of prose and what patterns have found in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.contract.types import Json
from generator.docs.prose.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence about a parameter, or about the model (``subject`` is ``None`` then)."""

    text: str
    subject: str | None
    vocabulary: Vocabulary
    # The one member of the entries of a list that the passage names, if it does.
    member: str | None = None

    @property
    def type(self) -> str | None:
        """The JSON type of the parameter that the sentence is about."""
        known = self.vocabulary.parameters.get(self.subject or "")
        return known.type if known else None


@dataclass(frozen=True, slots=True)
class Found:
    """What a pattern understood, and which part of the sentence it used up.

    ``subject`` of ``None`` means the sentence's own; ``kind`` of ``None`` that the words bind
    nothing.
    """

    span: tuple[int, int]
    kind: str | None = None
    value: Json = None
    keyword: str | None = None
    subject: str | None = None


Pattern = Callable[[Clause], Iterator[Found]]
