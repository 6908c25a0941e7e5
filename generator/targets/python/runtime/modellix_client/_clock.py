"""Time as this client sees it: one clock, which a test or a simulation may replace."""

from __future__ import annotations

import time
from threading import Event
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    import anyio


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


@runtime_checkable
class SharedClock(Clock, Protocol):
    """A clock under which requests can be on their way while somebody waits.

    With one that can only sleep, a call that follows many tasks sends one request at a time.
    """

    def until(self, happened: Event, ms: int) -> None:
        """Block until it happened, for at most that many milliseconds."""
        ...

    async def auntil(self, happened: anyio.Event, ms: int) -> None:
        """Let other tasks run until it happened, for at most that many milliseconds."""
        ...


class Stop(Protocol):
    """What tells a blocking call to stop, such as a ``threading.Event``."""

    def is_set(self) -> bool:
        """Whether it is to stop."""
        ...


STOP_SEEN_MS = 100  # how often somebody who sleeps looks whether to stop


def pause(clock: Clock, ms: int, stop: Stop | None) -> None:
    """Block for that many milliseconds, or until a moment after ``stop`` was set."""
    if stop is None:
        clock.sleep(ms)
        return
    until = clock.now() + ms
    while not stop.is_set() and (left := until - clock.now()) > 0:
        clock.sleep(min(left, STOP_SEEN_MS))


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

    def until(self, happened: Event, ms: int) -> None:
        """Block until it happened, for at most that many milliseconds."""
        happened.wait(ms / 1000)

    async def auntil(self, happened: anyio.Event, ms: int) -> None:
        """Let other tasks run until it happened, for at most that many milliseconds."""
        import anyio  # noqa: PLC0415 (as above)

        with anyio.move_on_after(ms / 1000):
            await happened.wait()
