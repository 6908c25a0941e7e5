"""The mock keeps the contract: nothing accepted by default, everything covered live."""

from __future__ import annotations

from contract_tests.conformance.checks import LIVE_CHECKS
from contract_tests.conformance.in_process import check, handler_of
from contract_tests.conformance.plan import build_plan
from contract_tests.mock_api import Limits, MockService, VirtualClock

PAID = build_plan().least_paid()


def test_a_default_run_passes_and_starts_nothing() -> None:
    clock = VirtualClock()
    service = MockService(clock=clock)
    report = check(handler_of(service), clock)
    assert (report.verdict, report.reasons) == ("conforms", ())
    assert service.accepted == report.accepted == report.may_be_accepted == 0
    assert report.counts["fail"] == report.counts["unknown"] == report.counts["warn"] == 0
    free = [r for r in report.results if r.check.name not in LIVE_CHECKS]
    by_level = {(result.check.level, result.verdict) for result in free}
    assert by_level == {("must", "pass"), ("should", "pass"), ("should", "skipped")}


def test_a_live_run_of_the_least_that_it_takes_covers_every_check() -> None:
    clock = VirtualClock()
    service = MockService(clock=clock)
    report = check(handler_of(service), clock, max_paid=PAID, strict=True)
    assert (report.verdict, report.reasons) == ("conforms", ())
    assert service.accepted == report.accepted == PAID
    assert {result.verdict for result in report.results} == {"pass"}


def test_fewer_than_it_takes_is_no_pass() -> None:
    clock = VirtualClock()
    service = MockService(clock=clock)
    report = check(handler_of(service), clock, max_paid=PAID - 1)
    assert report.verdict == "unknown"
    assert any("--max-paid" in reason for reason in report.reasons)
    assert service.accepted == PAID - 1


def test_the_limits_of_the_smallest_account_are_waited_for() -> None:
    clock = VirtualClock()
    limits = Limits(requests_per_minute=100, concurrent_tasks=2)
    service = MockService(clock=clock, limits=limits)
    report = check(handler_of(service), clock, max_paid=PAID)
    assert report.verdict == "conforms"
    assert service.accepted == PAID
