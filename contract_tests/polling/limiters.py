"""Three ways to limit a key to some requests a minute, and what each tells in its headers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from email.utils import formatdate

MINUTE_MS = 60_000
_EPOCH_S = 1_767_225_600  # 2026-01-01T00:00:00Z
Headers = dict[str, str]


class Limiter(ABC):
    """Counts the requests of one key.

    Args:
        limit: Requests a minute.
        phase_ms: By how much its minutes are shifted against the clock.
    """

    def __init__(self, limit: int, phase_ms: int = 0) -> None:
        self.limit = limit
        self.phase_ms = phase_ms

    @abstractmethod
    def take(self, now: int) -> bool:
        """Count a request; ``False`` when it is one too many."""

    @abstractmethod
    def left(self) -> int:
        """How many more requests would pass now."""

    @abstractmethod
    def reset_in(self, now: int) -> int:
        """Milliseconds until there is more room."""

    def headers(self, now: int) -> Headers:
        """What an answer tells at this time."""
        return {
            "x-ratelimit-limit": str(self.limit),
            "x-ratelimit-remaining": str(self.left()),
            **self.reset(now),
        }

    def reset(self, now: int) -> Headers:
        """The reset, in this limiter's form."""
        return {"x-ratelimit-reset": str(-(-self.reset_in(now) // 1000))}


class FixedWindow(Limiter):
    """Begins anew every minute; tells the reset in seconds from now."""

    _window = -1
    _used = 0

    def take(self, now: int) -> bool:
        window = (now + self.phase_ms) // MINUTE_MS
        if window != self._window:
            self._window, self._used = window, 0
        if self._used >= self.limit:
            return False
        self._used += 1
        return True

    def left(self) -> int:
        return self.limit - self._used

    def reset_in(self, now: int) -> int:
        return MINUTE_MS - (now + self.phase_ms) % MINUTE_MS


class SlidingWindow(Limiter):
    """Looks a minute back; tells the reset as a moment in seconds."""

    def __init__(self, limit: int, phase_ms: int = 0) -> None:
        super().__init__(limit, phase_ms)
        self._log: deque[int] = deque()

    def take(self, now: int) -> bool:
        while self._log and self._log[0] <= now - MINUTE_MS:
            self._log.popleft()
        if len(self._log) >= self.limit:
            return False
        self._log.append(now)
        return True

    def left(self) -> int:
        return self.limit - len(self._log)

    def reset_in(self, now: int) -> int:
        return self._log[0] + MINUTE_MS - now if self._log else 0

    def reset(self, now: int) -> Headers:
        seconds = _EPOCH_S + now // 1000
        moment = _EPOCH_S + -(-(now + self.reset_in(now)) // 1000)
        return {"x-ratelimit-reset": str(moment), "date": formatdate(seconds, usegmt=True)}


class TokenBucket(Limiter):
    """Holds as many tokens as the limit and refills evenly; tells when it is full, in ms."""

    def __init__(self, limit: int, phase_ms: int = 0) -> None:
        super().__init__(limit, phase_ms)
        self._tokens = limit * MINUTE_MS
        self._seen = 0

    def take(self, now: int) -> bool:
        full = self.limit * MINUTE_MS
        self._tokens = min(full, self._tokens + (now - self._seen) * self.limit)
        self._seen = now
        if self._tokens < MINUTE_MS:
            return False
        self._tokens -= MINUTE_MS
        return True

    def left(self) -> int:
        return self._tokens // MINUTE_MS

    def reset_in(self, now: int) -> int:
        return (self.limit * MINUTE_MS - self._tokens) // self.limit

    def reset(self, now: int) -> Headers:
        seconds = _EPOCH_S + now // 1000
        moment = _EPOCH_S * 1000 + now + self.reset_in(now)
        return {"x-ratelimit-reset": str(moment), "date": formatdate(seconds, usegmt=True)}


LIMITERS: dict[str, type[Limiter]] = {
    "fixed window": FixedWindow,
    "sliding window": SlidingWindow,
    "token bucket": TokenBucket,
}
