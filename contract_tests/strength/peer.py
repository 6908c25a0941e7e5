"""Schemathesis beside: the same mutants, served by the same mock, with its own defaults."""

from __future__ import annotations

from random import Random
from typing import Final

from contract_tests.judges.bundle import contract
from contract_tests.mock_api import MockService, VirtualClock
from contract_tests.schemathesis_run.run import at_once, run
from contract_tests.strength.spec_mutants import Mutant, spec_mutants
from contract_tests.strength.spec_run import catalog

EXAMPLES: Final = 100  # its default
_PHASES: Final = ("examples", "coverage", "fuzzing")


def sampled(names: set[str], size: int, seed: int) -> list[Mutant]:
    """So many of the mutants of these names; the same for the same seed."""
    known = [mutant for mutant in spec_mutants() if mutant.name in names]
    drawn = Random(seed).sample(known, min(size, len(known)))  # noqa: S311 - a seeded sample
    return sorted(drawn, key=lambda mutant: mutant.name)


def kills(mutant: Mutant) -> bool:
    """Whether a run of it over the mutant's operation has any finding."""
    service = MockService(catalog(mutant), clock=VirtualClock(), script=at_once())
    path = contract().model(mutant.model.id).path
    return bool(run(service, examples=EXAMPLES, phases=_PHASES, path=path).findings)


def alarms() -> int:
    """Its findings on the true mock, one operation after another: there have to be none."""
    found = 0
    for model in contract().models:
        service = MockService(clock=VirtualClock(), script=at_once())
        found += len(run(service, examples=EXAMPLES, phases=_PHASES, path=model.path).findings)
    return found
