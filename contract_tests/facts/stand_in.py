"""The model that tests of what a client does stand on, and what its parameters are called now.

A submit, a wait or a map is the same for all models, so these tests take one that has what they
need: text that is enough by itself, and a list of images. Its page may give its parameters other
names at any time; they are read off its facts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest

from contract_tests.facts.page import Json, Page, Place, pages
from contract_tests.strategies.bases import small

_FIRST = "kling-v2-mi2i"
# Tests send as many images at once, and texts as long as this.
_IMAGES = 4
_TEXT = 200


@dataclass(frozen=True)
class StandIn:
    """A model, and the names of its parameters by what they take."""

    model: str
    text: str
    images: str

    def body(self, text: str = "A boat on a quiet lake") -> dict[str, Json]:
        """A good request with this text."""
        return {**self._beside(self.text), self.text: text}

    def pictured(self, *images: Json) -> dict[str, Json]:
        """A good request with these images."""
        return {**self._beside(self.images), self.images: list(images)}

    @property
    def image(self) -> str:
        """The first parameter that takes one image, of limited size and formats."""
        return self._first("takes one image of certain formats", _is_image)

    @property
    def count(self) -> str:
        """The first parameter that takes a whole number up to some maximum below 99."""
        return self._first("takes a whole number up to a maximum", _is_count)

    @property
    def choice(self) -> tuple[str, str]:
        """The first parameter that takes one of several words, and one of them."""
        name = self._first("takes one of several words", _is_choice)
        (place,) = (place for place in self._page.parameters() if place.name == name)
        return name, str(place.enum[0])

    @property
    def _page(self) -> Page:
        return pages()[self.model]

    def _first(self, what: str, fits: Callable[[Place], bool]) -> str:
        found = next((place.name for place in self._page.parameters() if fits(place)), None)
        return found or pytest.skip(f"no parameter of {self.model} {what} any more")

    def _beside(self, name: str) -> dict[str, Json]:
        required = (place.name for place in self._page.parameters() if place.required)
        return {other: small(self.model)[0][other] for other in required if other != name}


@cache
def stand_in() -> StandIn:
    """The model of these tests; it is another one only when its page takes no text or images."""
    known = pages()
    for model in (_FIRST, *known):
        parameters = known[model].parameters() if model in known else ()
        text = next((place.name for place in parameters if _is_text(place)), None)
        lists = {place.name for place in parameters if place.limits.get("maxItems", 0) >= _IMAGES}
        images = next(
            (
                place.name
                for place in (known[model].places() if text else ())
                if place.forms and place.path[1:] == ("items",) and place.name in lists
            ),
            None,
        )
        if text and images and _enough(known[model], text) and _enough(known[model], images):
            return StandIn(model, text, images)
    return pytest.skip("no model takes text and a list of images", allow_module_level=True)


def text_of(model: str) -> str:
    """The first parameter of a model that takes any text, as ``prompt`` does."""
    return next(place.name for place in pages()[model].parameters() if _is_text(place))


def _enough(page: Page, name: str) -> bool:
    """Whether the parameter may be given without any but the required ones."""
    return all(name in fact.value for fact in page.all("at-least-one")) and not any(
        fact.value["parameter"] == name for fact in page.all("requires")
    )


def _is_text(place: Place) -> bool:
    plain = place.type == "string" and not place.forms and not place.enum
    return plain and place.limits.get("maxLength", _TEXT) >= _TEXT


def _is_image(place: Place) -> bool:
    return place.type == "string" and bool(place.formats)


def _is_count(place: Place) -> bool:
    return place.type == "integer" and place.limits.get("maximum", 99) < 99


def _is_choice(place: Place) -> bool:
    return place.type == "string" and bool(place.enum)
