"""Requests on their way in a few threads, while the caller's own thread decides."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import Event
from types import TracebackType
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from ._clock import STOP_SEEN_MS, Clock, SharedClock, Stop, pause

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor
    from typing import Self

# At 1,000 requests a minute, an answer may take a second before the threads are a limit.
MOST: Final = 16

K = TypeVar("K")
V = TypeVar("V")


class Carrier(Generic[K, V]):
    """Does work side by side; used as a context manager, which leaves nothing running.

    Args:
        clock: The client's; with one that can only sleep, each piece of work is done at once, in
            the caller's thread.
        stop: Seen while waiting, if given.
    """

    def __init__(self, clock: Clock, stop: Stop | None = None) -> None:
        self._clock = clock
        self._shared = clock if isinstance(clock, SharedClock) else None
        self._stop = stop
        self._pool: ThreadPoolExecutor | None = None
        self._done: deque[tuple[K, V | BaseException, int]] = deque()
        self._happened = Event()
        self.busy = 0

    @property
    def full(self) -> bool:
        """Whether no more work can be begun now."""
        return self.busy >= MOST

    def start(self, name: K, work: Callable[[], V]) -> None:
        """Begin a piece of work."""
        if self._shared is None:
            self._done.append((name, work(), self._clock.now()))
            self.busy += 1
            return
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 (who needs it pays)

            self._pool = ThreadPoolExecutor(MOST, thread_name_prefix="modellix")
        self.busy += 1
        self._pool.submit(self._do, name, work)

    def collect(self) -> list[tuple[K, V, int]]:
        """What is done, each with the time of its end; raises what a piece of work raised."""
        self._happened.clear()
        found: list[tuple[K, V, int]] = []
        while self._done:
            name, value, at = self._done.popleft()
            self.busy -= 1
            if isinstance(value, BaseException):
                raise value
            found.append((name, value, at))
        return found

    def wait(self, ms: int) -> None:
        """Let time pass until something is done; for at most so many milliseconds, or a moment."""
        if self._done:
            return
        if self._shared is not None and self.busy:
            self._shared.until(self._happened, ms if self._stop is None else min(ms, STOP_SEEN_MS))
        else:
            pause(self._clock, ms, self._stop)

    def _do(self, name: K, work: Callable[[], V]) -> None:
        try:
            value: V | BaseException = work()
        except BaseException as error:  # noqa: BLE001 (raised again in the caller's thread)
            value = error
        self._done.append((name, value, self._clock.now()))
        self._happened.set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            # Whoever submits waits for the answer: it names a task that is paid for.
            self._pool.shutdown(wait=True, cancel_futures=True)
