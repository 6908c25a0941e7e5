"""The budget of a key: what it learns from headers and refusals, and that it never bursts."""

from __future__ import annotations

from email.utils import formatdate
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from modellix_client._core.budget import DEFAULT_LIMIT, LEAST, USED, Budget
from modellix_client._core.exchange import Answer, Failure
from modellix_client._core.limit_headers import reset_ms, stated_limit, stated_remaining

_NOW_S = 1_767_225_600
DATE = {"date": formatdate(_NOW_S, usegmt=True)}
LATER_MS = 20_000  # when the careful beginning is over
RATE = b'{"code":429,"message":"Rate limit exceeded: slow down"}'
CONCURRENCY = b'{"code":429,"message":"Concurrent limit exceeded: 2 tasks"}'


def answer(status: int = 200, body: bytes = b"", /, **headers: int) -> Answer:
    return Answer(
        status, {name.replace("_", "-"): str(value) for name, value in headers.items()}, body
    )


def started(now: int = 0, /, **headers: int) -> Budget:
    """A budget that has had one answer."""
    budget = Budget()
    budget.receive(now, budget.take(now), answer(**headers))
    return budget


@pytest.mark.parametrize(
    ("text", "date", "wanted"),
    [
        ("30", {}, 30_000),
        ("0", {}, 0),
        ("999", {}, 60_000),
        ("45000", {}, 45_000),
        ("90000", {}, 60_000),
        (str(_NOW_S + 12), DATE, 12_000),
        (str(_NOW_S * 1000 + 12_345), DATE, 12_345),
        (str(_NOW_S - 5), DATE, 0),
        (str(_NOW_S + 9_999), DATE, 60_000),
        (str(_NOW_S + 12), {}, None),
        ("soon", {}, None),
        ("-1", {}, None),
        ("9" * 40, DATE, None),
        ("٣", {}, None),
    ],
)
def test_a_reset_is_told_by_its_magnitude(
    text: str, date: dict[str, str], wanted: int | None
) -> None:
    assert reset_ms({"x-ratelimit-reset": text, **date}) == wanted


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20), st.integers(200, 599))
def test_no_header_stops_a_key_for_long_or_for_good(
    limit: str, remaining: str, reset: str, status: int
) -> None:
    headers = {
        "x-ratelimit-limit": limit,
        "x-ratelimit-remaining": remaining,
        "x-ratelimit-reset": reset,
        "retry-after": reset,
    }
    budget = Budget()
    budget.receive(5, budget.take(5), Answer(status, headers, b""))
    assert budget.limit >= 1
    assert 5 <= budget.ready_at(5) <= 5 + max(60_000, 60_000_000 // (LEAST * budget.limit) * 4)


@given(st.integers(1, 10**15 - 1))
def test_a_stated_limit_is_taken(limit: int) -> None:
    budget = started(x_ratelimit_limit=limit)
    assert budget.limit == stated_limit({"x-ratelimit-limit": str(limit)}) == min(limit, 10**7)
    assert stated_remaining({"x-ratelimit-remaining": str(limit)}) == limit
    assert budget.interval_us(LATER_MS) == 60_000_000_000 // (budget.limit * USED)


@given(
    st.lists(st.integers(0, 3_000), min_size=2, max_size=60),
    st.integers(1, 2_000),
    st.booleans(),
)
def test_requests_keep_their_distance(pauses: list[int], limit: int, late: bool) -> None:  # noqa: FBT001
    budget = started(x_ratelimit_limit=limit, x_ratelimit_remaining=limit - 1)
    now, taken = (LATER_MS if late else 0), []
    for pause in pauses:
        now = budget.ready_at(now + pause)
        taken.append(now)
        budget.receive(now, budget.take(now), answer(x_ratelimit_limit=limit))
    shortest = 60_000_000 // (limit * USED) * 3 // 4
    assert all(later - sooner >= shortest for sooner, later in pairwise(taken))
    for first, _ in enumerate(taken):
        assert sum(at < taken[first] + 60_000 for at in taken[first:]) <= limit + 1


def test_asking_spends_nothing() -> None:
    budget = Budget()
    assert [budget.ready_at(7) for _ in range(9)] == [7] * 9


def test_a_submit_is_held_up_only_by_a_limit_that_is_known() -> None:
    budget = Budget()
    first = budget.take(0)
    assert budget.ready_at(0, paid=True) > 0  # nobody has answered yet: no bursts
    budget.receive(100, first, answer())
    assert budget.ready_at(100, paid=True) == 100
    assert budget.ready_at(100) > 100
    budget.receive(200, budget.take(200), answer(x_ratelimit_limit=DEFAULT_LIMIT))
    assert budget.ready_at(200, paid=True) > 200


@pytest.mark.parametrize(
    ("status", "body", "headers", "until"),
    [
        (429, RATE, {"retry_after": 7}, 7_000),
        (429, RATE, {"retry_after": 100_000}, 60_000),
        (429, RATE, {"retry_after": 0}, 1_000),
        (429, RATE, {"x_ratelimit_reset": 9}, 9_000),
        (429, RATE, {}, 1_000),
        (429, b"<html>", {"retry_after": 7}, 7_000),
        (503, b"", {"retry_after": 7}, 7_000),
        (503, b"", {}, 0),
        (429, CONCURRENCY, {"retry_after": 7}, 0),
    ],
)
def test_a_hold_stops_the_whole_key(
    status: int, body: bytes, headers: dict[str, int], until: int
) -> None:
    budget = Budget()
    sent = budget.take(0)
    budget.receive(0, sent, answer(status, body, **headers))
    assert budget.ready_at(0, paid=True) == until
    assert budget.ready_at(until) <= max(until, 1_000 + until // 2)


def test_refusals_slow_down_once_for_all_that_were_on_their_way_and_wear_off() -> None:
    budget = started()
    usual = budget.interval_us(LATER_MS)
    sent = [budget.take(LATER_MS) for _ in range(5)]
    for one in sent:
        budget.receive(LATER_MS + 100, one, answer(429, RATE))
    slower = budget.interval_us(LATER_MS + 100)
    assert slower == usual * 4 // 3
    budget.receive(LATER_MS + 9_000, budget.take(LATER_MS + 9_000), answer(429, RATE))
    assert budget.interval_us(LATER_MS + 9_000) > slower
    assert budget.interval_us(LATER_MS + 3_600_000) == usual


def test_a_lost_answer_teaches_nothing() -> None:
    budget = Budget()
    budget.receive(9, budget.take(0), Failure("lost", may_have_arrived=True))
    assert (budget.limit, budget.stated) == (DEFAULT_LIMIT, False)


def test_a_day_without_counts_takes_no_more_memory_than_an_hour() -> None:
    budget = Budget()
    for now in range(0, 24 * 3_600_000, 30_000):
        budget.receive(now, budget.take(now), answer())
    assert len(budget._neighbours._own) <= 120
