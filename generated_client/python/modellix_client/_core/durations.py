"""How long the tasks of a model take, learnt from those that ended, and when to read them best.

A budget of reads is spent best when each task is read at a rate in proportion to the square root
of its hazard: of the chance that it ends just now, given that it has not ended before. That root
is the weight of an age; the urgency of a read is the sum of the weights since the last one.

The algorithm, in whole numbers below 2^53, so that every language repeats it to the millisecond.
``//`` and ``>>`` round down, ``isqrt`` is the largest integer whose square is not above its
argument, times are milliseconds, all else has no unit:

1. Ages fall in 89 bins: [0, 1024), and eight of equal width in each octave [2^k, 2^(k+1)),
   k = 10 … 20. The last one has no end; its width counts as 2^17.
2. A duration D, taken for at most 2^21 - 1, first judges the weights that there are, unless it is
   the first one. With w the weight of its bin and W the sum of the weights from 0 to D:
   ``lived = lived - (lived >> 4) + D``, ``weighed = weighed - (weighed >> 4) + W``,
   ``par = min(1024 * weighed // lived // w, 8192)`` and
   ``cost = cost - (cost >> 4) + (par >> 4)``: what the weights cost beside equal ones, in 1024ths.
   At first ``lived`` and ``weighed`` are 0 and ``cost`` is 1024; a ``lived`` of 0 divides as 1.
3. Then it is counted: every count, and ``time``, loses ``x >> 5`` of its value x; D is added to
   ``time``, and 114, 227, 342, 227, 114 to the counts of its bin and of the two on either side;
   what falls off an end goes to the bin at that end.
4. With ``all`` the sum of the counts, ``mean = max(1024 * time // all, 1024)``. For each bin, with
   c its count and ``after`` the sum of those after it, ``risk = after + c // 2`` and the weight is
   ``isqrt(2^36 * (4 + c) // (4 * mean + risk * width))``: without a count, that of tasks that end
   once in their mean and remember nothing.
5. The weights are used once eight durations are known and ``cost`` is below 870, and until it is
   960 or more. While they are not, every age weighs ``isqrt(2^36 // mean)``, and 1070 (a mean of
   a minute) before there are eight.

A sharp guess that turns out wrong costs about what it had gained, and stops being used after a
few tasks; the guess itself follows with half of its memory in the last twenty-two.
"""

from __future__ import annotations

from math import isqrt
from typing import Final

UNKNOWN: Final = 1070  # the weight of an age while nothing is known

_FIRST_OCTAVE: Final = 10
_OCTAVES: Final = range(_FIRST_OCTAVE, 21)
_LONGEST: Final = (1 << 21) - 1
_EDGES: Final = (0, *(step << (octave - 3) for octave in _OCTAVES for step in range(8, 16)))
_WIDTHS: Final = (1 << _FIRST_OCTAVE, *(1 << (octave - 3) for octave in _OCTAVES for _ in range(8)))
_LAST: Final = len(_EDGES) - 1

_SPREAD: Final = (114, 227, 342, 227, 114)
_WHOLE: Final = sum(_SPREAD)
_REACH: Final = 2
_FADING: Final = 5
_NOTHING: Final = 4  # what weighs as much as no knowledge at all, in the counts' unit
_SCALE: Final = 36
_ENOUGH: Final = 8

_PAR: Final = 1024
_WORST: Final = 8 * _PAR
_GOOD: Final = 870
_BAD: Final = 960
_JUDGING: Final = 4


