"""Time as this client sees it: one clock, which a test or a simulation may replace."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """A clock that never goes back, and two ways to let it go on."""

    def now(self) -> int:
        """Milliseconds since some fixed moment."""
        ...

    def sleep(self, ms: int) -> None:
        """Block for that many milliseconds."""
        ...

    async def asleep(self, ms: int) -> None:
        """Let other tasks run for that many milliseconds."""
        ...


class SystemClock:
    """The computer's monotonic clock; deadlines never read the time of day, which may jump."""

    __slots__ = ()

    def now(self) -> int:
        """Milliseconds since some fixed moment."""
        return time.monotonic_ns() // 1_000_000

    def sleep(self, ms: int) -> None:
        """Block for that many milliseconds."""
        time.sleep(ms / 1000)

    async def asleep(self, ms: int) -> None:
        """Let other tasks run for that many milliseconds, under asyncio or trio."""
        # anyio comes with httpx and knows which event loop is running.
        import anyio  # noqa: PLC0415 (only who waits pays for it)

        await anyio.sleep(ms / 1000)
