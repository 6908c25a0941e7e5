"""Waiting for many tasks at once, blocking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Final

from ._carrier_sync import Carrier
from ._clock import Stop
from ._core.exchange import Answer, Failure
from ._core.polling import Done, Sleep
from ._group import Ended, Group, GroupLook
from ._noted import note_end
from ._runner_sync import SyncRunner
from ._task_fields import TaskFields, wanted_all
from ._together import Wanted, each_once
from .errors import ModellixError
from .models import TaskData
from .results import Result

_NAP_MS: Final = 1_000


class ManyTasks:
    """What ``client.tasks`` can do with many tasks at once."""

    def __init__(self, runner: SyncRunner) -> None:
        self._runner = runner

    def wait_all(
        self,
        tasks: Iterable[TaskFields | str],
        timeout: float | None = None,
        on_update: Callable[[TaskData], object] | None = None,
        stop: Stop | None = None,
    ) -> list[Result | ModellixError]:
        """Wait for many tasks under one request budget; raises for none of them.

        Args:
            tasks: Tasks, or their ids.
            timeout: For how many seconds, counted for all together; 1800 when ``None``.
            on_update: Called with every reading of every task.
            stop: Such as a ``threading.Event``: the waiting ends soon after it is set, with a
                ``TaskTimeoutError`` for each task that is not finished.

        Returns:
            What came of each, in the order of ``tasks``: its result, or the error that ``wait``
            would have raised.

        Raises:
            ConfigurationError: something that is no task id, or no number of seconds.
        """
        named = wanted_all(tasks)
        ends = dict(self._ends(named, timeout, on_update, stop))
        return [ends[task.task_id] for task in named]

    def as_completed(
        self,
        tasks: Iterable[TaskFields | str],
        timeout: float | None = None,
        on_update: Callable[[TaskData], object] | None = None,
        stop: Stop | None = None,
    ) -> Iterator[Result | ModellixError]:
        """Wait for many tasks; arguments as for ``wait_all``.

        Returns:
            What came of each, in the order in which they end: its result, or the error that
            ``wait`` would have raised; both have the ``task_id``. Whoever stops early stops
            the waiting, not the tasks.
        """
        ends = self._ends(wanted_all(tasks), timeout, on_update, stop)
        return (outcome for _, outcome in ends)

    def _ends(
        self,
        tasks: Iterable[Wanted],
        timeout: float | None,
        on_update: Callable[[TaskData], object] | None,
        stop: Stop | None,
    ) -> Iterator[tuple[str, Result | ModellixError]]:
        self._runner.engine.need_key()
        self._runner.engine.check_waiting(timeout, on_update)
        return _ends_of(self._runner, each_once(tasks), timeout, on_update, stop)


def _ends_of(
    runner: SyncRunner,
    tasks: Mapping[str, Wanted],
    timeout: float | None,
    on_update: Callable[[TaskData], object] | None,
    stop: Stop | None,
) -> Iterator[tuple[str, Result | ModellixError]]:
    """Each task with what came of it, in the order in which they end."""
    clock = runner.engine.clock
    waits = [
        runner.engine.polling(task.task_id, timeout, task.first_look, model=task.model, steady=True)
        for task in tasks.values()
    ]
    carrier: Carrier[GroupLook, Answer | Failure] = Carrier(clock, stop)
    with Group(runner.engine.turns, waits, clock.now()) as group, carrier:
        while True:
            for look, event, at in carrier.collect():
                state = group.receive(at, look, event)
                if state is not None:
                    tasks[look.task_id].told(state, on_update)
            if stop is not None and stop.is_set():
                group.stop(clock.now())
            if carrier.full:
                carrier.wait(_NAP_MS)
                continue
            action = group.next(clock.now())
            if isinstance(action, Sleep):
                carrier.wait(action.ms)
            elif isinstance(action, Ended):
                task, outcome = tasks[action.task_id], action.outcome
                note_end(runner.engine.journal, task.task_id, outcome)
                if isinstance(outcome, Done):
                    yield task.task_id, Result(outcome.data, task.task_id, task.model, runner)
                else:
                    yield task.task_id, outcome
            elif isinstance(action, GroupLook):
                carrier.start(action, partial(_look, runner, action))
            elif carrier.busy:
                carrier.wait(_NAP_MS)
            else:
                return


def _look(runner: SyncRunner, look: GroupLook) -> Answer | Failure:
    return runner.transport.exchange(look.request, budget_ms=look.budget_ms)
