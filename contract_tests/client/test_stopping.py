"""Stopping a call from outside: a stop event, a cancellation, in every state, in virtual time."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from modellix_client import (
    AsyncModellix,
    Modellix,
    NotSubmittedError,
    TaskTimeoutError,
)
from modellix_client._core.schedule import Schedule
from modellix_client.journal import Journal

from contract_tests.client.loop_time import LoopClock, in_virtual_time
from contract_tests.client.wire import BODY, KEY, MODEL, data, of_model
from contract_tests.mock_api import VirtualClock

pytestmark = pytest.mark.client


class StopAt:
    """Set from a moment on."""

    def __init__(self, clock: VirtualClock, at_ms: int) -> None:
        self._clock = clock
        self._at_ms = at_ms

    def is_set(self) -> bool:
        return self._clock.now() >= self._at_ms


def idle(schedule: Schedule) -> bool:
    """Whether nobody has a place in the queue any more."""
    return not schedule._submits and schedule._first() is None


def scripted(request: httpx.Request) -> httpx.Response:
    name = request.url.path.rpartition("/")[2]
    if name == "held":
        body = {"code": 429, "message": "Rate limit exceeded: slow down"}
        return httpx.Response(429, headers={"retry-after": "60"}, json=body)
    return httpx.Response(200, content=data("processing", None))


CALLS: dict[str, Callable[[Modellix, Any], object]] = {
    "wait": lambda client, stop: client.tasks.wait("t1", stop=stop),
    "wait, held": lambda client, stop: client.tasks.wait("held", stop=stop),
    "run": lambda client, stop: client.run(MODEL, BODY, stop=stop),
    "run of a model": lambda client, stop: of_model(client).run(**BODY, stop=stop),
    "wait_all": lambda client, stop: client.tasks.wait_all(["t1", "t2"], stop=stop),
    "map": lambda client, stop: client.map(MODEL, [BODY] * 9, max_in_flight=2, stop=stop),
}


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("at_ms", [0, 1, 700, 5_000, 61_000])
def test_a_stop_is_seen_between_steps(name: str, at_ms: int) -> None:
    clock = VirtualClock()

    def handle(request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            return httpx.Response(200, content=data(task_id=f"t{clock.now()}-{id(request)}"))
        return scripted(request)

    with Modellix(KEY, transport=httpx.MockTransport(handle), clock=clock) as client:
        stop = StopAt(clock, at_ms)
        outcome: object
        try:
            outcome = CALLS[name](client, stop)
        except (TaskTimeoutError, NotSubmittedError) as error:
            outcome = [error]
        assert clock.now() <= at_ms + 200
        assert isinstance(outcome, list)
        for one in outcome:
            assert isinstance(one, (TaskTimeoutError, NotSubmittedError))
            assert (one.task_id is None) == isinstance(one, NotSubmittedError)
            assert "stopped" in str(one) or "ended before" in str(one)
        assert len(outcome) == {"map": 9, "wait_all": 2}.get(name, 1)
        assert idle(client._runner.engine.turns.schedule)


def test_a_stop_is_seen_by_threads_within_a_moment() -> None:
    stop = threading.Event()
    seen = threading.Event()

    def handle(request: httpx.Request) -> httpx.Response:
        seen.set()
        return scripted(request)

    with Modellix(KEY, transport=httpx.MockTransport(handle)) as client:
        outcomes: list[object] = []
        call = threading.Thread(
            target=lambda: outcomes.extend(client.tasks.wait_all(["t1", "t2"], stop=stop))
        )
        call.start()
        assert seen.wait(30)
        stop.set()
        call.join(30)
        assert [type(one) for one in outcomes] == [TaskTimeoutError] * 2
    left = [one.name for one in threading.enumerate() if one.name.startswith("modellix")]
    assert left == []


def test_ctrl_c_leaves_no_thread_and_no_task_without_its_id(tmp_path: Path) -> None:
    path = tmp_path / "submits.ndjson"
    answered = threading.Event()

    def handle(request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return scripted(request)
        answered.set()
        return httpx.Response(200, content=data(task_id="task-1"))

    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    with Modellix(KEY, transport=httpx.MockTransport(handle), journal=path) as client:
        with pytest.raises(KeyboardInterrupt) as caught:
            client.map(MODEL, [BODY], on_update=interrupt)
        assert "task-1" in caught.value.__notes__[-1]
        assert idle(client._runner.engine.turns.schedule)
    assert [entry.task_id for entry in Journal(path).recover().unfinished] == ["task-1"]
    left = [one.name for one in threading.enumerate() if one.name.startswith("modellix")]
    assert left == []


ASYNC_CALLS: dict[str, Callable[[AsyncModellix], Any]] = {
    "submit": lambda client: client.submit(MODEL, BODY),
    "run": lambda client: client.run(MODEL, BODY),
    "wait": lambda client: client.tasks.wait("t1"),
    "wait, held": lambda client: client.tasks.wait("held"),
    "wait_all": lambda client: client.tasks.wait_all(["t1", "t2", "held"]),
    "map": lambda client: client.map(MODEL, [BODY] * 9, key=[f"k{n}" for n in range(9)]),
}


@pytest.mark.parametrize("name", ASYNC_CALLS)
@pytest.mark.parametrize("at_ms", [0, 50, 120, 900, 3_050, 4_000])
@pytest.mark.parametrize("hold", [False, True])
def test_a_cancellation_ends_a_call_at_once_in_every_state(
    name: str, at_ms: int, *, hold: bool, tmp_path: Path
) -> None:
    """On its way a request spends 100 ms each in connecting, in its body and at the service."""
    path = tmp_path / "submits.ndjson"
    clock = VirtualClock()
    begun: list[str] = []
    over: list[str] = []
    given: list[str] = []
    whole: list[str] = []

    async def handle(request: httpx.Request) -> httpx.Response:
        begun.append(request.method)
        try:
            await asyncio.sleep(0.1)
            if request.method == "POST":
                async for _ in request.stream:  # type: ignore[union-attr]
                    await asyncio.sleep(0.05)
                whole.append("POST")
            await asyncio.sleep(0.1)
            if request.method == "GET":
                return scripted(request)
            given.append(f"task-{len(given)}")
            return httpx.Response(200, content=data(task_id=given[-1]))
        finally:
            over.append(request.method)

    class Door(httpx.AsyncBaseTransport):
        handle_async_request = staticmethod(handle)

    async def cancel() -> None:
        async with AsyncModellix(
            KEY, transport=Door(), clock=LoopClock(clock), journal=path
        ) as client:
            turns = client._runner.engine.turns
            if hold:
                turns.schedule.budget._hold(clock.now() + 60_000)
            call = asyncio.ensure_future(ASYNC_CALLS[name](client))
            await asyncio.sleep(at_ms / 1000)
            at = clock.now()
            call.cancel()
            with pytest.raises(asyncio.CancelledError) as caught:
                await call
            assert clock.now() - at <= 20  # the time of a journal's thread
            assert idle(turns.schedule)
            assert len(asyncio.all_tasks()) == 1
            if name == "run" and given:
                assert any("task-0" in note for note in caught.value.__notes__)

    in_virtual_time(clock, cancel())
    assert len(begun) == len(over)
    left = Journal(path).recover()
    assert [entry.task_id for entry in left.unfinished] == given
    # What was not sent to its last byte is not among what nobody knows.
    assert len(left.unknown) == len(whole) - len(given)
    if hold:
        assert begun == []
