"""What a check of a server costs: a request of the plan, and a mutant of the spec told apart.

Beside Schemathesis at its defaults on the same mock, in the same process; CPU time throughout.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from random import Random

from benchmarks.measure import Row, Timing, timing
from contract_tests.conformance.in_process import check, handler_of
from contract_tests.conformance.plan import build_plan
from contract_tests.conformance.step import Step
from contract_tests.mock_api import Answer, MockService, Request, VirtualClock
from contract_tests.schemathesis_run.run import at_once, run
from contract_tests.strength import peer, spec_run
from contract_tests.strength.spec_mutants import spec_mutants

_A_FULL_RUN = 5
_ROUNDS = 2  # of many seconds each
_EXAMPLES = 20  # an operation
_LARGE = "$image"  # what stands for one in a plan
_PEER = "schemathesis"
_AIM = 0.1


class _Counting(MockService):
    """The mock, and how many requests it has had."""

    requests = 0

    def handle(self, request: Request) -> Answer:
        self.requests += 1
        return super().handle(request)


def rows(rounds: int) -> Iterator[Row]:
    """The aims are a tenth of the peer's time: ten times its cases a second."""
    full = rounds >= _A_FULL_RUN
    plan = build_plan()  # made once for all servers
    paid = plan.least_paid()
    light = replace(plan, steps=tuple(step for step in plan.steps if not _is_large(step)))
    taken: dict[str, list[float]] = {"ours": [], "light": [], _PEER: []}
    for _ in range(_ROUNDS if full else 1):
        for name, steps in (("ours", plan), ("light", light)):
            clock = VirtualClock()
            service = _Counting(clock=clock, script=at_once())
            judged = partial(check, handler_of(service), clock, plan=steps, max_paid=paid)
            taken[name].append(_seconds(judged) / service.requests * 1e3)
        service = _Counting(clock=VirtualClock(), script=at_once())
        drawn = partial(run, service, examples=_EXAMPLES if full else 1)
        taken[_PEER].append(_seconds(drawn) / service.requests * 1e3)
    name = "a request to a server: made, answered in this process, judged"
    other = timing(taken[_PEER])
    yield _row(f"{name}; bodies under a megabyte", timing(taken["light"]), other, _AIM)
    yield _row(f"{name}; with images of 10 MB", timing(taken["ours"]), other, None)
    yield from _mutants(full=full)


def _mutants(*, full: bool) -> Iterator[Row]:
    """Each mutant of a sample: does a run show it?"""
    every = spec_mutants()
    sample = Random(0).sample(every, 3 if full else 1)  # noqa: S311 (a sample, no secret)
    ours = [_seconds(partial(spec_run.run, mutant)) for mutant in sample]
    theirs = [_seconds(partial(peer.kills, mutant)) for mutant in sample]
    number = len(every)
    mine, other = statistics.mean(ours) * number, statistics.mean(theirs) * number
    name = f"all {number} mutants of the spec, each until it is seen, by a sample of {len(sample)}"
    spread = timing(ours).over(timing(theirs)).spread
    yield Row(name, mine, other, _PEER, version(_PEER), mine / other, spread, "s", _AIM)


def _seconds(call: Callable[[], object]) -> float:
    begun = time.process_time()
    call()
    return time.process_time() - begun


def _is_large(step: Step) -> bool:
    """Whether it sends an image at the limit of its size, which the peer never does."""
    return _LARGE in json.dumps(step.body)


def _row(name: str, ours: Timing, other: Timing, aim: float | None) -> Row:
    return Row.between(
        name, ours, other, peer_name=_PEER, peer_version=version(_PEER), unit="ms", aim=aim
    )
