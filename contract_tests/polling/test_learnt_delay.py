"""What learnt durations are worth, in simulated hours, and that they cost little when wrong."""

from __future__ import annotations

from random import Random

import pytest
from modellix_client._core.durations import Durations

from contract_tests import counts
from contract_tests.polling.cases import SETTINGS, Case
from contract_tests.polling.durations import DURATIONS, Draw, lognormal
from contract_tests.polling.hazards import CURVES, Exact, rho
from contract_tests.polling.limiters import LIMITERS
from contract_tests.polling.pollers import Core
from contract_tests.profile import count, profile

FIRST = 20  # tasks, from which durations are learnt
LONG = profile() == "long"
LIMITER = list(LIMITERS)
PRIORS: dict[str, Draw] = {
    "too short": lognormal(0.2, 45_000),
    "too long": lognormal(0.2, 180_000),
    "too sharp": lognormal(0.05, 110_000),
    "two where there is one": DURATIONS["bimodal"],
    "of no shape": DURATIONS["exponential"],
}


def mean_s(case: Case, core: Core, seed: int, first: int = 0) -> tuple[float, int]:
    """The sum of the delays after the first ones, in seconds, and how many they are."""
    seen = case.run(core, seed=seed)
    assert len(seen.refusals) <= 1
    delays = seen.delays[first:]
    return sum(delays) / 1000, len(delays)


def pooled(parts: list[tuple[float, int]]) -> float:
    return sum(part for part, _ in parts) / sum(number for _, number in parts)


def hours(tasks: int) -> int:
    """As many as it takes for a mean of the waiting times to be near the true one."""
    return count(1, 4) * {3: 4, 10: 2}.get(tasks, 1)


@pytest.mark.slow
@pytest.mark.parametrize("durations", CURVES)
@pytest.mark.parametrize(("tasks", "limit"), SETTINGS if LONG else SETTINGS[:4])
def test_delay_with_learnt_durations(tasks: int, limit: int, durations: str) -> None:
    learnt, exact = [], []
    for seed in range(hours(tasks)):
        case = Case(tasks, limit, durations, LIMITER[seed % 3])
        learnt.append(mean_s(case, Core(Durations()), seed, FIRST))
        exact.append(mean_s(case, Core(Exact(durations)), seed, FIRST))
        counts.record("simulated hours with learnt durations", 1)
    bound = rho(durations) * tasks / (2 * limit / 60) + 0.15
    # Where tasks are few or end nearly together, the bound of evenly spread reads is out of
    # reach even for one who knows the durations exactly: then that is what to come near to.
    assert pooled(learnt) <= max(1.25 * bound, 1.2 * pooled(exact))


def taught(prior: Draw, seed: int) -> Durations:
    random = Random(seed)  # noqa: S311 (a simulation, no secret)
    known = Durations()
    for _ in range(40):
        known.learn(prior(random))
    return known


@pytest.mark.slow
@pytest.mark.parametrize("durations", ["lognormal 0.4", "lognormal 0.8", "exponential"])
@pytest.mark.parametrize(("tasks", "limit"), [(10, 100), (30, 100)])
def test_a_wrong_prior_costs_little(tasks: int, limit: int, durations: str) -> None:
    wrong, turns = [], []
    for number, prior in enumerate(PRIORS.values()):
        for seed in range(number, number + hours(tasks)):
            case = Case(tasks, limit, durations, LIMITER[seed % 3])
            wrong.append(mean_s(case, Core(taught(prior, seed)), seed))
            turns.append(mean_s(case, Core(), seed))
            counts.record("simulated hours with a wrong prior", 1)
    assert pooled(wrong) <= 1.05 * pooled(turns)
