"""Following many tasks at once: one loop, in which each task has its turn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from ._core.budget import Sent
from ._core.exchange import Answer, Failure, Request
from ._core.polling import Done, Look, Polling, Sleep
from ._core.schedule import Caller, Entry, Turn
from ._turns import Turns
from .errors import ModellixError
from .violations import Json

if TYPE_CHECKING:
    from typing import Self


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
    """Many waits; used as a context manager.

    Args:
        turns: The queue of the client.
        waits: Each task's own wait; a task stands there once.
        now: The time at the beginning.
    """

    def __init__(self, turns: Turns, waits: Sequence[Polling], now: int) -> None:
        self._turns = turns
        self._caller = Caller()
        self._waits = {wait.task_id: wait for wait in waits}
        self._entries: dict[str, Entry] = {}
        with turns.lock:
            for wait in self._waits.values():
                action = wait.next(now)
                due = now + action.ms if isinstance(action, Sleep) else now
                self._entries[wait.task_id] = turns.schedule.enter(self._caller, due)

    def next(self, now: int) -> GroupLook | Sleep | Ended | None:
        """What to do at this time; ``None`` when every wait is over."""
        with self._turns.lock:
            for task_id, wait in self._waits.items():
                action = wait.next(now)
                if not isinstance(action, (Sleep, Look)):
                    self._leave([task_id])
                    return Ended(task_id, action)
            if not self._waits:
                return None
            turn = self._turns.schedule.turn(self._caller, now)
            if isinstance(turn, Turn):
                return self._look(turn, now)
            # A nap ends with the first wait that does.
            return Sleep(min([turn, *(wait.deadline - now for wait in self._waits.values())]))

    def receive(self, now: int, look: GroupLook, event: Answer | Failure) -> dict[str, Json] | None:
        """What came of a look; what the service says of the task, if it said something."""
        wait = self._waits[look.task_id]
        state = wait.receive(now, event)
        with self._turns.lock:
            self._turns.schedule.budget.receive(now, look.sent, event)
            action = wait.next(now)
            if isinstance(action, (Sleep, Look)):
                due = now + action.ms if isinstance(action, Sleep) else now
                self._turns.schedule.again(look.entry, due)
        return state

    def _look(self, turn: Turn, now: int) -> GroupLook | Sleep:
        for task_id, entry in self._entries.items():
            if entry is turn.entry:
                action = self._waits[task_id].next(now)
                if isinstance(action, Look):
                    return GroupLook(task_id, action, entry, turn.sent)
        return Sleep(1)

    def _leave(self, task_ids: Iterable[str]) -> None:
        self._caller.asleep = False
        for task_id in task_ids:
            del self._waits[task_id]
            self._turns.schedule.leave(self._entries.pop(task_id))

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
