"""Waiting for many tasks at once, blocking.

One request is on its way at a time, so that nothing goes on when the caller stops.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ._core.polling import Done, Sleep
from ._group import Ended, Group
from ._noted import note_end
from ._runner_sync import SyncRunner
from ._task_fields import TaskFields, wanted_all
from ._together import Wanted, each_once
from .errors import ModellixError
from .models import TaskData
from .results import Result


class ManyTasks:
    """What ``client.tasks`` can do with many tasks at once."""

    def __init__(self, runner: SyncRunner) -> None:
        self._runner = runner

    def wait_all(
        self,
        tasks: Iterable[TaskFields | str],
        timeout: float | None = None,
        on_update: Callable[[TaskData], object] | None = None,
    ) -> list[Result | ModellixError]:
        """Wait for many tasks under one request budget; raises for none of them.

        Args:
            tasks: Tasks, or their ids.
            timeout: For how many seconds, counted for all together; 1800 when ``None``.
            on_update: Called with every reading of every task.

        Returns:
            What came of each, in the order of ``tasks``: its result, or the error that ``wait``
            would have raised.

        Raises:
            ConfigurationError: something that is no task id, or no number of seconds.
        """
        named = wanted_all(tasks)
        ends = dict(self._ends(named, timeout, on_update))
        return [ends[task.task_id] for task in named]

    def as_completed(
        self,
        tasks: Iterable[TaskFields | str],
        timeout: float | None = None,
        on_update: Callable[[TaskData], object] | None = None,
    ) -> Iterator[Result | ModellixError]:
        """Wait for many tasks; arguments as for ``wait_all``.

        Returns:
            What came of each, in the order in which they end: its result, or the error that
            ``wait`` would have raised; both have the ``task_id``. Whoever stops early stops
            the waiting, not the tasks.
        """
        ends = self._ends(wanted_all(tasks), timeout, on_update)
        return (outcome for _, outcome in ends)

    def _ends(
        self,
        tasks: Iterable[Wanted],
        timeout: float | None,
        on_update: Callable[[TaskData], object] | None,
    ) -> Iterator[tuple[str, Result | ModellixError]]:
        self._runner.engine.need_key()
        self._runner.engine.check_waiting(timeout, on_update)
        return _ends_of(self._runner, each_once(tasks), timeout, on_update)


def _ends_of(
    runner: SyncRunner,
    tasks: Mapping[str, Wanted],
    timeout: float | None,
    on_update: Callable[[TaskData], object] | None,
) -> Iterator[tuple[str, Result | ModellixError]]:
    """Each task with what came of it, in the order in which they end."""
    clock = runner.engine.clock
    waits = [
        runner.engine.polling(task.task_id, timeout, task.first_look, steady=True)
        for task in tasks.values()
    ]
    with Group(runner.engine.turns, waits, clock.now()) as group:
        while (action := group.next(clock.now())) is not None:
            if isinstance(action, Sleep):
                clock.sleep(action.ms)
            elif isinstance(action, Ended):
                task, outcome = tasks[action.task_id], action.outcome
                note_end(runner.engine.journal, task.task_id, outcome)
                if isinstance(outcome, Done):
                    yield task.task_id, Result(outcome.data, task.task_id, task.model, runner)
                else:
                    yield task.task_id, outcome
            else:
                event = runner.transport.exchange(action.request, budget_ms=action.budget_ms)
                state = group.receive(clock.now(), action, event)
                if state is not None:
                    task = tasks[action.task_id]
                    task.told(TaskData.from_dict(state), on_update)
