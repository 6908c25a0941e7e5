"""Values on, inside and outside every boundary that a page states for one place."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from contract_tests.facts.page import Json, Page, Place
from contract_tests.strategies import images
from contract_tests.strategies.numbers import Span

# One character outside the Basic Multilingual Plane: two UTF-16 units, four bytes, one length.
ASTRAL = "\U0001f600"
_OF_TYPE = {
    "null": None,
    "boolean": True,
    "integer": 7,
    "number": 1.5,
    "string": "word",
    "array": ["word"],
    "object": {"member": "word"},
}
_TOO = {"string": ("minLength", "maxLength"), "array": ("minItems", "maxItems")}


@dataclass(frozen=True)
class Value:
    """A value for a place; ``breaks`` and ``keeps`` are keywords of what the page says of it.

    One that breaks nothing may stand exactly on the limit of ``keeps``.
    """

    label: str
    value: Json
    breaks: str | None = None
    keeps: str | None = None


def sample(page: Page, place: Place) -> Json:
    """A plain value within everything that is said about the place."""
    if place.enum:
        return place.enum[0]
    if place.forms:
        return images.URL
    match place.type:
        case "array":
            (item,) = page.below(place.path)
            return [sample(page, item)] * int(place.limits.get("minItems", 1))
        case "object":
            members = {m.path[-1]: sample(page, m) for m in page.below(place.path)}
            return members or {"mask": "word", "trajectories": [{"x": 1, "y": 2.5}]}
        case "integer" | "number":
            return Span.of(place).sample()
        case "boolean":
            return True
    least, most = int(place.limits.get("minLength", 0)), place.limits.get("maxLength")
    return ("word" * max(1, math.ceil(least / 4)))[: None if most is None else int(most)]


def values(page: Page, place: Place) -> Iterator[Value]:
    """Every boundary of the place, from both sides."""
    yield Value("plain", sample(page, place), keeps="type")
    for name, value in _OF_TYPE.items():
        if name != place.type and not (name == "integer" and place.type == "number"):
            yield Value(f"a value of type {name}", value, breaks="type")
    if place.enum:
        yield from _enum(place)
        return
    if place.forms:
        for label, text in images.good(place.formats).items():
            yield Value(label, text, keeps="media")
        if "minLength" in place.limits:
            shortest = min(images.good(place.formats).values(), key=len)
            yield Value("shortest image", shortest, keeps="minLength")
        for label, text in images.bad(place.formats).items():
            yield Value(label, text, breaks="media")
    if place.type in _TOO:
        yield from _sizes(page, place)
    if place.type in ("integer", "number"):
        yield from _numbers(page, place)


def _enum(place: Place) -> Iterator[Value]:
    for member in place.enum:
        yield Value(f"member {member}", member, keeps="enum")
        if isinstance(member, str):
            for other in (member + " ", member.upper(), ASTRAL + member, ""):
                if other not in place.enum:
                    yield Value(f"not quite {member}", other, breaks="enum")
        else:
            yield Value(f"member {member} as a float", float(member), keeps="type")
            for number in (member - 1, member + 1, -member):
                if number not in place.enum:
                    yield Value(f"beside {member}", number, breaks="enum")
    if place.type == "integer":
        yield Value("a fraction", 5.5, breaks="type")


def _sizes(page: Page, place: Place) -> Iterator[Value]:
    low, high = _TOO[place.type]
    floor, ceiling = int(place.limits.get(low, 0)), place.limits.get(high)
    if floor > 0:
        yield from _sized(page, place, floor - 1, Value("below", None, breaks=low))
        yield from _sized(page, place, floor, Value("least", None, keeps=low))
    if ceiling is not None:
        # A limit that a smaller sum of several lists keeps out of reach is kept by what is left.
        most = min([int(ceiling), *_sums(page, place)])
        if most > floor:
            yield from _sized(page, place, most - 1, Value("nearly most", None))
        yield from _sized(page, place, most, Value("most", None, keeps=high))
        yield from _sized(page, place, int(ceiling) + 1, Value("above", None, breaks=high))


def _sums(page: Page, place: Place) -> list[int]:
    """How many entries this list may have beside what others of a sum then have at least."""
    told = [fact.value for fact in page.all("count-sum")] if len(place.path) == 1 else []
    asked = [f.value["needs"] for f in page.all("requires") if f.value["parameter"] == place.name]
    others = {other.name: other for other in page.parameters() if other.name != place.name}
    least = {
        name: len(sample(page, other))
        for name, other in others.items()
        if other.type == "array" and (other.required or any(name in names for names in asked))
    }
    return [
        int(sum_["maximum"]) - sum(least.get(name, 0) for name in sum_["parameters"])
        for sum_ in told
        if place.name in sum_["parameters"]
    ]


def _sized(page: Page, place: Place, size: int, kind: Value) -> Iterator[Value]:
    label = f"{kind.label}, {size}"
    if place.type == "array":
        (item,) = page.below(place.path)
        yield Value(label, [sample(page, item)] * size, kind.breaks, kind.keeps)
    elif not place.forms:
        for character in ("a", ASTRAL):
            yield Value(label, character * size, kind.breaks, kind.keeps)
    elif size == 0:
        # Any other length of an image's string is a matter of its form.
        yield Value(label, "", kind.breaks, kind.keeps)


def _numbers(page: Page, place: Place) -> Iterator[Value]:
    span = Span.of(place)
    for label, number, broken, kept in span.around():
        yield Value(label, number, breaks=broken, keeps=kept)
    if place.type == "integer":
        plain = sample(page, place)
        yield Value("an integer written as a float", float(plain), keeps="type")
        for near in (2**53 - 1, 2**53 + 1, -(2**53) - 1):
            if span.holds(near):
                yield Value("about 2**53", near)
