"""Waiting for many tasks at once, asynchronous.

One request is on its way at a time, so that nothing goes on when the caller stops.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping

from ._core.polling import Done, Sleep
from ._group import Ended, Group
from ._noted import note_end_async
from ._runner_async import AsyncRunner
from ._task_fields import TaskFields, wanted_all
from ._together import Wanted, each_once
from .errors import ModellixError
from .models import TaskData
from .results import AsyncResult


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
        runner.engine.polling(task.task_id, timeout, task.first_look, steady=True)
        for task in tasks.values()
    ]
    with Group(runner.engine.turns, waits, clock.now()) as group:
        while (action := group.next(clock.now())) is not None:
            if isinstance(action, Sleep):
                await clock.asleep(action.ms)
            elif isinstance(action, Ended):
                task, outcome = tasks[action.task_id], action.outcome
                await note_end_async(runner.engine.journal, task.task_id, outcome)
                if isinstance(outcome, Done):
                    yield task.task_id, AsyncResult(outcome.data, task.task_id, task.model, runner)
                else:
                    yield task.task_id, outcome
            else:
                event = await runner.transport.exchange(action.request, budget_ms=action.budget_ms)
                state = group.receive(clock.now(), action, event)
                if state is not None:
                    task = tasks[action.task_id]
                    told = task.told(TaskData.from_dict(state), on_update)
                    if isinstance(told, Awaitable):
                        await told
