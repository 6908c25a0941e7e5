"""What is known of a parameter before its page is read: from the spec, the facts, other models."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.contract.types import Json
from generator.docs.page import Fact


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that a parameter of a page may have, with what it should then look like.

    ``own`` tells that the model has had this parameter; others come from sibling models. An empty
    ``type`` and an ``image`` of ``None`` are unknown.
    """

    name: str
    type: str
    items: str | None
    enum: tuple[str, ...]
    limits: Mapping[str, float]
    image: bool | None
    media: bool
    example: Json
    place: float
    own: bool
    # Of an object, whose members a page without names describes like parameters.
    members: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that helps to recover the names of one page."""

    own: tuple[Candidate, ...] = ()
    siblings: tuple[Candidate, ...] = ()
    # The names in the body of the call that the page showed when it was last accepted.
    called: frozenset[str] = frozenset()
    # The names that its sentences over several parameters had then.
    tied: frozenset[str] = frozenset()
    # Fingerprints of descriptions for which no name was found then.
    unnamed: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """Every name of any model."""
        return frozenset(entry.name for entry in (*self.own, *self.siblings))


def candidates(facts: Sequence[Fact], *, own: bool) -> tuple[Candidate, ...]:
    """One candidate for each parameter that these facts speak of."""
    names = [f.subject for f in facts if f.kind == "type" and "/" not in f.subject]
    return tuple(
        replace(
            _candidate(name, facts, index / max(len(names) - 1, 1), own=own),
            members=tuple(
                _candidate(fact.subject, facts, 0.0, own=own)
                for fact in facts
                if fact.kind == "type" and fact.subject.startswith(f"{name}/")
            ),
        )
        for index, name in enumerate(names)
    )


def _candidate(name: str, facts: Iterable[Fact], place: float, *, own: bool) -> Candidate:
    about = [fact for fact in facts if f"{fact.subject}/".startswith(f"{name}/")]
    values = {(fact.subject, fact.kind): fact.value for fact in about}
    limits = {
        str(fact.keyword): fact.value
        for fact in about
        if fact.kind == "limit" and fact.subject == name and isinstance(fact.value, (int, float))
    }
    enum = values.get((name, "enum")) or values.get((f"{name}/items", "enum")) or []
    items = values.get((f"{name}/items", "type"))
    return Candidate(
        name=name,
        type=str(values.get((name, "type"))),
        items=str(items) if items else None,
        enum=tuple(str(option) for option in enum) if isinstance(enum, list) else (),
        limits=limits,
        image=any(fact.kind == "image" for fact in about),
        media=any(fact.kind == "media" for fact in about),
        example=values.get((name, "example")),
        place=place,
        own=own,
    )


def fingerprint(text: str) -> str:
    """Enough of a description to know it again, and no words of it."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def statement_fingerprint(fact: Fact) -> str:
    """Enough of a statement that ties parameters to know it again in any order of their names."""
    value = sorted(map(str, fact.value)) if isinstance(fact.value, list) else fact.value
    return fingerprint(json.dumps([fact.kind, value], sort_keys=True))


def digest(text: str) -> dict[str, Json]:
    """Text of a page as the facts keep it: no words, but enough to know it again."""
    return {"sha256": hashlib.sha256(text.encode()).hexdigest(), "length": len(text)}
