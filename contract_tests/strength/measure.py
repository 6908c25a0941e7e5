"""All measurements of strength, on a few processes; each gives a part of the result."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from random import Random
from typing import Any, Final

from contract_tests.conformance.in_process import check, handler_of
from contract_tests.conformance.plan import build_plan
from contract_tests.mock_api import MockService, Scenario, VirtualClock
from contract_tests.strength import client_run, peer, spec_run
from contract_tests.strength.families import families
from contract_tests.strength.liar import judged
from contract_tests.strength.spec_mutants import Mutant, spec_mutants

Part = dict[str, Any]
_LIVE_EVERY: Final = 10


def spec(jobs: int) -> Part:
    """Every mutant of the spec against the plan."""
    started = time.monotonic()
    names = [mutant.name for mutant in spec_mutants()]
    found = _spread(_spec_mutant, names, jobs)
    kinds: dict[str, Counter[str]] = {}
    for kind, _, verdict, _ in found:
        kinds.setdefault(kind, Counter())[verdict] += 1
    return {
        **_totals(verdict for _, _, verdict, _ in found),
        "seconds": round(time.monotonic() - started, 1),
        "by_kind": [{"kind": kind, **_counted(counts)} for kind, counts in kinds.items()],
        "survivors": [name for _, name, verdict, _ in found if verdict == "survived"],
        "equivalents": [
            {"mutant": name, "reason": why} for _, name, verdict, why in found if why is not None
        ],
        "killed_names": [name for _, name, verdict, _ in found if verdict == "killed"],
    }


def liars() -> Part:
    """Every server that lies about tasks, the protocol, or everything."""
    result: Part = {}
    for name, family in families().items():
        found = [judged(liar) for liar in family]
        survivors = [one.liar.name for one in found if not one.killed]
        result[name] = {
            "all": len(found),
            "killed": len(found) - len(survivors),
            "survivors": survivors,
        }
    return result


def false_alarms(runs: int, jobs: int) -> Part:
    """The true mock under so many seeds; whatever is not a pass is an alarm."""
    started = time.monotonic()
    found = _spread(_alarm, range(runs), jobs)
    return {
        "runs": runs,
        "alarms": [words for words in found if words is not None],
        "seconds": round(time.monotonic() - started, 1),
    }


def beside(killed: set[str], size: int, seed: int, jobs: int) -> Part:
    """Schemathesis over a seeded sample of the mutants that can be seen at all."""
    started = time.monotonic()
    equivalent = {m.name for m in spec_mutants()} - killed
    sample = peer.sampled(killed, size, seed)
    found = _spread(_peer_kills, [mutant.name for mutant in sample], jobs)
    kinds: dict[str, Counter[str]] = {}
    for mutant, kill in zip(sample, found, strict=True):
        kinds.setdefault(mutant.kind, Counter())["killed" if kill else "survived"] += 1
    return {
        "sample": len(sample),
        "seed": seed,
        "not_sampled": len(equivalent),
        "examples": peer.EXAMPLES,
        "killed": sum(found),
        "ours": sum(mutant.name in killed for mutant in sample),
        "alarms": peer.alarms() if sample else 0,
        "seconds": round(time.monotonic() - started, 1),
        "by_kind": [{"kind": kind, **_counted(counts)} for kind, counts in kinds.items()],
    }


def client(jobs: int) -> Part:
    """The same mutants, generated into the Python client and judged by its vectors."""
    names = [mutant.name for mutant in spec_mutants() if mutant.altered is None]
    found = _spread(_client_mutant, names, jobs)
    return {
        "all": len(names),
        "killed": found.count("killed"),
        "not_generated": found.count("not generated"),
        "survivors": [n for n, verdict in zip(names, found, strict=True) if verdict == "survived"],
    }


def _by_name(name: str) -> Mutant:
    return next(mutant for mutant in spec_mutants() if mutant.name == name)


def _spec_mutant(name: str) -> tuple[str, str, str, str | None]:
    outcome = spec_run.run(_by_name(name))
    return outcome.mutant.kind, name, outcome.verdict, outcome.reason


def _peer_kills(name: str) -> bool:
    return peer.kills(_by_name(name))


def _client_mutant(name: str) -> str:
    return client_run.run(_by_name(name)).verdict


def _alarm(seed: int) -> str | None:
    """What is wrong about a run over the true mock, whose tasks go as the seed has it."""
    random = Random(seed)  # noqa: S311 - the same runs every time
    clock = VirtualClock()

    def script(number: int, _model: str) -> Scenario:
        outcome = "success" if number == 0 else random.choice(("success", "failed", "canceled"))
        return Scenario(random.randint(0, 5_000), random.randint(0, 20_000), outcome)  # type: ignore[arg-type]

    service = MockService(clock=clock, script=script, seed=str(seed))
    plan = build_plan(seed)
    most = 0 if seed % _LIVE_EVERY else plan.least_paid()
    report = check(handler_of(service), clock, plan=plan, max_paid=most, latency_ms=seed % 40)
    if report.verdict != "conforms" or report.counts["warn"] or report.counts["fail"]:
        return f"seed {seed}: {report.verdict}, {report.reasons[:3]}"
    return None if service.accepted == report.accepted <= most else f"seed {seed}: accepted"


def _spread(function: Callable[[Any], Any], values: Sequence[Any], jobs: int) -> list[Any]:
    """In order, on so many processes; each is begun anew, so that nothing is shared by chance."""
    if jobs <= 1:
        return [function(value) for value in values]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        chunk = max(1, len(values) // (jobs * 8))
        return list(pool.map(function, values, chunksize=chunk))


def _totals(verdicts: Iterable[str]) -> Part:
    return _counted(Counter(verdicts))


def _counted(counts: Counter[str]) -> Part:
    return {
        "all": sum(counts.values()),
        "killed": counts["killed"],
        "equivalent": counts["equivalent"],
        "survived": counts["survived"],
    }
