"""``map`` under asyncio or trio: the twin of _map_sync."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING

from anyio import to_thread

from ._carrier_async import AsyncCarrier
from ._core.polling import Done, Sleep
from ._group import GroupLook
from ._map_steps import Attempt, MapCall
from ._mapping import Over, Prepare, Send
from ._noted import note_end_async
from .errors import ModellixError
from .mapped import Mapped
from .models import TaskData
from .results import AsyncResult

if TYPE_CHECKING:
    from ._core.exchange import Answer, Failure
    from ._map_items import Item
    from ._runner_async import AsyncRunner
    from ._sending import Sending

Outcomes = AsyncIterator[Mapped[AsyncResult | ModellixError]]


class AsyncMap:
    """Carries one call of ``map`` out.

    Args:
        runner: The client's.
        call: The arguments and the state.
        sending: What every submit takes besides the request.
        on_update: Told every reading of every task.
    """

    def __init__(
        self,
        runner: AsyncRunner,
        call: MapCall,
        sending: Sending,
        on_update: Callable[[TaskData], object] | None,
    ) -> None:
        self._runner = runner
        self._call = call
        self._sending = sending
        self._on_update = on_update
        self._carrier: AsyncCarrier[Send | GroupLook, Attempt | Answer | Failure]
        self._carrier = AsyncCarrier(runner.engine.clock)

    async def outcomes(self) -> Outcomes:
        """What came of each request, in the order in which they end.

        Nothing is on its way while the caller is elsewhere.
        """
        with self._call.mapping.group, self._call.noting():
            while (over := await self._carrier.within(self._next)) is not None:
                yield await self._told(over)

    async def all(self) -> list[Mapped[AsyncResult | ModellixError]]:
        """The same, all together."""
        with self._call.mapping.group, self._call.noting():
            return await self._carrier.within(self._all)

    async def _all(self) -> list[Mapped[AsyncResult | ModellixError]]:
        found: list[Mapped[AsyncResult | ModellixError]] = []
        while (over := await self._next()) is not None:
            found.append(await self._told(over))
        return found

    async def _next(self) -> Over | None:
        """What came of the next request; ``None`` when there is none left."""
        mapping, clock, carrier = self._call.mapping, self._runner.engine.clock, self._carrier
        while True:
            for name, value, at in carrier.collect():
                await self._heard(name, value, at)
            while mapping.wants_more():
                item = self._call.read()
                if item is not None:
                    await self._prepare(item)
            if carrier.full:
                await carrier.wait(1_000)
                continue
            action = mapping.next(clock.now())
            if isinstance(action, Over):
                return action
            if isinstance(action, Sleep):
                await carrier.wait(action.ms)
            elif isinstance(action, Prepare):
                await self._prepare(action.item)
            elif action is not None:
                await self._start(action)
            elif carrier.busy:
                await carrier.wait(1_000)
            else:
                return None

    async def _prepare(self, item: Item) -> None:
        """Look the key up, and make the request ready if it is free."""
        engine, mapping = self._runner.engine, self._call.mapping
        try:
            if item.key is not None and engine.journal is not None:
                entry = await to_thread.run_sync(engine.journal.look, item.key)
                if entry is not None:
                    self._call.known(item, entry)
                    return
            if item.outgoing is None:
                draft = engine.draft(self._call.model, item.request, self._sending)
                for _ in draft.examine():
                    # A moment for the rest of the event loop: large text takes its time.
                    await engine.clock.asleep(0)
                item.outgoing = engine.outgoing(draft, self._sending)
            mapping.ready(item)
        except ModellixError as error:
            mapping.over(item, error)

    async def _start(self, action: Send | GroupLook) -> None:
        if isinstance(action, Send):
            await self._carrier.start(action, lambda: self._submit(action.item))
        else:
            transport = self._runner.transport
            await self._carrier.start(
                action, lambda: transport.exchange(action.request, budget_ms=action.budget_ms)
            )

    async def _submit(self, item: Item) -> Attempt:
        """Send a request once; the journal has what came of it when this returns."""
        engine, outgoing = self._runner.engine, item.outgoing
        assert outgoing is not None  # noqa: S101 (it was made ready)
        try:
            transport = self._runner.transport
            async with engine.noted(self._call.model, item.key) as noted:
                if noted.taken is not None:
                    return Attempt(None, None)
                noted.request = request = outgoing.request()
                event = await transport.exchange(
                    request,
                    timeout_ms=outgoing.timeout_ms,
                    budget_ms=outgoing.budget_ms(engine.clock.now()),
                )
                return self._call.judge(outgoing, noted, event)
        except ModellixError as error:
            return Attempt(None, error)

    async def _heard(
        self, name: Send | GroupLook, value: Attempt | Answer | Failure, at: int
    ) -> None:
        if isinstance(value, Attempt):
            if isinstance(name, Send):
                self._call.receive(name, value, at)
        elif isinstance(name, GroupLook):
            state = self._call.mapping.group.receive(at, name, value)
            if state is not None and self._on_update is not None:
                told = self._on_update(TaskData.from_dict(state))
                if isinstance(told, Awaitable):
                    await told

    async def _told(self, over: Over) -> Mapped[AsyncResult | ModellixError]:
        outcome = over.outcome
        if over.task_id is not None:
            await note_end_async(self._runner.engine.journal, over.task_id, outcome)
        if isinstance(outcome, Done):
            told: AsyncResult | ModellixError = AsyncResult(
                outcome.data, over.task_id or "", self._call.model, self._runner
            )
        else:
            told = outcome
        return Mapped(over.item.index, over.item.key, told)
