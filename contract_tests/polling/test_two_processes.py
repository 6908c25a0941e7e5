"""A second process on the same key: noticed, and settled with within a minute."""

from __future__ import annotations

from bisect import bisect_right

import pytest

from contract_tests import counts
from contract_tests.polling.durations import DURATIONS
from contract_tests.polling.limiters import LIMITERS, MINUTE_MS
from contract_tests.polling.pollers import Core
from contract_tests.polling.simulator import Process, Simulation
from contract_tests.profile import count

_PHASE_MS = 17_000
_LATER_MS = 12 * MINUTE_MS
STARTS = [0, 600_000, *(600_000 + step * 7_000 for step in range(1, count(3, 9)))]


def busiest_minute(times: list[int]) -> int:
    """The most requests in any minute, wherever it begins."""
    times = sorted(times)
    return max(index - bisect_right(times, at - MINUTE_MS) + 1 for index, at in enumerate(times))


@pytest.mark.slow
@pytest.mark.parametrize("limiter", LIMITERS)
@pytest.mark.parametrize(("tasks", "limit"), [(10, 100), (30, 100), (20, 200), (100, 1_000)])
def test_two_processes_settle(tasks: int, limit: int, limiter: str) -> None:
    starts = STARTS if limit < 1_000 else STARTS[: count(1, 99)]
    for start in starts:
        processes = [Process(Core(), tasks), Process(Core(), tasks, start)]
        key = LIMITERS[limiter](limit, _PHASE_MS)
        end = start + _LATER_MS
        seen = Simulation(key, DURATIONS["lognormal 0.4"], processes).run(end)
        counts.record("two processes on one key", 1)
        settled = start + MINUTE_MS
        assert [at for one in seen for at in one.refusals if at > settled] == []
        assert sum(len(one.refusals) for one in seen) <= 2
        later = [[at for at in one.requests if at > settled] for one in seen]
        # A bucket that has filled up may be drawn on; the windows hold in every minute.
        allowance = 1.25 if limiter == "token bucket" else 1.05
        assert busiest_minute(later[0] + later[1]) <= allowance * limit
        fair = limit * (end - settled) // MINUTE_MS
        assert min(len(times) for times in later) >= 0.42 * fair


@pytest.mark.slow
@pytest.mark.parametrize("limiter", LIMITERS)
def test_of_three_processes_none_is_starved(limiter: str) -> None:
    processes = [Process(Core(), 10, start * 600_000) for start in range(3)]
    key = LIMITERS[limiter](100, _PHASE_MS)
    seen = Simulation(key, DURATIONS["lognormal 0.8"], processes).run(3_600_000)
    late = [len([at for at in one.requests if at > 1_800_000]) / 30 for one in seen]
    assert min(late) >= 15
    assert 80 <= sum(late) <= 110
    assert sum(len(one.refusals) for one in seen) <= 60


@pytest.mark.slow
@pytest.mark.parametrize("limiter", LIMITERS)
def test_what_a_neighbour_leaves_is_used_again(limiter: str) -> None:
    # The second process has one task and needs little: the first one gets the rest.
    first, second = Process(Core(), 20), Process(Core(), 1, 300_000)
    key = LIMITERS[limiter](100, _PHASE_MS)
    seen = Simulation(key, DURATIONS["bimodal"], [first, second]).run(1_200_000)
    assert sum(len(one.refusals) for one in seen) <= 2
    late = [sum(at > 600_000 for at in one.requests) / 10 for one in seen]
    assert sum(late) >= 85
