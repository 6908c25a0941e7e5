"""No false alarm: not on the mock, not on servers with manners of their own."""

from __future__ import annotations

import json
from random import Random

import pytest

from contract_tests.conformance.exchange import Answer, Request
from contract_tests.conformance.in_process import Handler, check, handler_of
from contract_tests.conformance.plan import build_plan
from contract_tests.counts import record
from contract_tests.judges.bundle import models, rules_by_id
from contract_tests.judges.verdict import judge
from contract_tests.mock_api import MockService, VirtualClock
from contract_tests.profile import count
from contract_tests.strength.honest import MANNERS, Honest, Manner
from contract_tests.strength.liar import answer

PAID = build_plan().least_paid()


@pytest.mark.parametrize("manner", MANNERS, ids=lambda manner: manner.__name__)
def test_a_manner_is_no_fault(manner: Manner) -> None:
    clock = VirtualClock()
    report = check(Honest((manner,), clock), clock, max_paid=PAID)
    assert report.counts["fail"] == 0, report.reasons
    assert (report.verdict, report.reasons) == ("conforms", ())


@pytest.mark.parametrize("kind", ["busy", "small", "ids", "slow"])
def test_a_pace_or_an_id_is_no_fault(kind: str) -> None:
    clock = VirtualClock()
    honest = Honest((), clock, busy=kind == "busy", small=kind == "small", ids=kind == "ids")
    latency = 2_000 if kind == "slow" else 5
    report = check(honest, clock, max_paid=PAID, latency_ms=latency)
    assert (report.verdict, report.reasons) == ("conforms", ())


def test_422_is_a_refusal_and_not_as_documented() -> None:
    clock = VirtualClock()
    true = handler_of(MockService(clock=clock))

    def handle(request: Request) -> Answer:
        given = true(request)
        assert isinstance(given, Answer)
        return answer(422, given.json() | {"code": 422}) if given.status == 400 else given

    report = check(handle, clock)
    assert report.verdict == "conforms"
    assert report.counts["warn"] > 90
    assert check(handle, clock, strict=True).verdict == "fails"


def _lenient(clock: VirtualClock) -> Handler:
    """Enforces what pages state, and nothing else."""
    service = MockService(clock=clock)
    true = handler_of(service)
    accepted = 0

    def handle(request: Request) -> Answer:
        nonlocal accepted
        given = true(request)
        assert isinstance(given, Answer)
        offer = service.catalog.routes.get(request.path)
        if given.status == 400 and offer is not None and request.content.startswith(b"{"):
            try:
                broken = judge(offer[0].id).broken(json.loads(request.content))
            except ValueError:
                return given
            if any(rules_by_id()[rule].level == "must" for rule in broken):
                return given
            accepted += 1
            data = {"status": "pending", "task_id": f"task-{accepted}"}
            return answer(200, {"code": 0, "message": "success", "data": data})
        return given

    return handle


def test_what_the_pages_leave_open_warns_and_fails_only_strictly() -> None:
    for strict, verdict in ((False, "conforms"), (True, "fails")):
        clock = VirtualClock()
        report = check(_lenient(clock), clock, max_paid=PAID + 25, strict=strict)
        assert report.verdict == verdict
        if not strict:
            assert report.counts["fail"] == 0
            # One of a kind was enough to know: there are that many kinds of what is open.
            assert 4 <= report.counts["warn"] <= 8


def test_mixtures_of_manners_and_seeds() -> None:
    runs = count(25, 2_000)
    # To draw a plan takes a while for each model: with many models runs share some of them.
    plans = max(2, 80 // len(models()))
    for seed in range(runs):
        random = Random(seed)  # noqa: S311 - the same mixtures every time
        manners = tuple(manner for manner in MANNERS if random.random() < 0.4)
        clock = VirtualClock()
        honest = Honest(
            manners, clock, seed, busy=seed % 3 == 0, small=seed % 7 == 0, ids=seed % 5 == 0
        )
        live = seed % 5 == 0
        report = check(
            honest,
            clock,
            plan=build_plan(seed % plans),
            max_paid=PAID if live else 0,
            latency_ms=seed % 50,
        )
        names = [manner.__name__ for manner in manners]
        assert (report.verdict, report.reasons) == ("conforms", ()), (seed, names)
        assert honest.service.accepted == report.accepted == (PAID if live else 0)
    record("honest servers without a false alarm", runs)