class Durations:
    """What is known of the durations of one model's tasks.

    Attributes:
        cost: What reading by them costs beside reading all tasks alike, in 1024ths.
        known: Whether there are enough to say anything.
        highest: No age weighs more.
    """

    __slots__ = (
        "_counts",
        "_lived",
        "_number",
        "_sharp",
        "_sums",
        "_time",
        "_weighed",
        "_weights",
        "cost",
        "highest",
        "known",
    )

    def __init__(self) -> None:
        self.cost = _PAR
        self.known = False
        self.highest = UNKNOWN
        self._sharp = False  # whether the weights are used
        self._number = 0
        self._time = 0
        self._lived = 0
        self._weighed = 0
        self._counts = [0] * len(_EDGES)
        self._weights = [UNKNOWN] * len(_EDGES)
        self._sums = [0] * len(_EDGES)  # of the weights before each bin

    def urgency(self, since: int, age: int) -> int:
        """The weights between two ages in milliseconds: the larger, the sooner it is to be read."""
        if not self._sharp:
            return (age - since) * self.highest
        return self._sum(age) - self._sum(since)

    def learn(self, duration: int) -> None:
        """A task ended after so many milliseconds."""
        duration = min(max(duration, 0), _LONGEST)
        if self._number:
            self._judge(duration)
        self._number += 1
        self._count(duration)
        mean = self._weigh()
        self.known = self._number >= _ENOUGH
        self._sharp = self.known and self.cost < (_BAD if self._sharp else _GOOD)
        if self._sharp:
            self.highest = max(self._weights)
        elif self.known:
            self.highest = isqrt((1 << _SCALE) // mean)

    def _sum(self, age: int) -> int:
        at = _bin(age)
        return self._sums[at] + self._weights[at] * (age - _EDGES[at])

    def _judge(self, duration: int) -> None:
        """How well the weights foretold this one."""
        self._lived += duration - (self._lived >> _JUDGING)
        self._weighed += self._sum(duration) - (self._weighed >> _JUDGING)
        par = _PAR * self._weighed // max(self._lived, 1) // self._weights[_bin(duration)]
        self.cost += (min(par, _WORST) >> _JUDGING) - (self.cost >> _JUDGING)

    def _count(self, duration: int) -> None:
        self._time += duration - (self._time >> _FADING)
        counts = [count - (count >> _FADING) for count in self._counts]
        for at, share in enumerate(_SPREAD, _bin(duration) - _REACH):
            counts[min(max(at, 0), _LAST)] += share
        self._counts = counts

    def _weigh(self) -> int:
        """Make the weights anew; returns the mean."""
        after = sum(self._counts)
        mean = max(_WHOLE * self._time // after, _WHOLE)
        total = 0
        for at, (count, width) in enumerate(zip(self._counts, _WIDTHS, strict=True)):
            after -= count
            risk = after + count // 2
            hazard = ((_NOTHING + count) << _SCALE) // (_NOTHING * mean + risk * width)
            self._weights[at] = isqrt(hazard)
            self._sums[at] = total
            total += self._weights[at] * width
        return mean


class Lifetime:
    """One task, and what its model's durations say of it; times are those of the client's clock.

    Args:
        durations: Of its model.
        begun: When it was accepted.
        watched: Whether it has been waited for since then: of another one it is not known how
            long it had been finished before somebody looked.
    """

    __slots__ = ("_begun", "_durations", "_unfinished")

    def __init__(self, durations: Durations, begun: int, *, watched: bool) -> None:
        self._durations = durations
        self._begun = begun
        self._unfinished = begun if watched else None

    @property
    def known(self) -> bool:
        """Whether its urgency says more than how long ago it was read."""
        return self._durations.known

    def urgency(self, since: int, now: int, least: int) -> int:
        """How urgent a read is when the last one was at ``since``; -1 if surely below ``least``."""
        durations = self._durations
        if (now - since) * durations.highest < least:
            return -1
        return durations.urgency(since - self._begun, now - self._begun)

    def seen(self, at: int, *, finished: bool) -> None:
        """A read that was sent at this time found the task finished, or not."""
        if not finished:
            self._unfinished = at
        elif self._unfinished is not None:
            self._durations.learn((self._unfinished + at) // 2 - self._begun)
            self._unfinished = None


def _bin(age: int) -> int:
    octave = age.bit_length() - 1
    if octave < _FIRST_OCTAVE:
        return 0
    return min(8 * (octave - _FIRST_OCTAVE) + (age >> (octave - 3)) - 7, _LAST)
