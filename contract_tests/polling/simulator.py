"""One key, some processes, virtual time: an event at a time, nothing sleeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from heapq import heappop, heappush
from random import Random

from modellix_client._core.budget import Sent
from modellix_client._core.exchange import Answer

from contract_tests.polling.durations import Draw
from contract_tests.polling.limiters import MINUTE_MS, Limiter
from contract_tests.polling.pollers import Poller

HOUR_MS = 60 * MINUTE_MS
ROUND_TRIP_MS = 150
_ONE_WAY_MS = ROUND_TRIP_MS // 2
_OK = 200
_TOO_FAST = b'{"code":429,"message":"Rate limit exceeded: slow down"}'


@dataclass(frozen=True, slots=True)
class Process:
    """A poller with as many tasks in flight as ``tasks``, from ``start_ms`` on.

    A finished task is followed by a new one at once: for nothing (somebody else submits it), or
    by a submit of the same process, which costs a request.
    """

    poller: Poller
    tasks: int
    start_ms: int = 0
    submits: bool = False


@dataclass(slots=True)
class Seen:
    """What one process lived through; times in milliseconds."""

    delays: list[int] = field(default_factory=list)
    requests: list[int] = field(default_factory=list)
    refusals: list[int] = field(default_factory=list)
    reads: dict[int, list[int]] = field(default_factory=dict)
    submits: int = 0

    @property
    def mean_delay_s(self) -> float:
        """From the end of a task to the arrival of the answer that tells it."""
        return sum(self.delays) / len(self.delays) / 1000


class Simulation:
    """The service and the processes.

    Args:
        limiter: Of the key.
        draw: How long tasks take.
        processes: Those that use the key.
        seed: Of the durations.
        one_way: Draws for how many milliseconds a request, and its answer, are on their way.
    """

    def __init__(
        self,
        limiter: Limiter,
        draw: Draw,
        processes: list[Process],
        *,
        seed: int = 0,
        one_way: Draw = lambda _: _ONE_WAY_MS,
    ) -> None:
        self._limiter = limiter
        self._draw = draw
        self._processes = processes
        self._random = Random(seed)  # noqa: S311 (a simulation, no secret)
        self._one_way = one_way
        self._events: list[tuple[int, int, Callable[[int], None]]] = []
        self._number = 0
        self._ends: list[int] = []
        self._asked = [0] * len(processes)
        self.seen = [Seen() for _ in processes]

    def run(self, length_ms: int = HOUR_MS) -> list[Seen]:
        """Let time pass; what each process saw."""
        for index, process in enumerate(self._processes):
            self._at(process.start_ms, partial(self._start, index))
        while self._events and self._events[0][0] < length_ms:
            now, _, event = heappop(self._events)
            event(now)
        return self.seen

    def _start(self, index: int, now: int) -> None:
        for _ in range(self._processes[index].tasks):
            self._next_task(index, now)
        self._ask(index, now)

    def _next_task(self, index: int, now: int) -> None:
        process = self._processes[index]
        if process.submits:
            process.poller.submit(now)
        else:
            self._begin(index, now, now)

    def _begin(self, index: int, since: int, now: int) -> None:
        task = len(self._ends)
        self._ends.append(since + self._draw(self._random))
        self.seen[index].reads[task] = []
        self._processes[index].poller.watch(task, now)

    def _ask(self, index: int, now: int) -> None:
        """Let a process send what it may, and wake it when it wants to be asked again."""
        seen = self.seen[index]
        while not isinstance(turn := self._processes[index].poller.turn(now), int):
            task, sent = turn
            seen.requests.append(now)
            if task is not None:
                seen.reads[task].append(now)
            arrival = now + self._one_way(self._random)
            self._at(arrival, partial(self._arrive, index, task, sent))
        self._asked[index] += 1
        self._at(now + turn, partial(self._wake, index, self._asked[index]))

    def _wake(self, index: int, asked: int, now: int) -> None:
        if asked == self._asked[index]:  # else it was asked in the meantime
            self._ask(index, now)

    def _arrive(self, index: int, task: int | None, sent: Sent, now: int) -> None:
        """The service counts, and looks whether the task has ended."""
        if not self._limiter.take(now):
            headers = self._limiter.headers(now)
            headers["retry-after"] = str(max(1, -(-self._limiter.reset_in(now) // 1000)))
            answer, done = Answer(429, headers, _TOO_FAST), False
        else:
            done = task is None or self._ends[task] <= now
            answer = Answer(200, self._limiter.headers(now), b"")
        answered = now + self._one_way(self._random)
        self._at(answered, partial(self._answer, index, task, sent, answer, done, now))

    def _answer(  # noqa: PLR0917 (what a request carries along)
        self,
        index: int,
        task: int | None,
        sent: Sent,
        answer: Answer,
        done: bool,  # noqa: FBT001
        counted: int,
        now: int,
    ) -> None:
        seen, poller = self.seen[index], self._processes[index].poller
        if answer.status != _OK:
            seen.refusals.append(now)
        poller.heard(now, task, sent, answer, done=done)
        if task is None and answer.status == _OK:
            seen.submits += 1
            self._begin(index, counted, now)
        elif task is None:
            poller.submit(now)
        elif done:
            seen.delays.append(now - self._ends[task])
            self._next_task(index, now)
        self._ask(index, now)

    def _at(self, when: int, event: Callable[[int], None]) -> None:
        self._number += 1
        heappush(self._events, (when, self._number, event))
