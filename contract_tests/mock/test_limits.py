"""The limits of an account, and what their headers say."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from contract_tests.mock.calls import call, get, submit, submitted
from contract_tests.mock_api import Limits, MockService, Scenario, VirtualClock

SMALLEST = Limits(requests_per_minute=100, concurrent_tasks=2)


@given(
    limit=st.integers(1, 5),
    gaps=st.lists(st.integers(0, 40_000), min_size=1, max_size=40),
    start=st.integers(0, 100_000),
)
def test_no_minute_holds_more_requests_than_allowed(
    limit: int, gaps: list[int], start: int
) -> None:
    clock = VirtualClock(start)
    service = MockService(clock=clock, limits=Limits(requests_per_minute=limit), epoch_ms=start)
    answered: Counter[int] = Counter()
    for gap in gaps:
        clock.advance(gap)
        minute = clock.now() // 60_000
        answer = get(service, "/api/v1/team/balance")
        headers = {name: int(value) for name, value in answer.headers if "ratelimit" in name}
        assert headers["x-ratelimit-limit"] == limit
        assert headers["x-ratelimit-reset"] == (minute + 1) * 60
        if answered[minute] < limit:
            answered[minute] += 1
            assert answer.status == 200
        else:
            assert answer.status == 429
            assert answer.json()["message"].startswith("Rate limit exceeded: ")
        assert headers["x-ratelimit-remaining"] == limit - answered[minute]


@given(
    limit=st.integers(1, 3),
    steps=st.lists(st.integers(0, 1_500), min_size=1, max_size=25),
)
def test_no_more_tasks_run_at_once_than_allowed(limit: int, steps: list[int]) -> None:
    clock = VirtualClock()
    service = MockService(clock=clock, limits=Limits(concurrent_tasks=limit))
    ends: list[int] = []
    for step in steps:
        clock.advance(step)
        ends = [end for end in ends if end > clock.now()]
        answer = submit(service, "kling-v1-i2v")
        if len(ends) < limit:
            assert answer.status == 200
            ends.append(clock.now() + 3_000)
        else:
            assert answer.status == 429
            assert answer.json()["message"].startswith("Concurrent limit exceeded: ")


def test_polls_count_as_requests() -> None:
    service = MockService(limits=SMALLEST)
    task_id = submitted(service, "kling-v2-mi2i")
    statuses = [get(service, f"/api/v1/tasks/{task_id}").status for _ in range(100)]
    assert statuses == [200] * 99 + [429]


def test_a_wrong_key_uses_up_nobodys_minute() -> None:
    service = MockService(limits=SMALLEST)
    for _ in range(200):
        wrong = {"authorization": "Bearer mdlx-other"}
        assert call(service, "GET", "/api/v1/models", headers=wrong).status == 401
    assert get(service, "/api/v1/models").header("x-ratelimit-remaining") == "99"


def test_what_a_limit_turns_down_costs_nothing() -> None:
    service = MockService(limits=SMALLEST)
    for _ in range(2):
        submitted(service, "kling-v2-mi2i")
    balance = service.balance
    assert submit(service, "kling-v2-mi2i").status == 429
    assert (service.balance, service.accepted) == (balance, 2)


def test_a_bad_request_is_told_so_even_when_all_places_are_taken() -> None:
    service = MockService(limits=SMALLEST, script=lambda *_: Scenario(pending_ms=10**9))
    for _ in range(2):
        submitted(service, "kling-v2-mi2i")
    assert submit(service, "kling-v2-mi2i", {}).status == 400
