"""What a program must still know when something breaks off a call that costs money."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import traceback
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from modellix_client import (
    AsyncModellix,
    ConfigurationError,
    Modellix,
    SubmissionOutcomeUnknownError,
)
from modellix_client._json import read_json

from contract_tests.client.wire import ACCEPTED, BODY, KEY, MODEL, Step, Wire, data, run
from contract_tests.mock_api.clock import VirtualClock

pytestmark = pytest.mark.client

GOING_ON = Step(body=data("processing"))


def transport(error: BaseException) -> httpx.MockTransport:
    def handle(request: httpx.Request) -> httpx.Response:
        raise error

    return httpx.MockTransport(handle)


def submit(error: BaseException) -> object:
    return Modellix(KEY, transport=transport(error)).submit(MODEL, BODY)


def submit_async(error: BaseException) -> object:
    return run(AsyncModellix(KEY, transport=transport(error)).submit(MODEL, BODY))


BOTH = pytest.mark.parametrize("call", [submit, submit_async])


@BOTH
@pytest.mark.parametrize(
    "error", [RuntimeError("Event loop is closed"), ValueError(KEY), KeyError("a boat")]
)
def test_whatever_a_transport_raises_leaves_a_submit_open(
    call: Callable[[BaseException], object], error: Exception
) -> None:
    with pytest.raises(SubmissionOutcomeUnknownError) as caught:
        call(error)
    assert not caught.value.safe_to_retry
    assert type(error).__name__ in str(caught.value)
    shown = "".join(traceback.format_exception(caught.value))
    assert KEY not in shown
    assert "a boat" not in shown


def test_a_slip_while_reading_stays_visible() -> None:
    with pytest.raises(KeyError):
        Modellix(KEY, transport=transport(KeyError("slip"))).tasks.get("task-1")


@BOTH
@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(3)])
def test_whoever_stops_a_submit_is_told_that_it_may_be_billed(
    call: Callable[[BaseException], object], error: BaseException
) -> None:
    with pytest.raises(type(error)) as caught:
        call(error)
    assert "may be running and billed" in caught.value.__notes__[0]


def test_a_canceled_submit_says_so_behind_the_timeout() -> None:
    started = asyncio.Event()

    async def never(request: httpx.Request) -> httpx.Response:
        started.set()
        await asyncio.Event().wait()
        raise AssertionError

    async def cancel() -> None:
        client = AsyncModellix(KEY, transport=httpx.MockTransport(never))
        call = asyncio.ensure_future(client.submit(MODEL, BODY))
        await started.wait()
        call.cancel()
        await call

    with pytest.raises(asyncio.CancelledError) as caught:
        run(cancel())
    assert "may be running and billed" in "".join(traceback.format_exception(caught.value))


class Stop(BaseException):
    """Neither an error nor known to anybody."""


@pytest.mark.parametrize("error", [Stop(), KeyboardInterrupt(), ZeroDivisionError("mine")])
def test_an_accepted_task_is_named_whatever_ends_the_wait(error: BaseException) -> None:
    def stop(_: object) -> None:
        raise error

    notes: list[str] = []
    with pytest.raises(type(error)) as caught:
        Wire([ACCEPTED, GOING_ON]).client().run(MODEL, BODY, on_update=stop)
    notes += caught.value.__notes__[-1:]
    with pytest.raises(type(error)) as caught:
        run(Wire([ACCEPTED, GOING_ON]).async_client().run(MODEL, BODY, on_update=stop))
    notes += caught.value.__notes__[-1:]
    assert all("client.tasks.wait('task-1')" in note for note in notes)


def test_closing_the_client_during_a_wait_does_not_lose_the_task() -> None:
    client = Wire([ACCEPTED, GOING_ON]).client()
    with pytest.raises(ConfigurationError) as caught:
        client.run(MODEL, BODY, on_update=lambda _: client.close())
    assert caught.value.task_id == "task-1"


@pytest.mark.parametrize(
    "wrong", [{"wait_timeout": "600"}, {"wait_timeout": -1}, {"wait_timeout": float("nan")}]
)
def test_a_wait_that_cannot_be_is_refused_before_it_is_paid(wrong: dict[str, Any]) -> None:
    wire = Wire([ACCEPTED, GOING_ON])
    for given in (wrong, {"on_update": "print"}):
        with pytest.raises(ConfigurationError):
            wire.client().run(MODEL, BODY, **given)
        with pytest.raises(ConfigurationError):
            run(wire.async_client().run(MODEL, BODY, **given))
    assert wire.requests == []


def test_a_transport_that_was_closed_is_not_opened_again() -> None:
    wire = Wire([ACCEPTED])
    client = wire.client()
    held = client._runner.transport  # as a thread holds it that is about to send
    client.close()
    with pytest.raises(ConfigurationError, match="closed"):
        held._ready()
    aclient = wire.async_client()
    aheld = aclient._runner.transport
    run(aclient.close())
    with pytest.raises(ConfigurationError, match="closed"):
        aheld._ready()


def test_a_forked_process_begins_with_its_own_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Wire([ACCEPTED]).client()._runner.transport
    parents = held._ready()
    assert held._ready() is parents
    monkeypatch.setattr(os, "getpid", lambda: -1)
    assert held._ready() is not parents


def test_another_event_loop_begins_with_its_own_connections() -> None:
    held = Wire([ACCEPTED]).async_client()._runner.transport

    async def ready(_: int) -> list[httpx.AsyncClient]:
        return [held._ready(), held._ready()]

    first, second = (run(ready(number)) for number in range(2))
    assert first[0] is first[1]
    assert second[0] is second[1]
    assert first[0] is not second[0]


def test_a_number_of_any_length_does_not_hide_the_task() -> None:
    body = b'{"data":{"task_id":"task-1","seed":' + b"1" * 5_000 + b"}}"
    assert Wire([Step(body=body)]).client().submit(MODEL, BODY).id == "task-1"
    assert read_json(b"12345678901234567890") == 12345678901234567890


@pytest.mark.parametrize("coding", ["gzip, gzip", "br", "zstd", "x-unknown"])
def test_an_answer_that_could_unfold_without_bound_is_not_unfolded(coding: str) -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        stream = httpx.ByteStream(data())
        return httpx.Response(200, headers={"content-encoding": coding}, stream=stream)

    mock = httpx.MockTransport(handle)
    with pytest.raises(SubmissionOutcomeUnknownError, match="no JSON object"):
        Modellix(KEY, transport=mock, clock=VirtualClock()).submit(MODEL, BODY)
    with pytest.raises(SubmissionOutcomeUnknownError, match="no JSON object"):
        run(AsyncModellix(KEY, transport=mock).submit(MODEL, BODY))


@pytest.mark.parametrize("coding", ["", "identity", "gzip"])
@pytest.mark.parametrize("in_hand", [False, True])
def test_an_answer_is_read_in_each_form_in_which_it_comes(coding: str, *, in_hand: bool) -> None:
    assert ACCEPTED.body is not None
    body = gzip.compress(ACCEPTED.body) if coding == "gzip" else ACCEPTED.body
    headers = {"content-encoding": coding} if coding else {}

    def handle(request: httpx.Request) -> httpx.Response:
        if in_hand:
            return httpx.Response(200, headers=headers, content=body)
        return httpx.Response(200, headers=headers, stream=httpx.ByteStream(body))

    mock = httpx.MockTransport(handle)
    assert Modellix(KEY, transport=mock, clock=VirtualClock()).submit(MODEL, BODY).id == "task-1"
    assert run(AsyncModellix(KEY, transport=mock).submit(MODEL, BODY)).id == "task-1"


def test_a_broken_retry_after_does_not_hide_an_open_outcome() -> None:
    odd = (("retry-after", "Wed, 21 Oct 99999999999999 07:28:00 GMT"),)
    body = json.dumps({"code": 500, "message": "no"}).encode()
    with pytest.raises(SubmissionOutcomeUnknownError):
        Wire([Step(500, body, odd)]).client().submit(MODEL, BODY)
