"""What is sent once more: only what provably started nothing, and not for ever."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from modellix_client import (
    ConfigurationError,
    NotSubmittedError,
    RateLimitError,
    SubmissionOutcomeUnknownError,
)
from modellix_client._core.resending import MOST_BROKEN, Resending
from modellix_client._core.salvage import salvaged_task_id

from contract_tests.client.wire import ACCEPTED, BODY, IT, MODEL, Step, Wire, of_model, problem, run

pytestmark = pytest.mark.client

LIMITED = problem(429, "Rate limit exceeded: 100 a minute")
BROKEN = [Step(fault="refused"), Step(fault="connect_timeout")]


def both(steps: list[Step], **options: Any) -> tuple[Wire, object]:
    """What came of a submit, the same in both faces."""
    wire, twin = Wire(steps), Wire(steps)

    def told(error: Exception) -> tuple[object, ...]:
        return type(error), str(error), getattr(error, "safe_to_retry", None)

    async def submit() -> object:
        async with twin.async_client() as client:
            return (await client.submit(MODEL, BODY, **options)).id

    seen: list[object] = []
    for call in (lambda: wire.client().submit(MODEL, BODY, **options).id, lambda: run(submit())):
        try:
            seen.append(call())
        except Exception as error:  # noqa: BLE001 (whatever it is, it has to be the same twice)
            seen.append(told(error))
    assert seen[0] == seen[1]
    assert wire.trace() == twin.trace()
    return wire, seen[0]


@given(st.lists(st.sampled_from(BROKEN), max_size=6))
def test_what_did_not_arrive_is_sent_again_with_growing_pauses(broken: list[Step]) -> None:
    wire, ended = both([*broken, ACCEPTED])
    times = [at for at, _, _ in wire.trace()]
    assert times == [0, 500, 1_500, 3_500][: len(broken) + 1]
    if len(broken) < MOST_BROKEN:
        assert ended == "task-1"
    else:
        assert isinstance(ended, tuple)
        assert (ended[0], ended[2]) == (NotSubmittedError, True)


def test_an_unknown_outcome_ends_it_even_after_what_did_not_arrive() -> None:
    wire, ended = both([*BROKEN, Step(fault="reset"), ACCEPTED])
    assert isinstance(ended, tuple)
    assert ended[0] is SubmissionOutcomeUnknownError
    assert len(wire.requests) == 3


@pytest.mark.parametrize(("limit", "attempts"), [(0.4, 1), (0.5, 1), (0.6, 2), (1.6, 3), (9, 4)])
def test_the_callers_limit_ends_it(limit: float, attempts: int) -> None:
    wire, ended = both([Step(fault="refused")], submit_timeout=limit)
    assert isinstance(ended, tuple)
    assert ended[0] is NotSubmittedError
    assert len(wire.requests) == attempts
    assert wire.clock.now() <= limit * 1000


def test_the_callers_limit_cuts_an_attempt_off() -> None:
    wire, ended = both([Step(body=ACCEPTED.body, latency_ms=5_000)], submit_timeout=2)
    assert isinstance(ended, tuple)
    assert ended[0] is SubmissionOutcomeUnknownError
    assert wire.clock.now() == 2_000


def test_a_429_is_sent_again_only_when_told() -> None:
    wire, ended = both([LIMITED, ACCEPTED])
    assert isinstance(ended, tuple)
    assert ended[0] is RateLimitError
    assert len(wire.requests) == 1
    wire, ended = both([LIMITED, LIMITED, ACCEPTED], retry_limited=True)
    assert ended == "task-1"
    assert [at for at, _, _ in wire.trace()] == [0, 1_000, 3_000]


def test_the_pause_after_a_429_is_what_the_service_asks_for() -> None:
    asked = problem(429, "Concurrent limit exceeded", headers=(("retry-after", "7"),))
    wire, ended = both([asked, ACCEPTED], retry_limited=True)
    assert ended == "task-1"
    assert [at for at, _, _ in wire.trace()] == [0, 7_000]


@given(st.integers(0, 200_000), st.one_of(st.none(), st.integers(1, 200_000)))
def test_limited_submits_end_within_their_window(start: int, limit: int | None) -> None:
    resending = Resending(start, limit_ms=limit, retry_limited=True)
    now, pauses = start, []
    while (pause := resending.pause_ms(now, RateLimitError("limited"))) is not None:
        now += pause
        pauses.append(pause)
    assert now < start + (120_000 if limit is None else limit) or not pauses
    assert pauses == [min(1_000 << n, 30_000) for n in range(len(pauses))]


def test_what_cannot_go_back_is_not_sent_again() -> None:
    class Once(io.BytesIO):
        """A file that is closed as soon as it was looked at."""

        looked = 0

        def seek(self, offset: int, whence: int = 0, /) -> int:
            self.looked += 1
            if self.looked > 3:
                raise ValueError("closed")
            return super().seek(offset, whence)

    file = Once(b"\x89PNG\r\n\x1a\n" + b"x" * 50_000)
    wire = Wire([Step(fault="refused"), ACCEPTED])
    with pytest.raises(NotSubmittedError):
        of_model(wire.client()).submit(**IT.pictured(file))
    assert len(wire.requests) == 1


def test_webhook_and_request_id_go_out_and_stay_the_same() -> None:
    wire = Wire([Step(fault="refused"), ACCEPTED])
    hook = "https://hooks.example/x?token=1"
    of_model(wire.client()).submit(**BODY, webhook_url=hook, request_id="order-7")
    assert {request.headers["x-request-id"] for request in wire.requests} == {"order-7"}
    assert {request.headers["x-webhook-url"] for request in wire.requests} == {hook}


def test_a_request_id_is_made_up_and_told() -> None:
    wire = Wire([Step(500), Step(500)])
    seen = set()
    for _ in range(2):
        with pytest.raises(SubmissionOutcomeUnknownError) as caught:
            wire.client().submit(MODEL, BODY)
        sent = wire.requests[-1].headers["x-request-id"]
        assert caught.value.request_id == sent
        assert sent in caught.value.__notes__[0]
        assert sent not in str(caught.value)
        seen.add(sent)
    assert len(seen) == 2


@pytest.mark.parametrize(
    "options",
    [
        {"webhook_url": "http://hooks.example/x"},
        {"webhook_url": "https://"},
        {"webhook_url": "https://a b"},
        {"webhook_url": "https://h/#f"},
        {"webhook_url": "https://h:0/"},
        {"webhook_url": "https://[::1"},
        {"webhook_url": 7},
        {"webhook_url": "https://h/x", "extra_headers": {"x-webhook-url": "https://h/y"}},
        {"request_id": ""},
        {"request_id": "a b"},
        {"request_id": "é"},
        {"request_id": "x" * 129},
        {"request_id": "x", "extra_headers": {"X-REQUEST-ID": "y"}},
        {"submit_timeout": 0},
        {"submit_timeout": "5"},
    ],
)
def test_what_cannot_be_sent_is_refused_before(options: dict[str, Any]) -> None:
    wire = Wire([ACCEPTED])
    with pytest.raises(ConfigurationError) as caught:
        wire.client().submit(MODEL, BODY, **options)
    assert "h/x" not in str(caught.value)
    assert wire.requests == []


@given(st.from_regex(r"[A-Za-z0-9._~:/+@=-]{1,40}", fullmatch=True), st.integers(0, 200))
def test_a_task_id_is_saved_once_all_of_it_is_there(task_id: str, cut: int) -> None:
    body = f'{{"code":0,"data":{{"status":"pending","task_id":"{task_id}","x":1}}}}'.encode()
    end = body.index(b'","x"') + 1
    found = salvaged_task_id(body[:cut])
    assert found == (task_id if cut >= end else None)
    assert salvaged_task_id(body + b'"task_id":"another one"') == task_id
    assert salvaged_task_id(body + b'"task_id":"-another-"') in {None, task_id}
