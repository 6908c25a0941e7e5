"""How long tasks take, in milliseconds; the median is 90 s."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random

_MEDIAN_MS = 90_000
_LEAST_MS = 500
Draw = Callable[[Random], int]


def lognormal(sigma: float, median_ms: int = _MEDIAN_MS) -> Draw:
    """Most tasks near the median, some far above it."""
    return lambda random: max(_LEAST_MS, round(random.lognormvariate(math.log(median_ms), sigma)))


def bimodal(random: Random) -> int:
    """Half of the tasks take 30 s, half take 150 s, more or less."""
    return lognormal(0.15, 30_000 if random.random() < 0.5 else 150_000)(random)


def exponential(random: Random) -> int:
    """No memory: how long a task ran says nothing about how long it will."""
    return max(_LEAST_MS, round(random.expovariate(math.log(2) / _MEDIAN_MS)))


DURATIONS: dict[str, Draw] = {
    "lognormal 0.2": lognormal(0.2),
    "lognormal 0.4": lognormal(0.4),
    "lognormal 0.8": lognormal(0.8),
    "bimodal": bimodal,
    "exponential": exponential,
}
