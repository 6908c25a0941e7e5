"""Follows tasks from their submit to their end and a little beyond, several at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from contract_tests.conformance.answers import data_of
from contract_tests.conformance.courier import Courier
from contract_tests.conformance.exchange import Answer
from contract_tests.conformance.monitor import TERMINAL, History, Seen
from contract_tests.conformance.step import Step

_FIRST_MS: Final = 250
_GROWTH_PERCENT: Final = 130
_LONGEST_MS: Final = 10_000
# After its end a task is read again: at once, a little later, and once more.
_AGAIN_MS: Final = (100, 900, 2_500)


@dataclass(slots=True)
class _Open:
    task_id: str
    model: str
    started_ms: int
    next_ms: int
    gap_ms: int = _FIRST_MS
    again: int = 0
    seen: list[Seen] = field(default_factory=list)
    ended: bool = False


def reading(task_id: str) -> Step:
    """The request that reads a task."""
    return Step(
        id="response/task",
        check="response/task",
        level="must",
        side="protocol",
        method="GET",
        path=f"/api/v1/tasks/{quote(task_id, safe='')}",
        label="a task that was submitted is read",
        expect=(200,),
        content_type=None,
        submit=False,
    )


class Following:
    """All tasks of a run; ``heard`` is told every answer."""

    def __init__(
        self, courier: Courier, limit_ms: int, heard: Callable[[Step, Answer], None]
    ) -> None:
        self._courier = courier
        self._limit_ms = limit_ms
        self._heard = heard
        self._open: list[_Open] = []
        self._done: list[_Open] = []

    def add(self, task_id: str, model: str) -> None:
        """Follow one more task, which was submitted just now."""
        now = self._courier.clock.now()
        self._open.append(_Open(task_id, model, now, now))

    def until_one_ends(self) -> bool:
        """Go on until an open task has ended; ``False`` when none is open that may still end."""
        running = [task for task in self._open if not task.ended]
        before = len(running)
        while running and len(running) == before:
            self._read_next()
            running = [task for task in self._open if not task.ended]
        return before > 0

    def finish(self) -> None:
        """Go on until every task has ended and was read again, or is late."""
        while self._open:
            self._read_next()

    def histories(self) -> tuple[History, ...]:
        """What was seen, of tasks that are still open too."""
        now = self._courier.clock.now()
        return tuple(
            History(
                task_id=task.task_id,
                model=task.model,
                limit_ms=self._limit_ms,
                seen=tuple(task.seen),
                watched_ms=now - task.started_ms,
            )
            for task in sorted(self._done + self._open, key=lambda task: task.started_ms)
        )

    def _read_next(self) -> None:
        task = min(self._open, key=lambda task: task.next_ms)
        clock = self._courier.clock
        clock.sleep(max(0, task.next_ms - clock.now()))
        step = reading(task.task_id)
        got = self._courier.get(step.path)
        at_ms = clock.now() - task.started_ms
        if isinstance(got, Answer):
            self._heard(step, got)
            task.seen.append(Seen(at_ms, got.status, data_of(got)))
        else:
            task.seen.append(Seen(at_ms, None, {}))
        self._plan_next(task, at_ms)

    def _plan_next(self, task: _Open, at_ms: int) -> None:
        last = task.seen[-1]
        now = self._courier.clock.now()
        task.ended = task.ended or (last.http == 200 and last.status in TERMINAL)
        if task.ended:
            if task.again == len(_AGAIN_MS):
                self._close(task)
                return
            task.next_ms = now + _AGAIN_MS[task.again]
            task.again += 1
        elif at_ms >= self._limit_ms or last.http == 404:
            self._close(task)
        else:
            task.next_ms = now + min(task.gap_ms, max(1, self._limit_ms - at_ms))
            task.gap_ms = min(_LONGEST_MS, task.gap_ms * _GROWTH_PERCENT // 100)

    def _close(self, task: _Open) -> None:
        self._open.remove(task)
        self._done.append(task)
