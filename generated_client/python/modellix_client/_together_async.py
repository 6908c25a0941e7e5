"""Waiting for many tasks at once, asynchronous.

Nothing is on its way while the caller of an iterator is elsewhere.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from functools import partial
from typing import Final, TypeAlias

from ._carrier_async import AsyncCarrier
from ._core.exchange import Answer, Failure
from ._core.polling import Done, Sleep
from ._group import Ended, Group, GroupLook
from ._noted import note_end_async
from ._runner_async import AsyncRunner
from ._task_fields import TaskFields, wanted_all
from ._together import Wanted, each_once
from .errors import ModellixError
from .models import TaskData
from .results import AsyncResult

_NAP_MS: Final = 1_000
Outcome: TypeAlias = AsyncResult | ModellixError


class AsyncManyTasks:
    """What ``client.tasks`` can do with many tasks at once."""

    def __init__(self, runner: AsyncRunner) -> None:
        self._runner = runner

    async def wait_all(
        self,
        tasks: Iterable[TaskFields | str],
        timeout: float | None = None,
        on_update: Callable[[TaskData], object] | None = None,
    ) -> list[AsyncResult | ModellixError]:
        """Wait for many tasks under one request budget; see `ManyTasks.wait_all`."""
        named = wanted_all(tasks)
        self._check(timeout, on_update)
        ends = await _Ends(self._runner, each_once(named), timeout, on_update).all()
        return [ends[task.task_id] for task in named]

    def as_completed(
        self,
        tasks: Iterable[TaskFields | str],
        timeout: float | None = None,
        on_update: Callable[[TaskData], object] | None = None,
    ) -> AsyncIterator[AsyncResult | ModellixError]:
        """Wait for many tasks, for ``async for``; see `ManyTasks.as_completed`."""
        named = each_once(wanted_all(tasks))
        self._check(timeout, on_update)
        return _Ends(self._runner, named, timeout, on_update).one_by_one()

    def _check(self, timeout: float | None, on_update: object) -> None:
        self._runner.engine.need_key()
        self._runner.engine.check_waiting(timeout, on_update)


class _Ends:
    """Each task with what comes of it."""

    def __init__(
        self,
        runner: AsyncRunner,
        tasks: Mapping[str, Wanted],
        timeout: float | None,
        on_update: Callable[[TaskData], object] | None,
    ) -> None:
        engine = runner.engine
        waits = [
            engine.polling(task.task_id, timeout, task.first_look, model=task.model, steady=True)
            for task in tasks.values()
        ]
        self._runner = runner
        self._tasks = tasks
        self._on_update = on_update
        self._carrier: AsyncCarrier[GroupLook, Answer | Failure] = AsyncCarrier(engine.clock)
        self._group = Group(engine.turns, waits, engine.clock.now())

    async def all(self) -> dict[str, Outcome]:
        """All of them, by task."""
        with self._group:
            return await self._carrier.within(self._all)

    async def one_by_one(self) -> AsyncIterator[Outcome]:
        """In the order in which they end; nothing is on its way while the caller is elsewhere."""
        with self._group:
            while (ended := await self._carrier.within(self._next)) is not None:
                yield await self._told(ended)

    async def _all(self) -> dict[str, Outcome]:
        found: dict[str, Outcome] = {}
        while (ended := await self._next()) is not None:
            found[ended.task_id] = await self._told(ended)
        return found

    async def _told(self, ended: Ended) -> Outcome:
        task, outcome = self._tasks[ended.task_id], ended.outcome
        await note_end_async(self._runner.engine.journal, task.task_id, outcome)
        if isinstance(outcome, Done):
            return AsyncResult(outcome.data, task.task_id, task.model, self._runner)
        return outcome

    async def _next(self) -> Ended | None:
        """The next task that ends; ``None`` when none is left."""
        clock, carrier = self._runner.engine.clock, self._carrier
        while True:
            for look, event, at in carrier.collect():
                state = self._group.receive(at, look, event)
                if state is not None:
                    task = self._tasks[look.task_id]
                    told = task.told(state, self._on_update)
                    if isinstance(told, Awaitable):
                        await told
            if carrier.full:
                await carrier.wait(_NAP_MS)
                continue
            action = self._group.next(clock.now())
            if isinstance(action, Sleep):
                await carrier.wait(action.ms)
            elif isinstance(action, Ended):
                return action
            elif isinstance(action, GroupLook):
                await carrier.start(action, partial(self._look, action))
            elif carrier.busy:
                await carrier.wait(_NAP_MS)
            else:
                return None

    async def _look(self, look: GroupLook) -> Answer | Failure:
        return await self._runner.transport.exchange(look.request, budget_ms=look.budget_ms)
