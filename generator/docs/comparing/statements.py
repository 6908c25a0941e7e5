"""What the spec states about a model, in the words of the facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.contract.evidence import evidence_for
from generator.contract.inventory import limits_of
from generator.contract.types import Evidence, Field, Json, Location, Model, Shape
from generator.docs.page import Key

_YES = True


@dataclass(frozen=True, slots=True)
class Statement:
    """One constraint of the spec: its subject, kind and keyword as a fact has them."""

    subject: str
    kind: str
    keyword: str | None
    value: Json
    location: Location
    evidence: tuple[Evidence, ...]

    @property
    def key(self) -> Key:
        """What the same statement of a page would have in common with it."""
        return self.subject, self.kind, self.keyword

    @property
    def decided(self) -> bool:
        """Whether only decisions, or other pages, speak for it: its own page is silent."""
        return all(
            entry.how == "sibling" or entry.how.startswith("decision-") or "@" in entry.page
            for entry in self.evidence
        ) and bool(self.evidence)


def statements(model: Model) -> Iterator[Statement]:
    """Every constraint that a page could state, but for those across several parameters.

    Left out is what no page states: that the body is an object, and that it takes no other names
    (decision 15).
    """
    route, place = "route", model.location
    yield Statement(route, "path", None, model.path, place, ())
    yield Statement(route, "vintage", None, model.documented, place, ())
    for entry in model.unsupported:
        yield Statement(entry.name, "unsupported", None, _YES, entry.location, entry.evidence)
    for member in model.request.fields:
        yield from _member((), member)


def _member(above: tuple[str, ...], member: Field) -> Iterator[Statement]:
    path = (*above, member.name)
    yield _stated(path, "required", None, member.required, member.shape)
    if member.has_default:
        yield _stated(path, "default", None, member.default, member.shape)
    yield from _value(path, member.shape)


def _value(path: tuple[str, ...], shape: Shape) -> Iterator[Statement]:
    for keyword, limit in limits_of(shape):
        if keyword in ("type", "enum"):
            yield _stated(path, keyword, None, limit, shape)
        else:
            yield _stated(path, "limit", keyword, limit, shape)
    if shape.media is not None:
        yield _stated(path, "image", None, _YES, shape)
        if shape.media.formats or shape.media.max_bytes is not None:
            formats: list[Json] = list(shape.media.formats)
            most = shape.media.max_bytes
            yield _stated(path, "media", None, {"formats": formats, "maxBytes": most}, shape)
    for member in shape.fields:
        yield from _member(path, member)
    if shape.items is not None:
        yield from _value((*path, "items"), shape.items)


def _stated(
    path: tuple[str, ...], kind: str, keyword: str | None, value: Json, shape: Shape
) -> Statement:
    name = "media" if kind == "image" else keyword or kind
    location = shape.locate("x-media" if name == "media" else name)
    evidence = evidence_for(shape.evidence, name)
    return Statement("/".join(path), kind, keyword, value, location, evidence)
