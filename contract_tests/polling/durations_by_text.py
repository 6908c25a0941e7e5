"""A second reading of the algorithm in the docstring of ``durations``: slow, plain, with bounds.

Written from the text, so that a difference is a fault of the text or of the code. Every number is
held against 2^53, beyond which a language that has only doubles would round.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isqrt

STARTS = [0] + [2**k + eighth * 2 ** (k - 3) for k in range(10, 21) for eighth in range(8)]
WIDTHS = [1024] + [2 ** (k - 3) for k in range(10, 21) for _ in range(8)]


def exact(number: int) -> int:
    """The number, which a double holds too."""
    assert 0 <= number < 2**53
    return number


@dataclass
class Learnt:
    """The state after some durations."""

    counts: list[int] = field(default_factory=lambda: [0] * 89)
    weights: list[int] = field(default_factory=list)
    time: int = 0
    lived: int = 0
    weighed: int = 0
    cost: int = 1024
    number: int = 0
    used: bool = False
    mean: int = 0

    def sum_to(self, age: int) -> int:
        """The weights from 0 to an age, by the weights of the bins."""
        total = 0
        for start, width, weight in zip(STARTS, WIDTHS, self.weights, strict=True):
            end = start + width if start != STARTS[-1] else max(age, start)
            total = exact(total + weight * max(0, min(age, end) - start))
        return total

    def urgency(self, since: int, age: int) -> int:
        """The weights between two ages."""
        if self.used:
            return self.sum_to(age) - self.sum_to(since)
        return (age - since) * (isqrt(2**36 // self.mean) if self.number >= 8 else 1070)


def learnt(durations: Sequence[int]) -> Learnt:
    """What the text makes of some durations."""
    state = Learnt()
    for duration in durations:
        _learn(state, min(duration, 2**21 - 1))
    return state


def _learn(state: Learnt, duration: int) -> None:
    at = bisect_right(STARTS, duration) - 1
    if state.number:
        state.lived = state.lived - (state.lived >> 4) + duration
        state.weighed = exact(state.weighed - (state.weighed >> 4) + state.sum_to(duration))
        par = exact(1024 * state.weighed) // max(state.lived, 1) // state.weights[at]
        state.cost = state.cost - (state.cost >> 4) + (min(par, 8192) >> 4)
    state.number += 1
    state.time = state.time - (state.time >> 5) + duration
    state.counts = [count - (count >> 5) for count in state.counts]
    for step, share in zip(range(-2, 3), (114, 227, 342, 227, 114), strict=True):
        state.counts[max(0, min(88, at + step))] += share
    state.mean = max(exact(1024 * state.time) // sum(state.counts), 1024)
    state.weights = []
    for index, (count, width) in enumerate(zip(state.counts, WIDTHS, strict=True)):
        risk = sum(state.counts[index + 1 :]) + count // 2
        hazard = exact(2**36 * (4 + count)) // exact(4 * state.mean + risk * width)
        state.weights.append(isqrt(hazard))
    if state.number >= 8:
        state.used = state.cost < (960 if state.used else 870)
