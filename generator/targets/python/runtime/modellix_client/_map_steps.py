"""The steps of ``map`` that the blocking and the asynchronous shell have in common."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from ._core.in_flight import MOST, InFlight
from ._core.polling import Polling
from ._core.submission import Accepted
from ._group import Group
from ._map_items import Item, Items, Keys, checked_most
from ._mapping import Mapping, Send, not_sent
from ._settings import milliseconds
from ._spec import TASK
from .errors import ConfigurationError, ModellixError, NotSubmittedError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from ._core.exchange import Answer, Failure
    from ._core.journal import JournalEntry
    from ._engine import Engine
    from ._noted import Noted
    from ._outgoing import Outgoing

_MOST_NAMED: Final = 100


class Attempt:
    """What came of sending a request once.

    Attributes:
        event: The answer, or that there was none; ``None`` when nothing was sent.
        verdict: The task, the error, for how many milliseconds to pause before it is sent again,
            or ``None`` when another process has its key.
    """

    __slots__ = ("event", "verdict")

    def __init__(
        self, event: Answer | Failure | None, verdict: Accepted | ModellixError | int | None
    ) -> None:
        self.event = event
        self.verdict = verdict


class MapCall:
    """One call of ``map``: its arguments, checked, and its state.

    Args:
        engine: The client's.
        model: The model's id.
        requests: The caller's.
        key: A function from a request to its key, or the keys.
        max_in_flight: How many tasks there may be at once.
        timeout: Seconds for the call as a whole.
        wait_timeout: Seconds for each task from its start.
        on_update: Told every reading of every task.

    Raises:
        ConfigurationError: what cannot be used of these; nothing was sent.
    """

    def __init__(
        self,
        engine: Engine,
        model: str,
        requests: Iterable[object],
        *,
        key: Keys | None,
        max_in_flight: int | None,
        timeout: float | None,
        wait_timeout: float | None,
        on_update: object,
    ) -> None:
        engine.need_key()
        engine.check_waiting(wait_timeout, on_update)
        self.engine = engine
        self.model = model
        self.items = Items(requests, key)
        self._wait_ms = TASK.wait_timeout_ms
        if wait_timeout is not None:
            self._wait_ms = milliseconds("wait_timeout", wait_timeout)
        limit = None if timeout is None else milliseconds("timeout", timeout)
        now = engine.clock.now()
        self._deadline = None if limit is None else now + limit
        self.mapping = Mapping(
            Group(engine.turns, (), now),
            InFlight(checked_most(max_in_flight, MOST)),
            self._deadline,
            patience_ms=self._wait_ms,
            finite=self.items.finite,
        )

    def read(self) -> Item | None:
        """The next request that is to be prepared, if there is one now."""
        found = self.items.read()
        if found is None:
            self.mapping.exhausted = True
        elif not isinstance(found, Item):
            self.mapping.over(*found)
        elif self.mapping.stopped:
            self.mapping.over(found, not_sent())
        else:
            return found
        return None

    def known(self, item: Item, entry: JournalEntry) -> None:
        """What follows from an earlier submit under the same key."""
        now = self.engine.clock.now()
        if entry.model not in {"", self.model}:
            self.mapping.over(
                item,
                ConfigurationError(
                    f"the journal has the key of request {item.index} for the model "
                    f"{entry.model}; it was not sent"
                ),
            )
        elif entry.task_id is not None:
            self.mapping.follow(item, self.wait(entry.task_id), now)
        else:
            age = time.time_ns() // 1_000_000 - entry.at_ms
            self.mapping.open(item, entry, age, now)

    def wait(self, task_id: str, first_look: int | None = None) -> Polling:
        """The wait for a task that begins now."""
        now = self.engine.clock.now()
        limit = self._wait_ms if self._deadline is None else self._deadline - now
        return Polling(
            TASK,
            task_id,
            now=now,
            timeout_ms=max(min(limit, self._wait_ms), 0),
            first_look=first_look,
            lifetime=self.engine.lifetime(self.model, first_look, now),
            steady=True,
        )

    def judge(self, outgoing: Outgoing, noted: Noted, event: Answer | Failure) -> Attempt:
        """What an answer proves; within the block that notes it."""
        try:
            verdict = outgoing.receive(self.engine.clock.now(), event)
        except ModellixError as error:
            noted.verdict = error
            return Attempt(event, error)
        noted.verdict = verdict if isinstance(verdict, Accepted) else NotSubmittedError()
        return Attempt(event, verdict)

    @contextmanager
    def noting(self) -> Generator[None]:
        """Tell whoever sees an exception which tasks go on: they are paid, and can be found."""
        try:
            yield
        except GeneratorExit:
            raise
        except BaseException as error:
            if found := self.mapping.task_ids:
                more = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
                error.add_note(
                    f"these tasks go on at the service: {', '.join(found[:_MOST_NAMED])}{more}; "
                    f"client.tasks.wait_all waits on for them"
                )
            raise

    def receive(self, send: Send, attempt: Attempt, at: int) -> None:
        """Take in what came of sending a request."""
        mapping, item, verdict = self.mapping, send.item, attempt.verdict
        mapping.heard(at, send, attempt.event)
        if verdict is None:
            mapping.taken(item, at)
        elif isinstance(verdict, Accepted):
            mapping.accepted(item, self.wait(verdict.task_id, self.engine.first_look()), at)
        elif isinstance(verdict, int):
            mapping.paused(item, verdict, at)
        else:
            mapping.refused(item, verdict, at)
