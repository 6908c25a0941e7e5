"""What one page says: facts with the lines they stand in, and how much the page can say at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from generator.contract.types import Json

Format = Literal["a", "b", "html", "md", "openapi", "path-item", "llms"]

# Subjects that are no parameter.
WHOLE = frozenset({"model", "route", "auth", "response"})
# Kinds that tie several parameters together.
ACROSS = ("exclusion", "at-least-one", "requires", "count-sum", "reference")
# What an example shows is not what a sentence states.
# How sure a value is that could as well be another one: no draft takes it over.
DOUBTFUL = 0.4
# The subject of what is said of a parameter whose name a page does not give away.
NAMELESS = "?"
STATED, EXAMPLE, SIBLING = "stated", "example", "sibling"

Key = tuple[str, str, str | None]


class PageError(Exception):
    """A page that cannot be read; the message says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of a page.

    ``subject`` is a parameter's path (``items`` for any index) or one of ``WHOLE``; ``confidence``
    is ``stated``, ``example``, ``sibling`` or ``decision-N``; ``line`` counts from 1. ``set_aside``
    names the decision that keeps a statement of the page out of the spec. ``certainty`` (0 to 1)
    is how sure the reader is of subject and value.
    """

    subject: str
    kind: str
    value: Json
    confidence: str
    line: int | None
    keyword: str | None = None
    set_aside: str | None = None
    certainty: float = field(default=1.0, compare=False)

    @property
    def key(self) -> Key:
        """What the same statement of another reading would have in common with it."""
        return self.subject, self.kind, self.keyword


def names_of(fact: Fact) -> frozenset[str]:
    """The parameters that a fact ties together."""
    value = fact.value
    if isinstance(value, list):
        return frozenset(map(str, value))
    assert isinstance(value, dict)  # noqa: S101 -- every other kind across parameters is a mapping
    match fact.kind:
        case "requires":
            needs = value["needs"]
            return frozenset({str(value["parameter"]), *(needs if isinstance(needs, dict) else ())})
        case "count-sum":
            parameters = value["parameters"]
            return frozenset(map(str, parameters if isinstance(parameters, list) else ()))
    return frozenset(map(str, value.values()))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that looks like a constraint and that no pattern understands."""

    text: str
    line: int
    subject: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One page as far as it was understood.

    ``parameters`` are the body's own parameters in the page's order. ``complete`` tells that the
    page lists all of them, so that one which is missing is gone. ``silent`` are the kinds that the
    format cannot say; ``shown`` the subjects whose constraints the page would print if it had any.
    """

    file: str
    model: str
    provider: str
    format: Format
    facts: tuple[Fact, ...]
    parameters: tuple[str, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    complete: bool = True
    silent: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()
    unnamed: tuple[Unnamed, ...] = ()
    removal_certainty: float = 1.0
    # Parameters that a line without values may describe: that they are not seen says nothing.
    unseen: frozenset[str] = frozenset()
    # The server that the page's call goes to, where the page shows one.
    origin: str = ""
    origin_line: int | None = None

    def all(self, kind: str) -> Iterator[Fact]:
        """Every fact of a kind."""
        return (fact for fact in self.facts if fact.kind == kind)

    def find(self, subject: str, kind: str, keyword: str | None = None) -> Fact | None:
        """The fact of this kind about ``subject``."""
        return next((fact for fact in self.facts if fact.key == (subject, kind, keyword)), None)


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A parameter that a page describes without a name that could be recovered."""

    line: int
    facts: tuple[Fact, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The models that an index of the docs lists: id as the page's slug has it, and its line."""

    file: str
    entries: tuple[tuple[str, str, int], ...]  # provider, slug, line


@dataclass(frozen=True, slots=True)
class Unread:
    """A page that could not be read, and why."""

    file: str
    problem: str
