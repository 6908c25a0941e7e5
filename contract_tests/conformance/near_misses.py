"""Values that a server might take although the page does not name them.

No list can be complete: these are what sibling models take, what neighbouring versions of the same
models take, and what careless comparison lets through.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from contract_tests.facts.page import Json, Page, Place, pages
from contract_tests.strategies.numbers import Span
from contract_tests.strategies.values import sample

_ALIKE: Final[dict[str, tuple[Json, ...]]] = {
    "aspect_ratio": ("auto", "5:4", "4:5", "9:21", "2:1", "1:2", "16:10", "original"),
    "resolution": ("2k", "4k", "720p", "1080p", "512", "hd"),
    "mode": ("master", "standard", "professional", "fast", "4k"),
    "image_reference": ("style", "scene", "character", "full"),
    "duration": (1, 3, 4, 6, 7, 8, 9, 11, 12, 15, 20),
}
# What APIs take where a choice is meant to be theirs.
_WORDS: Final = ("auto", "default", "none", "other")


def beside_enum(place: Place) -> Iterator[Json]:
    """Values of the right type that are no member; certain ones, for none is read as absent."""
    first = place.enum[0]
    wanted: list[Json] = []
    for page in pages().values():
        wanted += [v for p in page.places() if p.name == place.name for v in p.enum]
    wanted += _ALIKE.get(place.name, ())
    if isinstance(first, str):
        wanted += [first + " ", first.upper(), first.title(), first + "x", first[:-1], *_WORDS]
    else:
        numbers = [member for member in place.enum if not isinstance(member, str)]
        wanted += [0, -first, *(number + step for number in numbers for step in (-1, 1))]
    for value in dict.fromkeys(wanted):
        if value not in place.enum and isinstance(value, type(first)):
            yield value


def of_another_type(page: Page, place: Place) -> Iterator[Json]:
    """Values of another type; those first that a careless server converts into a good one."""
    good = sample(page, place)
    match place.type:
        case "string":
            yield from ([good], 7, {"member": good}, ["word"])
        case "integer":
            yield from (_whole(place) + 0.5, str(_whole(place)), [_whole(place)], "word")
        case "number":
            yield from ("0.5", [0.5], "word", {"member": 0.5})
        case "boolean":
            yield from ("true", 1, "word", 7)
        case "array":
            (item,) = page.below(place.path)
            one = sample(page, item)
            yield from (one, json.dumps([one]), {"0": one}, {"member": "word"}, 7)
        case "object":
            inner = next(iter(good.values()))
            yield from (inner, json.dumps(good), [good], 7, "word")


def _whole(place: Place) -> int:
    if place.enum:
        return int(place.enum[0])
    span = Span.of(place)
    return 1 if span.holds(1) else int(span.sample())
