"""Many requests, a bounded number of tasks at a time: what to do next, without I/O."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from ._core.budget import Sent
from ._core.exchange import Answer, Failure
from ._core.in_flight import InFlight
from ._core.polling import Done, Polling, Sleep
from ._group import Ended, Group, GroupLook
from ._map_items import Item
from .errors import (
    ModellixError,
    NotSubmittedError,
    RateLimitError,
    SubmissionOutcomeUnknownError,
    TaskTimeoutError,
)

if TYPE_CHECKING:
    from ._core.journal import JournalEntry

_FIRST_PAUSE_MS: Final = 1_000  # of a request that was refused for its rate
_LONGEST_NAP_MS: Final = 1_000
# For how long a submit without an outcome in the journal is believed to be on its way.
OPEN_MS: Final = 120_000
_LOOK_AGAIN_MS: Final = 1_000


class Send:
    """Submit this request now."""

    __slots__ = ("item", "sent")

    def __init__(self, item: Item, sent: Sent) -> None:
        self.item = item
        self.sent = sent


class Prepare:
    """Find out whether this request is to be sent, and make it ready."""

    __slots__ = ("item",)

    def __init__(self, item: Item) -> None:
        self.item = item


class Over:
    """What came of a request: its task's last state, or the error that it is."""

    __slots__ = ("item", "outcome", "task_id")

    def __init__(self, item: Item, outcome: Done | ModellixError, task_id: str | None) -> None:
        self.item = item
        self.outcome = outcome
        self.task_id = task_id


