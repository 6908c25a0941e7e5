"""Following many tasks at once: one loop, in which each task has its turn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Final

from ._core.budget import Sent
from ._core.exchange import Answer, Failure, Request
from ._core.polling import Done, Look, Polling, Sleep
from ._core.schedule import Caller, Entry, Turn
from ._turns import Turns
from .errors import ModellixError
from .violations import Json

if TYPE_CHECKING:
    from typing import Self

_LOOKED_MS: Final = 60_000  # all waits are gone through once in that time, whatever happens


class GroupLook:
    """Read one of the tasks now: ``request``, within ``budget_ms`` milliseconds."""

    __slots__ = ("budget_ms", "entry", "request", "sent", "task_id")

    def __init__(self, task_id: str, look: Look, entry: Entry, sent: Sent) -> None:
        self.task_id = task_id
        self.request: Request = look.request
        self.budget_ms = look.budget_ms
        self.entry = entry
        self.sent = sent


class Ended:
    """The wait for one of the tasks is over."""

    __slots__ = ("outcome", "task_id")

    def __init__(self, task_id: str, outcome: Done | ModellixError) -> None:
        self.task_id = task_id
        self.outcome = outcome


class Group:
    """Many waits; used as a context manager. Several looks may be on their way at once.

    Args:
        turns: The queue of the client.
        waits: Each task's own wait; a task stands there once.
        now: The time at the beginning.
    """

    def __init__(self, turns: Turns, waits: Sequence[Polling], now: int) -> None:
        self._turns = turns
        self._caller = Caller()
        self._waits: dict[str, Polling] = {}
        self._entries: dict[str, Entry] = {}
        self._ids: dict[Entry, str] = {}
        self._looking: set[str] = set()
        self._submit: Entry | None = None
        # No wait ends before then but those that are looked at now: there may be hundreds, and
        # they are gone through only where one may have ended.
        self._quiet_until = now
        for wait in waits:
            self.add(wait, now)

    def add(self, wait: Polling, now: int) -> None:
        """Follow one more task; one that is followed already is not followed twice."""
        if wait.task_id in self._waits:
            return
        action = wait.next(now)
        due = now + action.ms if isinstance(action, Sleep) else now
        with self._turns.lock:
            self._waits[wait.task_id] = wait
            entry = self._turns.schedule.enter(self._caller, due, lifetime=wait.lifetime)
            self._entries[wait.task_id] = entry
            self._ids[entry] = wait.task_id
            self._quiet_until = now

    def ask(self, now: int, *, submit: bool) -> None:
        """Whether a turn to submit is wanted; ``next`` returns it as ``Sent``."""
        with self._turns.lock:
            if submit and self._submit is None:
                self._submit = self._turns.schedule.enter(self._caller, now, paid=True)
            elif not submit and self._submit is not None:
                self._turns.schedule.leave(self._submit)
                self._submit = None

    def next(self, now: int) -> GroupLook | Sent | Sleep | Ended | None:
        """What to do at this time; ``None`` when nothing is left to do but what is on its way."""
        with self._turns.lock:
            if now >= self._quiet_until and (ended := self._ended(now)) is not None:
                return ended
            if len(self._waits) == len(self._looking) and self._submit is None:
                return None
            turn = self._turns.schedule.turn(self._caller, now)
            if isinstance(turn, Turn):
                return self._go(turn, now)
            # A nap ends with the first wait that does.
            return Sleep(max(1, min(turn, self._quiet_until - now)))

    def receive(self, now: int, look: GroupLook, event: Answer | Failure) -> dict[str, Json] | None:
        """What came of a look; what the service says of the task, if it said something."""
        wait = self._waits[look.task_id]
        self._looking.discard(look.task_id)
        self._quiet_until = min(self._quiet_until, wait.deadline)
        state = wait.receive(now, event)
        with self._turns.lock:
            self._turns.schedule.budget.receive(now, look.sent, event)
            if state is not None:
                self._turns.schedule.seen(look.entry, finished=wait.finished)
            action = wait.next(now)
            if isinstance(action, (Sleep, Look)):
                due = now + action.ms if isinstance(action, Sleep) else now
                self._turns.schedule.again(look.entry, due)
            else:
                self._quiet_until = now
        return state

    def submitted(self, now: int, sent: Sent, event: Answer | Failure) -> None:
        """What came of a submit."""
        self._turns.heard(now, sent, event)

    def stop(self, now: int) -> None:
        """End every wait now; what is on its way is heard first."""
        for wait in self._waits.values():
            wait.stop(now)
        self._quiet_until = now

    def _go(self, turn: Turn, now: int) -> GroupLook | Sent | Sleep:
        if turn.entry is self._submit:
            self._submit = None
            return turn.sent
        task_id = self._ids[turn.entry]
        action = self._waits[task_id].next(now)
        if not isinstance(action, Look):
            return Sleep(1)
        self._looking.add(task_id)
        return GroupLook(task_id, action, turn.entry, turn.sent)

    def _ended(self, now: int) -> Ended | None:
        """The first wait that has ended; what is on its way may still bring its own end."""
        soonest = now + _LOOKED_MS
        for task_id, wait in self._waits.items():
            if task_id in self._looking:
                continue
            if wait.over(now):
                action = wait.next(now)
                if not isinstance(action, (Sleep, Look)):
                    self._leave([task_id])
                    return Ended(task_id, action)
            soonest = min(soonest, wait.deadline)
        self._quiet_until = soonest
        return None

    def _leave(self, task_ids: Iterable[str]) -> None:
        self._caller.asleep = False
        for task_id in task_ids:
            del self._waits[task_id]
            entry = self._entries.pop(task_id)
            del self._ids[entry]
            self._turns.schedule.leave(entry)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._turns.lock:
            self._leave([*self._waits])
            if self._submit is not None:
                self._turns.schedule.leave(self._submit)
