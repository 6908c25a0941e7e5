"""Requests on their way side by side, under asyncio or trio: the twin of _carrier_sync."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

import anyio
from anyio.abc import TaskGroup

from ._carrier_sync import MOST
from ._clock import Clock, SharedClock

K = TypeVar("K")
V = TypeVar("V")
S = TypeVar("S")


class AsyncCarrier(Generic[K, V]):
    """Does work side by side, in a task group that lasts as long as ``within`` does.

    Args:
        clock: The client's; with one that can only sleep, each piece of work is done at once.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._shared = clock if isinstance(clock, SharedClock) else None
        self._done: deque[tuple[K, V | Exception, int]] = deque()
        self._happened = anyio.Event()
        self.group: TaskGroup | None = None
        self.busy = 0

    @property
    def full(self) -> bool:
        """Whether no more work can be begun now."""
        return self.busy >= MOST

    async def within(self, step: Callable[[], Awaitable[S]]) -> S:
        """What ``step`` returns or raises, once all work that it began is done or canceled."""
        failed: BaseException | None = None
        found: list[S] = []
        async with anyio.create_task_group() as self.group:
            try:
                found.append(await step())
            except anyio.get_cancelled_exc_class():
                raise
            except BaseException as error:  # noqa: BLE001 (a group would wrap it into another)
                failed = error
                self.group.cancel_scope.cancel()
        self.group = None
        if failed is not None:
            raise failed
        return found[0]

    async def start(self, name: K, work: Callable[[], Awaitable[V]]) -> None:
        """Begin a piece of work."""
        self.busy += 1
        if self._shared is None or self.group is None:
            self._done.append((name, await work(), self._clock.now()))
        else:
            self.group.start_soon(self._do, name, work)

    def collect(self) -> list[tuple[K, V, int]]:
        """What is done, each with the time of its end; raises what a piece of work raised."""
        if self._happened.is_set():
            self._happened = anyio.Event()
        found: list[tuple[K, V, int]] = []
        while self._done:
            name, value, at = self._done.popleft()
            self.busy -= 1
            if isinstance(value, Exception):
                raise value
            found.append((name, value, at))
        return found

    async def wait(self, ms: int) -> None:
        """Let time pass until something is done, for at most so many milliseconds."""
        if self._done:
            return
        if self._shared is not None and self.busy:
            await self._shared.auntil(self._happened, ms)
        else:
            await self._clock.asleep(ms)

    async def _do(self, name: K, work: Callable[[], Awaitable[V]]) -> None:
        try:
            value: V | Exception = await work()
        except Exception as error:  # noqa: BLE001 (raised again where the caller is)
            value = error
        self._done.append((name, value, self._clock.now()))
        self._happened.set()
