"""The durations of the cases as formulas: how soon they could be detected, and their hazards."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache

from modellix_client._core.durations import Durations

_MEDIAN_S = 90.0
_STEP_S = 0.02
_LONGEST_S = 3_000
_UNIT = 2**36
_SURE = 1e-6

Point = tuple[float, float]  # the density and how many are left, at some age in seconds
Curve = Callable[[float], Point]


def _lognormal(sigma: float, median_s: float = _MEDIAN_S) -> Curve:
    def point(age: float) -> Point:
        z = math.log(age / median_s) / sigma
        density = math.exp(-z * z / 2) / (age * sigma * math.sqrt(2 * math.pi))
        return density, math.erfc(z / math.sqrt(2)) / 2

    return point


def _bimodal(age: float) -> Point:
    (one, left), (other, right) = _lognormal(0.15, 30)(age), _lognormal(0.15, 150)(age)
    return (one + other) / 2, (left + right) / 2


def _exponential(age: float) -> Point:
    rate = math.log(2) / _MEDIAN_S
    return rate * math.exp(-rate * age), math.exp(-rate * age)


CURVES: dict[str, Curve] = {
    "lognormal 0.2": _lognormal(0.2),
    "lognormal 0.4": _lognormal(0.4),
    "lognormal 0.8": _lognormal(0.8),
    "bimodal": _bimodal,
    "exponential": _exponential,
}


@cache
def rho(name: str) -> float:
    """(∫√(f·S))² / E[T]: the share of N/2R that is left when the durations are known exactly."""
    root = mean = 0.0
    for step in range(round(_LONGEST_S / _STEP_S)):
        density, left = CURVES[name]((step + 0.5) * _STEP_S)
        root += math.sqrt(density * left) * _STEP_S
        mean += left * _STEP_S
    return root * root / mean


@cache
def _weights(name: str) -> list[int]:
    """The sums of the exact weights, one a tenth of a second, to where nearly all have ended."""
    sums, total = [0], 0
    age = 0.05
    while (point := CURVES[name](age))[1] > _SURE:
        total += round(100 * math.sqrt(point[0] / point[1] / 1_000 * _UNIT))
        sums.append(total)
        age += 0.1
    return sums


class Exact(Durations):
    """Durations that are known exactly, and beforehand: what no client can know."""

    __slots__ = ("_exact",)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._exact = _weights(name)
        self.known = True
        self.highest = max(b - a for a, b in zip(self._exact, self._exact[1:], strict=False)) // 50

    def urgency(self, since: int, age: int) -> int:
        return self._at(age) - self._at(since)

    def learn(self, duration: int) -> None:
        pass

    def _at(self, age: int) -> int:
        tenth, rest = divmod(age, 100)
        last = len(self._exact) - 1
        low = self._exact[min(tenth, last)]
        step = self._exact[min(tenth + 1, last)] - low
        if tenth >= last:  # the hazard stays as it was
            step = self._exact[last] - self._exact[last - 1]
            return low + (age - 100 * last) * step // 100
        return low + step * rest // 100
