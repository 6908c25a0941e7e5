"""How long after its end a task is found finished, and what that costs, in simulated hours."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from modellix_client._spec import TASK

from contract_tests import counts
from contract_tests.polling.cases import Case, all_cases, some_cases
from contract_tests.polling.durations import DURATIONS
from contract_tests.polling.limiters import LIMITERS
from contract_tests.polling.pollers import Core
from contract_tests.polling.simulator import HOUR_MS, Process, Seen, Simulation
from contract_tests.polling.table import lines, text
from contract_tests.profile import count, profile

CASES = all_cases() if profile() == "long" else some_cases()


def check_manners(seen: Seen) -> None:
    """No task too often, no burst, hardly a refusal, nobody starved."""
    assert len(seen.refusals) <= 1
    for times in seen.reads.values():
        assert all(later - sooner >= TASK.min_delay_ms for sooner, later in pairwise(times))
    longest = max((b - a for times in seen.reads.values() for a, b in pairwise(times)), default=0)
    usual = HOUR_MS // len(seen.requests) * max(3, len(seen.reads))
    assert longest <= max(3 * usual, 60_000)


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=str)
def test_delay_of_one_process(case: Case) -> None:
    # Three tasks end about a hundred times an hour: too few for a mean to within a tenth.
    hours = count(1, 4) * (4 if case.tasks == 3 else 1)
    delays: list[int] = []
    for seed in range(hours):
        seen = case.run(seed=seed)
        check_manners(seen)
        delays += seen.delays
    counts.record("simulated polling hours", hours)
    assert len(delays) > 250
    assert sum(delays) / len(delays) / 1000 <= 1.10 * case.bound_s


@pytest.mark.slow
@pytest.mark.parametrize("case", some_cases()[:9:2], ids=str)
def test_submits_take_their_share_of_the_budget(case: Case) -> None:
    # Reads get what the submits leave of the limit, and the bound is that of what they get.
    seen = case.run(submits=True)
    check_manners(seen)
    rate = case.limit / 60 - seen.submits / (HOUR_MS / 1000)
    assert seen.submits >= len(seen.delays) > 80
    # Pairs of a read and a submit make the pace less even than the bound has it.
    assert seen.mean_delay_s <= 1.15 * (case.tasks / (2 * rate) + 0.15)


def uneven(random: Random) -> int:
    """From a fast line to one that stalls now and then; 364 ms on average."""
    return random.choice([20, 75, 75, 75, 200, 600, 1_500])


@pytest.mark.slow
@pytest.mark.parametrize("limiter", LIMITERS)
def test_an_uneven_line_costs_its_latency_and_no_refusals(limiter: str) -> None:
    key = LIMITERS[limiter](200, 17_000)
    processes = [Process(Core(), 20)]
    (seen,) = Simulation(key, DURATIONS["bimodal"], processes, one_way=uneven).run()
    assert len(seen.refusals) <= 1
    assert seen.mean_delay_s <= 1.10 * (20 / (2 * 200 / 60) + 2 * 0.364)


def test_the_table_shows_what_plain_polling_costs() -> None:
    rows = lines(some_cases()[6:7], length_ms=HOUR_MS // 4)
    (row,) = rows
    assert len(row.ours.refusals) <= 1 < len(row.fixed.refusals)
    assert row.ours.mean_delay_s < row.fixed.mean_delay_s
    assert row.ours.mean_delay_s < row.growing.mean_delay_s
    assert row.learnt_bound_s < row.learnt_delay_s < row.ours.mean_delay_s
    printed = text(rows).splitlines()
    assert len(printed) == 2
    assert str(len(row.fixed.refusals)) in printed[1]
