"""Virtual time for threads: it goes on when every thread of the client is waiting for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from modellix_client._carrier_sync import Carrier


class ThreadClock:
    """A clock under which the threads of one carrier work side by side.

    Args:
        patch: Used to count the carrier's pieces of work while they are being done.
    """

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._now = 0
        self._changed = threading.Condition()
        self._waiting: list[tuple[int, threading.Event]] = []
        self._threads = 1
        start, do = Carrier.start, Carrier._do

        def counted_start(carrier: Carrier[Any, Any], name: Any, work: Callable[[], Any]) -> None:
            with self._changed:
                self._threads += 1
            start(carrier, name, work)

        def counted_do(carrier: Carrier[Any, Any], name: Any, work: Callable[[], Any]) -> None:
            do(carrier, name, work)
            with self._changed:
                self._threads -= 1
                self._changed.notify_all()

        patch.setattr(Carrier, "start", counted_start)
        patch.setattr(Carrier, "_do", counted_do)

    def now(self) -> int:
        return self._now

    def sleep(self, ms: int) -> None:
        self.until(threading.Event(), ms)

    async def asleep(self, ms: int) -> None:
        raise AssertionError("this clock is for threads")

    async def auntil(self, happened: object, ms: int) -> None:
        raise AssertionError("this clock is for threads")

    def until(self, happened: threading.Event, ms: int) -> None:
        with self._changed:
            mine = (self._now + ms, happened)
            self._waiting.append(mine)
            while not happened.is_set() and self._now < mine[0]:
                # Whoever has to wake up does so before time goes on.
                idle = not any(event.is_set() for _, event in self._waiting)
                next_at = min(until for until, _ in self._waiting)
                if idle and len(self._waiting) == self._threads and next_at > self._now:
                    self._now = next_at
                    self._changed.notify_all()
                else:
                    self._changed.wait()
            self._waiting.remove(mine)
