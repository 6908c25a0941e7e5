"""``map``, blocking: many requests of one model, a bounded number of tasks at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ._carrier_sync import Carrier
from ._core.polling import Done, Sleep
from ._group import GroupLook
from ._map_steps import Attempt, MapCall
from ._mapping import Over, Prepare, Send
from ._noted import note_end
from .errors import ModellixError
from .mapped import Mapped
from .models import TaskData
from .results import Result

if TYPE_CHECKING:
    from ._clock import Stop
    from ._core.exchange import Answer, Failure
    from ._map_items import Item
    from ._runner_sync import SyncRunner
    from ._sending import Sending

Outcomes = Iterator[Mapped[Result | ModellixError]]


class SyncMap:
    """Carries one call of ``map`` out.

    Args:
        runner: The client's.
        call: The arguments and the state.
        sending: What every submit takes besides the request.
        on_update: Told every reading of every task.
        stop: Ends the call when it is set.
    """

    def __init__(
        self,
        runner: SyncRunner,
        call: MapCall,
        sending: Sending,
        on_update: Callable[[TaskData], object] | None,
        stop: Stop | None,
    ) -> None:
        self._runner = runner
        self._call = call
        self._sending = sending
        self._on_update = on_update
        self._stop = stop

    def outcomes(self) -> Outcomes:
        """What came of each request, in the order in which they end."""
        mapping, clock = self._call.mapping, self._runner.engine.clock
        carrier: Carrier[Send | GroupLook, Attempt | Answer | Failure] = Carrier(clock, self._stop)
        with mapping.group, self._call.noting(), carrier:
            while True:
                for name, value, at in carrier.collect():
                    self._heard(name, value, at)
                if self._stop is not None and self._stop.is_set():
                    mapping.stop(clock.now())
                while mapping.wants_more():
                    item = self._call.read()
                    if item is not None:
                        self._prepare(item)
                if carrier.full:
                    carrier.wait(1_000)
                    continue
                action = mapping.next(clock.now())
                if isinstance(action, Over):
                    yield self._told(action)
                elif isinstance(action, Sleep):
                    carrier.wait(action.ms)
                elif isinstance(action, Prepare):
                    self._prepare(action.item)
                elif action is not None:
                    self._start(carrier, action)
                elif carrier.busy:
                    carrier.wait(1_000)
                else:
                    return

    def _prepare(self, item: Item) -> None:
        """Look the key up, and make the request ready if it is free."""
        engine, mapping = self._runner.engine, self._call.mapping
        try:
            if item.key is not None and engine.journal is not None:
                entry = engine.journal.look(item.key)
                if entry is not None:
                    self._call.known(item, entry)
                    return
            if item.outgoing is None:
                draft = engine.draft(self._call.model, item.request, self._sending)
                item.outgoing = engine.outgoing(draft, self._sending)
            mapping.ready(item)
        except ModellixError as error:
            mapping.over(item, error)

    def _start(
        self,
        carrier: Carrier[Send | GroupLook, Attempt | Answer | Failure],
        action: Send | GroupLook,
    ) -> None:
        if isinstance(action, Send):
            carrier.start(action, lambda: self._submit(action.item))
        else:
            transport = self._runner.transport
            carrier.start(
                action, lambda: transport.exchange(action.request, budget_ms=action.budget_ms)
            )

    def _submit(self, item: Item) -> Attempt:
        """Send a request once; the journal has what came of it when this returns."""
        engine, outgoing = self._runner.engine, item.outgoing
        assert outgoing is not None  # noqa: S101 (it was made ready)
        try:
            transport = self._runner.transport
            with engine.noted(self._call.model, item.key) as noted:
                if noted.taken is not None:
                    return Attempt(None, None)
                noted.request = request = outgoing.request()
                event = transport.exchange(
                    request,
                    timeout_ms=outgoing.timeout_ms,
                    budget_ms=outgoing.budget_ms(engine.clock.now()),
                )
                return self._call.judge(outgoing, noted, event)
        except ModellixError as error:
            return Attempt(None, error)

    def _heard(self, name: Send | GroupLook, value: Attempt | Answer | Failure, at: int) -> None:
        if isinstance(value, Attempt):
            if isinstance(name, Send):
                self._call.receive(name, value, at)
        elif isinstance(name, GroupLook):
            state = self._call.mapping.group.receive(at, name, value)
            if state is not None and self._on_update is not None:
                self._on_update(TaskData.from_dict(state))

    def _told(self, over: Over) -> Mapped[Result | ModellixError]:
        outcome = over.outcome
        if over.task_id is not None:
            note_end(self._runner.engine.journal, over.task_id, outcome)
        if isinstance(outcome, Done):
            told: Result | ModellixError = Result(
                outcome.data, over.task_id or "", self._call.model, self._runner
            )
        else:
            told = outcome
        return Mapped(over.item.index, over.item.key, told)
