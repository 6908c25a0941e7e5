"""Waiting for many tasks at once, asynchronous.

Nothing is on its way while the caller of an iterator is elsewhere.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from functools import partial
from typing import Final

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
        ends = {key: outcome async for key, outcome in self._ends(named, timeout, on_update)}
        return [ends[task.task_id] for task in named]

    def as_completed(
        self,
        tasks: Iterable[TaskFields | str],
        timeout: float | None = None,
        on_update: Callable[[TaskData], object] | None = None,
    ) -> AsyncIterator[AsyncResult | ModellixError]:
        """Wait for many tasks, for ``async for``; see `ManyTasks.as_completed`."""
        ends = self._ends(wanted_all(tasks), timeout, on_update)
        return (outcome async for _, outcome in ends)

    def _ends(
        self,
        tasks: Iterable[Wanted],
        timeout: float | None,
        on_update: Callable[[TaskData], object] | None,
    ) -> AsyncIterator[tuple[str, AsyncResult | ModellixError]]:
        self._runner.engine.need_key()
        self._runner.engine.check_waiting(timeout, on_update)
        return _ends_of(self._runner, each_once(tasks), timeout, on_update)


async def _ends_of(
    runner: AsyncRunner,
    tasks: Mapping[str, Wanted],
    timeout: float | None,
    on_update: Callable[[TaskData], object] | None,
) -> AsyncIterator[tuple[str, AsyncResult | ModellixError]]:
    """Each task with what came of it, in the order in which they end."""
    clock = runner.engine.clock
    waits = [
        runner.engine.polling(task.task_id, timeout, task.first_look, model=task.model, steady=True)
        for task in tasks.values()
    ]
    carrier: AsyncCarrier[GroupLook, Answer | Failure] = AsyncCarrier(clock)
    with Group(runner.engine.turns, waits, clock.now()) as group:
        while True:
            ended = await carrier.within(lambda: _next(runner, tasks, group, carrier, on_update))
            if ended is None:
                return
            task, outcome = tasks[ended.task_id], ended.outcome
            await note_end_async(runner.engine.journal, task.task_id, outcome)
            if isinstance(outcome, Done):
                yield task.task_id, AsyncResult(outcome.data, task.task_id, task.model, runner)
            else:
                yield task.task_id, outcome


async def _next(
    runner: AsyncRunner,
    tasks: Mapping[str, Wanted],
    group: Group,
    carrier: AsyncCarrier[GroupLook, Answer | Failure],
    on_update: Callable[[TaskData], object] | None,
) -> Ended | None:
    """The next task that ends; ``None`` when none is left."""
    clock = runner.engine.clock
    while True:
        for look, event, at in carrier.collect():
            state = group.receive(at, look, event)
            if state is not None:
                told = tasks[look.task_id].told(TaskData.from_dict(state), on_update)
                if isinstance(told, Awaitable):
                    await told
        if carrier.full:
            await carrier.wait(_NAP_MS)
            continue
        action = group.next(clock.now())
        if isinstance(action, Sleep):
            await carrier.wait(action.ms)
        elif isinstance(action, Ended):
            return action
        elif isinstance(action, GroupLook):
            await carrier.start(action, partial(_look, runner, action))
        elif carrier.busy:
            await carrier.wait(_NAP_MS)
        else:
            return None


async def _look(runner: AsyncRunner, look: GroupLook) -> Answer | Failure:
    return await runner.transport.exchange(look.request, budget_ms=look.budget_ms)