class Mapping:
    """The requests of one call, from their reading to their outcomes.

    Args:
        group: The waits for its tasks.
        in_flight: How many may be in flight.
        deadline: When the call ends, if it does.
        patience_ms: For how long a request that a limit refuses is sent again.
        finite: Whether the requests come to an end, so that each can have an outcome.
    """

    def __init__(
        self,
        group: Group,
        in_flight: InFlight,
        deadline: int | None,
        *,
        patience_ms: int,
        finite: bool,
    ) -> None:
        self.group = group
        self.in_flight = in_flight
        self.deadline = deadline
        self.stopped = False
        self.exhausted = False
        self._patience_ms = patience_ms
        self._finite = finite
        self._queue: list[Item] = []
        self._unready: list[Item] = []
        self._over: deque[Over] = deque()
        self._following: dict[str, list[Item]] = {}

    @property
    def task_ids(self) -> list[str]:
        """The tasks that are being waited for."""
        return [*self._following]

    def wants_more(self) -> bool:
        """Whether the next request is to be read: nobody is in front of it, and there is room."""
        if self.exhausted or self._over or self._queue:
            return False
        if self.stopped:
            return self._finite  # each has an outcome, also if it was not sent
        return self.in_flight.count + len(self._unready) < self.in_flight.most

    def ready(self, item: Item) -> None:
        """A request is to be sent when its turn comes."""
        item.request = None
        self._queue.append(item)

    def over(self, item: Item, outcome: ModellixError) -> None:
        """A request is not sent; this is what comes of it."""
        self._over.append(Over(item, outcome, outcome.task_id))

    def follow(self, item: Item, wait: Polling, now: int) -> None:
        """The request's task was started already: wait for it."""
        self.in_flight.take()
        self._follow(item, wait, now)

    def open(self, item: Item, entry: JournalEntry, age_ms: int, now: int) -> None:
        """Somebody is sending this request, or died over it: look again until it is old."""
        if item.open_until is None:
            item.open_until = now + max(OPEN_MS - age_ms, 0)
        if entry.concluded or now >= item.open_until:
            self.over(item, unknown_before(entry))
            return
        item.due = now + _LOOK_AGAIN_MS
        self._unready.append(item)

    def stop(self, now: int) -> None:
        """End the call now: what is on its way is heard first, nothing else is sent."""
        if self.stopped:
            return
        self.stopped = True
        for item in [*self._queue, *self._unready]:
            self.over(item, not_sent())
        self._queue.clear()
        self._unready.clear()
        self.group.stop(now)

    def next(self, now: int) -> Send | Prepare | GroupLook | Sleep | Over | None:
        """What to do at this time; ``None`` when all that is left is on its way."""
        if self.deadline is not None and now >= self.deadline:
            self.stop(now)
        if self._over:
            return self._over.popleft()
        for item in self._unready:
            if item.due <= now:
                self._unready.remove(item)
                return Prepare(item)
        ready_at = self._ready_at(now)
        self.group.ask(now, submit=ready_at is not None and ready_at <= now)
        action = self.group.next(now)
        if isinstance(action, Ended):
            return self._ended(action)
        if isinstance(action, Sent):
            item = self._first()
            self._queue.remove(item)
            self.in_flight.take()
            return Send(item, action)
        if isinstance(action, GroupLook):
            return action
        if action is None and not self._queue and not self._unready:
            return None
        times = [now + (action.ms if action else _LONGEST_NAP_MS)]
        times += [ready_at] if ready_at is not None and ready_at > now else []
        times += [item.due for item in self._unready]
        times += [] if self.deadline is None else [self.deadline]
        return Sleep(max(min(times) - now, 1))

    def heard(self, now: int, send: Send, event: Answer | Failure | None) -> None:
        """What came of a request to the service, for those who share the budget."""
        if event is not None:
            self.group.submitted(now, send.sent, event)

    def accepted(self, item: Item, wait: Polling, now: int) -> None:
        """A request started a task."""
        self.in_flight.accepted(now)
        self._follow(item, wait, now)

    def paused(self, item: Item, ms: int, now: int) -> None:
        """A request was not sent, and is to be after a pause."""
        self.in_flight.gave_up()
        item.due = now + ms
        self._again(item)

    def taken(self, item: Item, now: int) -> None:
        """Another process has the key of a request: nothing was sent."""
        self.in_flight.gave_up()
        item.due = now
        self._unready.append(item)

    def refused(self, item: Item, error: ModellixError, now: int) -> None:
        """A request came to nothing, or nobody knows; after a limit it is sent again."""
        if isinstance(error, RateLimitError) and self._waits_on(item, now):
            if error.kind == "concurrency":
                self.in_flight.refused(now, error.retry_after_ms)
                item.due = now
            else:
                # The budget of the key is held; this is only for a service that says nothing.
                self.in_flight.gave_up()
                item.due = now + _FIRST_PAUSE_MS
            self._again(item)
            return
        self.in_flight.gave_up()
        self.over(item, error)

    def _waits_on(self, item: Item, now: int) -> bool:
        if item.refused_since is None:
            item.refused_since = now
        sendable = item.outgoing is not None and item.outgoing.rewindable()
        return sendable and now - item.refused_since < self._patience_ms

    def _again(self, item: Item) -> None:
        if self.stopped:
            self.over(item, not_sent())
        else:
            self._queue.append(item)

    def _ready_at(self, now: int) -> int | None:
        if not self._queue:
            return None
        room = self.in_flight.ready_at(now)
        return None if room is None else max(room, self._first().due)

    def _first(self) -> Item:
        """The request to be sent next: one that was sent back does not hold up the others."""
        return min(self._queue, key=lambda item: (item.due, item.index))

    def _follow(self, item: Item, wait: Polling, now: int) -> None:
        item.request = item.outgoing = None
        self._following.setdefault(wait.task_id, []).append(item)
        self.group.add(wait, now)
        if self.stopped:
            wait.stop(now)

    def _ended(self, ended: Ended) -> Over:
        for item in self._following.pop(ended.task_id):
            if isinstance(ended.outcome, TaskTimeoutError):
                self.in_flight.gave_up()
            else:
                self.in_flight.ended()
            self._over.append(Over(item, ended.outcome, ended.task_id))
        return self._over.popleft()


def not_sent() -> NotSubmittedError:
    """The outcome of a request whose turn did not come before the end of the call."""
    return NotSubmittedError(
        "the call ended before it was this request's turn; it was not sent", safe_to_retry=True
    )


def unknown_before(entry: JournalEntry) -> SubmissionOutcomeUnknownError:
    """The outcome of a request that was sent before, nobody knows with what success."""
    return SubmissionOutcomeUnknownError(
        f"the journal has an earlier submit of {entry.model} under this key, and nothing tells "
        f"whether it started a task; it was not sent again. Look at the tasks and charges in the "
        f"service's console: a task that is there can be waited for by its id, and a request that "
        f"was not started can be sent under another key",
        status=entry.status,
    )
