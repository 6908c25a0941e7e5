"""The cases of the issue: tasks in flight, requests a minute, durations, limiters."""

from __future__ import annotations

from dataclasses import dataclass

from contract_tests.polling.durations import DURATIONS
from contract_tests.polling.limiters import LIMITERS
from contract_tests.polling.pollers import Core, Poller
from contract_tests.polling.simulator import HOUR_MS, ROUND_TRIP_MS, Process, Seen, Simulation

SETTINGS = [(3, 100), (10, 100), (30, 100), (20, 200), (100, 1_000)]
_PHASE_MS = 17_000


@dataclass(frozen=True, slots=True)
class Case:
    """One simulated hour of one process."""

    tasks: int
    limit: int
    durations: str
    limiter: str

    @property
    def bound_s(self) -> float:
        """What evenly spread reads would reach: N/2R and a round trip."""
        return self.tasks / (2 * self.limit / 60) + ROUND_TRIP_MS / 1000

    def run(
        self,
        poller: Poller | None = None,
        *,
        length_ms: int = HOUR_MS,
        seed: int = 0,
        submits: bool = False,
    ) -> Seen:
        """What the core, or another poller, lives through."""
        limiter = LIMITERS[self.limiter](self.limit, _PHASE_MS)
        process = Process(poller or Core(), self.tasks, submits=submits)
        simulation = Simulation(limiter, DURATIONS[self.durations], [process], seed=seed)
        return simulation.run(length_ms)[0]


def all_cases() -> list[Case]:
    """Every combination."""
    return [
        Case(tasks, limit, durations, limiter)
        for tasks, limit in SETTINGS
        for durations in DURATIONS
        for limiter in LIMITERS
    ]


def some_cases() -> list[Case]:
    """Every setting with every limiter once, and with every kind of durations that there is."""
    names = list(DURATIONS)
    return [
        Case(tasks, limit, names[(row + column) % len(names)], limiter)
        for row, (tasks, limit) in enumerate(SETTINGS)
        for column, limiter in enumerate(LIMITERS)
    ]
