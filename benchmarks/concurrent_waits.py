"""A hundred tasks waited for at the same time: one shared budget beside a loop for each."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial

from benchmarks.measure import Row
from benchmarks.processes import Figures, Worker, candidates

_A_FULL_RUN = 5
_TASKS = 100  # of which each is read once in six seconds under 1,000 requests a minute
_BOUND_S = _TASKS / (2 * 1_000 / 60)
_AIM = 1.10
# All tasks at the same moments, or one after the other: what goes out by the hundred runs warm.
_LOOPS = {"httpx": "httpx, a loop a task", "httpx, spread": "httpx, a loop a task, spread evenly"}


def rows(rounds: int) -> Iterator[Row]:
    """Real time, so that one round has to do: it takes a minute or two."""
    full = rounds >= _A_FULL_RUN
    workers: dict[str, Worker] = {}
    with ExitStack() as stack:
        for name in ("ours", *_LOOPS):  # a service for each, which counts its requests
            alone = candidates("concurrent_waits", [name], make=full)
            workers |= stack.enter_context(alone)
        with ThreadPoolExecutor() as pool:  # CPU time is each process's own
            run = partial(_waited, tasks=_TASKS if full else 3)
            figures = dict(zip(workers, pool.map(run, workers.values()), strict=True))
        version = workers["httpx"].version
    ours = figures["ours"]
    what = f"{_TASKS} tasks waited for at once"
    for key, unit, label in (
        ("requests", "", "requests sent"),
        ("cpu", "ms", "CPU time a request"),
        ("delay", "s", "mean delay"),
    ):
        for name, shown in _LOOPS.items():
            yield Row(
                f"{what}: {label}",
                ours[key],
                figures[name][key],
                shown,
                version,
                ours[key] / figures[name][key],
                0.0,
                unit or "requests",
                None,
            )
    delay = ours["delay"]
    bound = f"N/2R, {_TASKS} tasks all the time"
    yield Row(f"{what}: mean delay", delay, _BOUND_S, bound, "", delay / _BOUND_S, 0.0, "s", _AIM)


def _waited(worker: Worker, tasks: int) -> Figures:
    return worker.run(tasks)
