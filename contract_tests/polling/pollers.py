"""Who asks: the client's own core, and what other clients do, beside it."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Protocol

from modellix_client._core.answers import OK
from modellix_client._core.budget import Budget, Sent
from modellix_client._core.durations import Durations, Lifetime
from modellix_client._core.exchange import Answer
from modellix_client._core.schedule import Caller, Entry, Schedule, Turn
from modellix_client._spec import TASK


class Poller(Protocol):
    """One process that reads tasks, and perhaps submits them."""

    def submit(self, now: int) -> None:
        """Ask for a turn to submit."""
        ...

    def watch(self, task: int, now: int) -> None:
        """Read this task from now on, until it is finished."""
        ...

    def turn(self, now: int) -> tuple[int | None, Sent] | int:
        """The task to read now (``None``: submit one), or when to ask again, in ms."""
        ...

    def heard(self, now: int, task: int | None, sent: Sent, answer: Answer, *, done: bool) -> None:
        """An answer is there."""
        ...


class Core:
    """The client's core: one budget, one schedule, the task's own shortest delay.

    Args:
        durations: What is known beforehand, and learnt on; ``None`` for reading in turn only.
    """

    def __init__(self, durations: Durations | None = None) -> None:
        self.budget = Budget()
        self._durations = durations
        self._schedule = Schedule(self.budget)
        self._caller = Caller()
        self._entries: dict[int, Entry] = {}
        self._tasks: dict[Entry, int] = {}

    def submit(self, now: int) -> None:
        self._schedule.enter(self._caller, now, paid=True)

    def watch(self, task: int, now: int) -> None:
        known = self._durations
        lifetime = None if known is None else Lifetime(known, now, watched=True)
        due = now + TASK.first_delay_ms
        entry = self._schedule.enter(self._caller, due, lifetime=lifetime)
        self._entries[task] = entry
        self._tasks[entry] = task

    def turn(self, now: int) -> tuple[int | None, Sent] | int:
        turn = self._schedule.turn(self._caller, now)
        if not isinstance(turn, Turn):
            return turn
        return self._tasks.get(turn.entry), turn.sent

    def heard(self, now: int, task: int | None, sent: Sent, answer: Answer, *, done: bool) -> None:
        self.budget.receive(now, sent, answer)
        if task is None:
            return
        entry = self._entries[task]
        if answer.status in OK:
            self._schedule.seen(entry, finished=done)
        if done:
            self._schedule.leave(entry)
            del self._entries[task], self._tasks[entry]
        else:
            self._schedule.again(entry, now + TASK.min_delay_ms)


class Plain:
    """Every wait for itself, as other clients do it: a fixed interval, or one that grows.

    Args:
        interval_ms: The first interval.
        growth: By how much an interval is longer than the one before.
        longest_ms: The longest interval.
    """

    def __init__(self, interval_ms: int, growth: float = 1, longest_ms: int = 30_000) -> None:
        self._interval = interval_ms
        self._growth = growth
        self._longest = longest_ms
        self._due: list[tuple[int, int]] = []
        self._pause: dict[int, float] = {}
        self._number = 0

    def submit(self, now: int) -> None:
        raise AssertionError("only reads are compared")

    def watch(self, task: int, now: int) -> None:
        self._pause[task] = self._interval
        heappush(self._due, (now + self._interval, task))

    def turn(self, now: int) -> tuple[int | None, Sent] | int:
        if not self._due:
            return 1_000
        due, task = self._due[0]
        if due > now:
            return due - now
        heappop(self._due)
        self._number += 1
        return task, Sent(now, self._number)

    def heard(self, now: int, task: int | None, sent: Sent, answer: Answer, *, done: bool) -> None:
        if done or task is None:
            return
        self._pause[task] = min(self._pause[task] * self._growth, self._longest)
        heappush(self._due, (now + round(self._pause[task]), task))
