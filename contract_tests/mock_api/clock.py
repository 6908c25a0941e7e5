"""The service's time: whole milliseconds on a clock that is handed in."""

from __future__ import annotations

import asyncio
import time
from typing import Protocol


class Clock(Protocol):
    """A clock that never goes back; its zero is anywhere."""

    def now(self) -> int:
        """Milliseconds since the clock's zero."""
        ...


class VirtualClock:
    """A clock that stands still until somebody sleeps on it; for tests.

    It has the methods of the Python client's clock too, so that one object can drive both sides.
    """

    def __init__(self, now_ms: int = 0) -> None:
        self._now = now_ms

    def now(self) -> int:
        """Milliseconds since the clock's zero."""
        return self._now

    def advance(self, ms: int) -> None:
        """Let ``ms`` milliseconds pass; raises ``ValueError`` for fewer than none."""
        if ms < 0:
            raise ValueError(f"time does not go back, not by {-ms} ms either")
        self._now += ms

    def sleep(self, ms: int) -> None:
        """Pass the time at once."""
        self.advance(ms)

    async def asleep(self, ms: int) -> None:
        """Pass the time at once, and let other tasks of the event loop run."""
        self.advance(ms)
        await asyncio.sleep(0)


class WallClock:
    """Real time since the machine was started; for the served mock."""

    def now(self) -> int:
        """Milliseconds since the clock's zero."""
        return time.monotonic_ns() // 1_000_000
