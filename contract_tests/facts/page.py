"""The facts of one docs page, as they stand in ``spec/facts``."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

ROOT = Path(__file__).resolve().parents[2]
FACTS = ROOT / "spec" / "facts"
# Any value that JSON can hold; `object` would ask for a cast at every step into one.
Json: TypeAlias = Any
# Subjects that are no parameter.
WHOLE = frozenset({"model", "route", "auth", "response"})


@dataclass(frozen=True)
class Fact:
    """One statement of a page; ``line`` is the line of the page's text."""

    subject: str
    kind: str
    value: Json
    confidence: str
    line: int | None
    keyword: str | None = None

    def __str__(self) -> str:
        what = self.keyword or self.kind
        where = f"line {self.line}" if self.line else self.confidence
        return f"{self.subject} {what} {self.value!r} ({where})"


@dataclass(frozen=True)
class Place:
    """What a page says about one value: a parameter, an item of it, a member of an item."""

    path: tuple[str, ...]
    type: str
    required: bool
    limits: dict[str, int | float]
    enum: tuple[str | int | float, ...]
    forms: tuple[str, ...]
    formats: tuple[str, ...]
    max_bytes: int | None

    @property
    def name(self) -> str:
        """The parameter it belongs to."""
        return self.path[0]


@dataclass(frozen=True)
class Page:
    """The facts of one model's page."""

    model: str
    page: str
    format: str
    facts: tuple[Fact, ...]

    def all(self, kind: str) -> Iterator[Fact]:
        """Every fact of a kind."""
        return (fact for fact in self.facts if fact.kind == kind)

    def find(self, subject: str, kind: str) -> Fact | None:
        """The fact of this kind about ``subject``."""
        return next((fact for fact in self.all(kind) if fact.subject == subject), None)

    def places(self) -> tuple[Place, ...]:
        """Every value the page speaks of, parameters in the order of the page."""
        subjects = dict.fromkeys(fact.subject for fact in self.all("type"))
        return tuple(self._place(subject) for subject in subjects)

    def parameters(self) -> tuple[Place, ...]:
        """The parameters themselves."""
        return tuple(place for place in self.places() if len(place.path) == 1)

    def below(self, path: tuple[str, ...]) -> tuple[Place, ...]:
        """The values one step below ``path``: the item of an array, the members of an object."""
        return tuple(place for place in self.places() if place.path[:-1] == path)

    def unsupported(self) -> tuple[str, ...]:
        """The parameter names that the page says the model does not take."""
        return tuple(fact.subject for fact in self.all("unsupported"))

    def _place(self, subject: str) -> Place:
        about = [fact for fact in self.facts if fact.subject == subject]
        values = {fact.kind: fact.value for fact in about if fact.kind != "limit"}
        media = values.get("media", {})
        return Place(
            path=tuple(subject.split("/")),
            type=values["type"],
            required=values.get("required", False),
            limits={str(fact.keyword): fact.value for fact in about if fact.kind == "limit"},
            enum=tuple(values.get("enum", ())),
            forms=tuple(values.get("image", ())),
            formats=tuple(media.get("formats", ())),
            max_bytes=media.get("maxBytes"),
        )


def load_page(path: Path) -> Page:
    """Read one file of facts; integers keep all their digits."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    # What a decision sets aside is kept to see it change, and binds nothing.
    facts = tuple(Fact(**entry) for entry in raw["facts"] if "set_aside" not in entry)
    return Page(raw["model"], raw["page"], raw["format"], facts)


@cache
def set_aside(model: str, kind: str) -> tuple[Json, ...]:
    """The values of a page's statements of a kind that a decision keeps from binding anything."""
    read = (json.loads(path.read_text("utf-8")) for path in FACTS.glob(f"*/{model}.json"))
    facts = (entry for raw in read for entry in raw["facts"])
    return tuple(e["value"] for e in facts if "set_aside" in e and e["kind"] == kind)


@cache
def pages() -> dict[str, Page]:
    """The facts of every model, by model, in the order of their names."""
    read = [load_page(path) for path in sorted(FACTS.glob("*/*.json"))]
    return {page.model: page for page in read}
