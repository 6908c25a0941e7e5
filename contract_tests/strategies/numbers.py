"""The numbers that a page allows for one place: what lies inside, on and just beyond its limits."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from contract_tests.facts.page import Place

Number = int | float
# Where a page names one limit alone, this far from it is taken for the other.
_FAR = 1_000_000
# Integers up to here are exact as floats.
_EXACT = 2**53
_TOWARD = {"minimum": -1, "exclusiveMinimum": -1, "maximum": 1, "exclusiveMaximum": 1}


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers from ``least`` to ``most``, multiples of ``step`` where there is one.

    ``bounds`` are the limits as the page has them, by keyword.
    """

    whole: bool
    least: Number
    most: Number
    step: Number | None
    bounds: dict[str, Number]

    @classmethod
    def of(cls, place: Place) -> Self:
        """The span of an integer or a number.

        Raises:
            ValueError: nothing lies within the limits.
        """
        whole, step = place.type == "integer", place.limits.get("multipleOf")
        bounds = {name: place.limits[name] for name in _TOWARD if name in place.limits}
        inside = [(_TOWARD[name], _nearest(name, limit, whole)) for name, limit in bounds.items()]
        lows = [limit for side, limit in inside if side < 0]
        highs = [limit for side, limit in inside if side > 0]
        least = max(lows, default=min([0, *(high - _FAR for high in highs)]))
        most = min(highs, default=max(lows, default=0) + _FAR)
        if step is not None:
            least, most = math.ceil(least / step) * step, math.floor(most / step) * step
        if least > most:
            raise ValueError(f"{'/'.join(place.path)}: no number keeps {place.limits}")
        return cls(whole, least, most, step, bounds)

    def holds(self, number: Number) -> bool:
        """Whether the page allows the number, its type aside."""
        on_step = self.step is None or number % self.step == 0
        return self.least <= number <= self.most and on_step

    def sample(self) -> Number:
        """A plain number inside."""
        if not self.whole and self.holds(0.5):
            return 0.5
        if self.whole and self.least < 0 and self.holds(12345):
            return 12345
        return self.least

    def around(self) -> Iterator[tuple[str, Number, str | None, str | None]]:
        """Label, number, the keyword that it breaks, and the one on whose limit it stands.

        What breaks one breaks it alone where that is possible.
        """
        for keyword, limit in self.bounds.items():
            out = _TOWARD[keyword]
            nearest = self.least if out < 0 else self.most
            name = "the" if nearest == limit else "nearest to the"
            yield f"{name} {keyword}", nearest, None, keyword
            inward = limit - out if self.whole else limit - out / 8
            if self.holds(inward):
                yield f"inside the {keyword}", inward, None, None
            if keyword.startswith("exclusive"):
                yield f"the {keyword} itself", limit, keyword, None
            outside = limit + out if self.step is None else _beyond(limit, out, self.step)
            yield f"outside the {keyword}", outside, keyword, None
            if nearest == limit and abs(limit) < _EXACT:
                yield f"the {keyword} as a float", float(limit), None, "type"
            if not self.whole and self.step is None:
                just = math.nextafter(float(limit), out * math.inf)
                yield f"just outside the {keyword}", just, keyword, None
                yield f"far outside the {keyword}", out * 1e300, keyword, None
        yield from self._multiples()

    def _multiples(self) -> Iterator[tuple[str, Number, str | None, str | None]]:
        if self.step is None:
            return
        for number in dict.fromkeys((self.least, self.most)):
            yield f"{number}, a multiple of {self.step}", number, None, "multipleOf"
        off = self.least + (1 if self.whole else self.step / 2)
        if off % self.step and off <= self.most:
            yield f"{off}, no multiple of {self.step}", off, "multipleOf", None


def _beyond(limit: Number, out: int, step: Number) -> Number:
    """The next multiple past the limit, so that nothing but the limit is broken."""
    times = math.floor(limit / step) + 1 if out > 0 else math.ceil(limit / step) - 1
    return times * step


def _nearest(keyword: str, limit: Number, whole: bool) -> Number:  # noqa: FBT001 -- a property
    """The nearest number that the limit alone allows."""
    inward = -_TOWARD[keyword]
    if whole:
        closest = math.ceil(limit) if inward > 0 else math.floor(limit)
        return closest + inward if keyword.startswith("exclusive") and closest == limit else closest
    return limit + inward * max(1, abs(limit)) / 2**20 if keyword.startswith("exclusive") else limit
