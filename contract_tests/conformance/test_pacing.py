"""How long to wait after a 429, and when to give up."""

from __future__ import annotations

from email.utils import formatdate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_tests.conformance.exchange import Answer
from contract_tests.conformance.pacing import (
    LONGEST_WAIT_MS,
    MOST_REFUSALS,
    wait_after_429,
    wait_before_next,
)

NOW_MS = 1_767_225_600_000
NOW_S = NOW_MS // 1000


def refused(**headers: str) -> Answer:
    return Answer(429, tuple((name.replace("_", "-"), value) for name, value in headers.items()))


@pytest.mark.parametrize(
    ("answer", "wait"),
    [
        (refused(), 1_000),
        (refused(retry_after="7"), 7_000),
        (refused(retry_after=formatdate(NOW_S + 20, usegmt=True)), 20_000),
        (refused(x_ratelimit_reset=str(NOW_S + 30)), 30_000),
        (refused(x_ratelimit_reset=str(NOW_MS + 30_000)), 30_000),
        (refused(x_ratelimit_reset="12"), 12_000),
        (refused(retry_after="3600"), None),
        (refused(retry_after="soon"), 1_000),
        (refused(retry_after="-5"), 1_000),
        (refused(retry_after="Fri, 31 Dec 99999999999999999999 23:59:59 GMT"), 1_000),
        (refused(retry_after="Fri, 31 Dec 2030 23:59:59 +99999999999999999999"), 1_000),
        (refused(x_ratelimit_reset="1" * 30), 1_000),
    ],
)
def test_what_the_server_asks_for(answer: Answer, wait: int | None) -> None:
    assert wait_after_429(answer, 1, NOW_MS) == wait


@given(st.text(max_size=20), st.text(max_size=20), st.integers(1, MOST_REFUSALS))
def test_no_header_makes_it_wait_for_long(after: str, reset: str, refusals: int) -> None:
    wait = wait_after_429(refused(retry_after=after, x_ratelimit_reset=reset), refusals, NOW_MS)
    assert wait is None or 0 < wait <= LONGEST_WAIT_MS
    last = refused(x_ratelimit_remaining=after, x_ratelimit_reset=reset)
    assert 0 <= wait_before_next(last, NOW_MS) <= LONGEST_WAIT_MS


def test_it_gives_up() -> None:
    assert wait_after_429(refused(), MOST_REFUSALS + 1, NOW_MS) is None


def test_the_last_request_of_a_window_waits_for_the_next() -> None:
    used_up = refused(x_ratelimit_remaining="0", x_ratelimit_reset=str(NOW_S + 4))
    assert wait_before_next(used_up, NOW_MS) == 4_000
    assert wait_before_next(refused(x_ratelimit_remaining="1"), NOW_MS) == 0
