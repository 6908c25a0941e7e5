"""Turns for everything that a client asks of the service: one budget, safe between threads."""

from __future__ import annotations

from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING

from ._core.budget import Budget, Sent
from ._core.durations import Durations, Lifetime
from ._core.exchange import Answer, Failure
from ._core.schedule import Caller, Entry, Schedule, Turn

if TYPE_CHECKING:
    from typing import Self


class Turns:
    """The schedule of one client; a lock makes each step whole."""

    __slots__ = ("_durations", "lock", "schedule")

    def __init__(self) -> None:
        self.lock = Lock()
        self.schedule = Schedule(Budget())
        self._durations: dict[str, Durations] = {}  # by model

    def place(self, *, paid: bool = False, lifetime: Lifetime | None = None) -> Place:
        """A place in the queue, for one wait or one submit."""
        return Place(self, paid=paid, lifetime=lifetime)

    def lifetime(self, model: str, begun: int, *, watched: bool) -> Lifetime:
        """What is known of a task of this model; see `Lifetime`."""
        with self.lock:
            durations = self._durations.setdefault(model, Durations())
        return Lifetime(durations, begun, watched=watched)

    def count(self, now: int) -> Sent:
        """A request goes now without a turn: those who wait their turn are to know of it."""
        with self.lock:
            return self.schedule.budget.take(now)

    def heard(self, now: int, sent: Sent, event: Answer | Failure) -> None:
        """Learn from what came of a request."""
        with self.lock:
            self.schedule.budget.receive(now, sent, event)


class Place:
    """A place in the queue; used as a context manager, so that nobody waits for one who left."""

    __slots__ = ("_caller", "_entry", "_lifetime", "_paid", "_queued", "_sent", "_turns")

    def __init__(self, turns: Turns, *, paid: bool, lifetime: Lifetime | None) -> None:
        self._turns = turns
        self._paid = paid
        self._lifetime = lifetime
        self._caller = Caller()
        self._entry: Entry | None = None
        self._queued = False
        self._sent: Sent | None = None

    def turn(self, now: int) -> int:
        """0: send now; else ask again after so many milliseconds."""
        with self._turns.lock:
            schedule = self._turns.schedule
            if not self._queued:
                if self._entry is None or self._paid:
                    self._entry = schedule.enter(
                        self._caller, now, paid=self._paid, lifetime=self._lifetime
                    )
                else:
                    schedule.again(self._entry, now)
                self._queued = True
            turn = schedule.turn(self._caller, now)
            if not isinstance(turn, Turn):
                return turn
            self._queued = False
            self._sent = turn.sent
            return 0

    def heard(self, now: int, event: Answer | Failure) -> None:
        """What came of the request that this turn was for."""
        if self._sent is not None:
            self._turns.heard(now, self._sent, event)

    def seen(self, *, finished: bool) -> None:
        """What that request told of the task."""
        with self._turns.lock:
            if self._entry is not None:
                self._turns.schedule.seen(self._entry, finished=finished)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._turns.lock:
            self._caller.asleep = False
            if self._entry is not None:
                self._turns.schedule.leave(self._entry)
