"""Following a task to its end: when to look, what an answer means, when to give up."""

from __future__ import annotations

from typing import TypeAlias

from .._specification import TaskSpec
from ..errors import (
    ModellixError,
    TaskCanceledError,
    TaskFailedError,
    TaskTimeoutError,
)
from ..violations import Json
from .answers import OK, connection_error, error_of, passes
from .durations import Lifetime
from .exchange import Answer, Failure, Request
from .retry_after import retry_after_ms
from .task import task_data, task_request

CANCELED = "canceled"
_MOST_DOUBLINGS = 16
_LONGEST_WORD = 40


class Sleep:
    """Let ``ms`` milliseconds pass."""

    __slots__ = ("ms",)

    def __init__(self, ms: int) -> None:
        self.ms = ms


class Look:
    """Carry ``request`` out, and take no longer than ``budget_ms`` milliseconds over it."""

    __slots__ = ("budget_ms", "request")

    def __init__(self, request: Request, budget_ms: int) -> None:
        self.request = request
        self.budget_ms = budget_ms


class Done:
    """The task has a result; ``data`` is what the service says of it."""

    __slots__ = ("data",)

    def __init__(self, data: dict[str, Json]) -> None:
        self.data = data


Action: TypeAlias = Sleep | Look | Done | ModellixError


class Polling:
    """The wait for one task.

    Args:
        spec: The numbers to follow it by.
        task_id: The task.
        now: The time at the beginning of the wait.
        timeout_ms: For how long to wait.
        first_look: The time of the first look; ``now`` when not given.
        lifetime: What is known of how long it takes, for who shares a budget between many.
        steady: Whether to look as often as allowed instead of ever more seldom: for one task of
            many, between which a shared budget is split.

    Attributes:
        task_id: The task.
        status: The last status seen.
        lifetime: As it was given.
        deadline: When the wait ends.
    """

    def __init__(
        self,
        spec: TaskSpec,
        task_id: str,
        *,
        now: int,
        timeout_ms: int,
        first_look: int | None = None,
        lifetime: Lifetime | None = None,
        steady: bool = False,
    ) -> None:
        self.task_id = task_id
        self.status: str | None = None
        self.lifetime = lifetime
        self._spec = spec
        self._timeout_ms = timeout_ms
        self.deadline = now + timeout_ms
        self._steady = steady
        self._pause = spec.min_delay_ms
        if not steady:
            self._pause = max(spec.first_delay_ms, self._pause)
        self._troubles = 0
        self._last_trouble: ModellixError | None = None
        self._request = task_request(spec, task_id)
        self._outcome: Done | ModellixError | None = None
        self._stopped = False
        self._due = now if first_look is None else max(now, first_look)
        if self._due > now:
            self._schedule(now, self._due - now, hold_ms=0)

    @property
    def finished(self) -> bool:
        """Whether the service said that the task has ended, one way or another."""
        return self.status in self._spec.terminal

    def over(self, now: int) -> bool:
        """Whether the wait has ended, with the task or before it."""
        return self._outcome is not None or now >= self.deadline

    def next(self, now: int) -> Action:
        """What to do at this time; ``Done`` or an error ends the wait."""
        if self._outcome is not None:
            return self._outcome
        if now >= self.deadline:
            return self._timed_out()
        if now < self._due:
            return Sleep(min(self._due, self.deadline) - now)
        return Look(self._request, self.deadline - now)

    def stop(self, now: int) -> None:
        """End the wait at this time, as its deadline would."""
        if now < self.deadline:
            self.deadline = now
            self._stopped = True

    def receive(self, now: int, event: Answer | Failure) -> dict[str, Json] | None:
        """Take in what came of a look that ended at ``now``.

        Returns:
            What the service says of the task, for whoever watches it, if it said something.
        """
        what = f"task {self.task_id}"
        if isinstance(event, Failure):
            self._wait_out(now, connection_error(event, what, task_id=self.task_id), 0)
            return None
        if passes(event.status):
            error = error_of(event, what, task_id=self.task_id)
            self._wait_out(now, error, retry_after_ms(event.headers) or 0)
            return None
        if event.status not in OK:
            self._outcome = error_of(event, what, task_id=self.task_id)
            return None
        data = task_data(event, self.task_id)
        if isinstance(data, ModellixError):
            self._outcome = data
            return None
        self._state(now, data, event)
        return data

    def _state(self, now: int, data: dict[str, Json], answer: Answer) -> None:
        self.status = str(data["status"])
        self._troubles = 0
        self._last_trouble = None
        if self.status in self._spec.success:
            self._outcome = Done(data)
        elif self.status in self._spec.terminal:
            self._outcome = _ended(self.task_id, self.status, answer)
        else:
            # Also a status that nobody knows: it is neither an end nor a success.
            self._schedule(now, self._pause, hold_ms=0)
            if not self._steady:
                grown = self._pause * self._spec.growth_percent // 100
                self._pause = min(grown, self._spec.max_delay_ms)

    def _wait_out(self, now: int, error: ModellixError, hold_ms: int) -> None:
        self._last_trouble = error
        self._troubles = min(self._troubles + 1, _MOST_DOUBLINGS)
        pause = min(self._pause << self._troubles, self._spec.max_delay_ms)
        self._schedule(now, max(pause, hold_ms), hold_ms=hold_ms)

    def _schedule(self, now: int, pause: int, *, hold_ms: int) -> None:
        """The next look after a pause, or a last one shortly before the deadline."""
        self._due = now + max(pause, self._spec.min_delay_ms)
        if self._due >= self.deadline:
            # Better early than never: but never closer than allowed, nor while asked to hold.
            earliest = now + max(self._spec.min_delay_ms, hold_ms)
            self._due = max(earliest, self.deadline - self._spec.min_delay_ms)

    def _timed_out(self) -> TaskTimeoutError:
        seen = f"last seen {_word(self.status)}" if self.status else "its status was not seen"
        trouble = f"; the last look failed: {self._last_trouble}" if self._last_trouble else ""
        ended = (
            "was not finished when the wait was stopped"
            if self._stopped
            else f"is not finished after {self._timeout_ms / 1000:g} s"
        )
        self._outcome = TaskTimeoutError(
            f"task {self.task_id} {ended}, {seen}"
            f"{trouble}. It goes on at the service: "
            f"client.tasks.wait({self.task_id!r}) waits on for the same task",
            task_id=self.task_id,
            cause=self._last_trouble,
        )
        return self._outcome


def _ended(task_id: str, status: str, answer: Answer) -> TaskFailedError:
    kind = TaskCanceledError if status == CANCELED else TaskFailedError
    error = kind(
        f"task {task_id} ended without a result: the service says {_word(status)}",
        task_id=task_id,
        status=answer.status,
        request_id=answer.request_id,
    )
    error.task_status = status
    return error


def _word(status: str) -> str:
    """A status from the service, fit for a line of text."""
    return "".join(letter for letter in status[:_LONGEST_WORD] if letter.isprintable())
