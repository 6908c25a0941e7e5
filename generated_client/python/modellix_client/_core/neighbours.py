"""Who else uses the key: what the remaining counts tell beyond this client's own requests.

Three kinds of limiter count differently, and none says which it is:

- a fixed window gives everything back at once: the count jumps up;
- a sliding window gives a request back a minute after it was made;
- a token bucket gives back all the time: more is left than this client's own use would explain.

Times are those at which requests were sent, so that latency does not blur the counts.
"""

from __future__ import annotations

from collections import deque
from typing import Final

MINUTE_MS: Final = 60_000
_SHORTEST_LOOK_MS: Final = 6_000
_LONGEST_LOOK_MS: Final = 12_000
_LONGEST_MEMORY_MS: Final = 60 * MINUTE_MS

UNKNOWN: Final = "unknown"
FIXED: Final = "fixed"
TOKENS: Final = "tokens"


class Neighbours:
    """Estimates how many requests a minute others make with the same key.

    Args:
        limit: Requests a minute that the key may make.

    Attributes:
        kind: Which limiter the counts look like: ``unknown`` (then they are read as those of a
            sliding window, which never sees others where there are none), ``fixed``, ``tokens``.
        window: When the present fixed window was first seen; 0 before.
    """

    __slots__ = ("_base", "_last", "_limit", "_looks", "_most", "_own", "_peaks", "kind", "window")

    def __init__(self, limit: int) -> None:
        self.kind = UNKNOWN
        self.window = 0
        self._limit = limit
        self._own: deque[int] = deque()  # when this client's own requests of a minute were sent
        self._base = 0  # how many of its requests are older
        self._last: tuple[int, int, int] | None = None  # sent at, number, remaining
        self._looks: deque[tuple[int, int, int, int]] = deque()  # and requests of the minute
        self._peaks: deque[tuple[int, int]] = deque()  # when, others a minute; falling
        self._most = 0  # the largest remaining count ever seen

    def limited(self, limit: int) -> None:
        """The key may make that many requests a minute; what was seen under another limit goes."""
        if limit != self._limit:
            self._limit = limit
            self._most = 0
            self._last = None
            self._looks.clear()
            self._peaks.clear()
            self.kind = UNKNOWN

    def sent(self, now: int) -> None:
        """This client sends a request."""
        self._own.append(now)
        # A service that states no counts never asks for these: an hour of them is plenty.
        while self._own[0] <= now - _LONGEST_MEMORY_MS:
            self._own.popleft()
            self._base += 1

    def heard(self, at: int, number: int, remaining: int) -> None:
        """The request with this number, counted from 1, was sent at ``at`` and was told this."""
        if self._last is not None and number <= self._last[1]:
            return  # overtaken by a later one
        while self._own and self._own[0] <= at - MINUTE_MS:
            self._own.popleft()
            self._base += 1
        own = number - self._base
        self._classify(at, number, remaining, own)
        self._most = max(self._most, remaining)
        others = self._estimate(at, number, remaining, own)
        self._last = (at, number, remaining)
        self._looks.append((at, number, remaining, own))
        while self._looks[0][0] < at - _LONGEST_LOOK_MS:
            self._looks.popleft()
        if others * 50 > self._limit:  # less than two in a hundred is what rounding makes
            while self._peaks and self._peaks[-1][1] <= others:
                self._peaks.pop()
            self._peaks.append((at, others))

    def others(self, now: int) -> int:
        """Requests a minute that others made, at the most of the last minute."""
        while self._peaks and self._peaks[0][0] <= now - MINUTE_MS:
            self._peaks.popleft()
        return self._peaks[0][1] if self._peaks else 0

    def _classify(self, at: int, number: int, remaining: int, own: int) -> None:
        if self._last is not None:
            before, sent, left = self._last
            back = remaining - left + number - sent
            refilled = self._limit * (at - before) // MINUTE_MS
            if back > max(4, self._limit // 10) + 2 * refilled:
                if self.kind != FIXED:
                    self._peaks.clear()  # they were read by the wrong rule
                self.kind = FIXED
                self.window = at
                self._looks.clear()
                return
        explained = self._limit - remaining
        if self.kind == UNKNOWN and own - explained > max(4, self._limit // 20):
            self.kind = TOKENS
            self._peaks.clear()

    def _estimate(self, at: int, number: int, remaining: int, own: int) -> int:
        level = self._limit - own - remaining if self.kind == UNKNOWN else 0
        if not self._looks or at - self._looks[0][0] < _SHORTEST_LOOK_MS:
            return max(level, 0)
        before, sent, left, had = self._looks[0]
        span = at - before
        used = left - remaining - (number - sent)
        if self.kind == UNKNOWN:
            used += (number - sent) - (own - had)
        elif self.kind == TOKENS:
            # A full bucket loses what would flow in: then nobody takes too much.
            full = self._most - max(3, self._limit // 50)
            if remaining >= full or left >= full:
                return 0
            used += self._limit * span // MINUTE_MS
        return max(level, (used - 1) * MINUTE_MS // span, 0)
