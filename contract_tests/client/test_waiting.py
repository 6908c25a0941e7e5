"""The same histories against both faces, each on a clock of its own."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from modellix_client import (
    ModellixError,
    RateLimitError,
    TaskCanceledError,
    TaskFailedError,
    TaskTimeoutError,
    UnexpectedResponseError,
)

from contract_tests.client.histories import ENDS, HISTORIES, ODD, TIMEOUTS
from contract_tests.client.wire import (
    ACCEPTED,
    BODY,
    MODEL,
    Step,
    Wire,
    data,
    of_model,
    outcome,
    problem,
    run,
)

pytestmark = pytest.mark.client


@given(HISTORIES, TIMEOUTS)
def test_both_faces_ask_at_the_same_times_and_end_alike(steps: list[Step], timeout: float) -> None:
    wire, twin = Wire([ACCEPTED, *steps]), Wire([ACCEPTED, *steps])
    told: list[Any] = []
    also: list[Any] = []

    def blocking() -> object:
        with wire.client() as client:
            return client.run(MODEL, BODY, wait_timeout=timeout, on_update=told.append)

    async def awaited() -> object:
        async with twin.async_client() as client:
            return await client.run(MODEL, BODY, wait_timeout=timeout, on_update=also.append)

    ended = outcome(blocking)
    assert ended == outcome(lambda: run(awaited()))
    assert wire.trace() == twin.trace()
    assert wire.clock.now() == twin.clock.now() <= timeout * 1000
    assert [task.status for task in told] == [task.status for task in also]
    assert [method for _, method, _ in wire.trace()].count("POST") == 1
    if ended[0] != "success":
        assert ended[2] == "task-1"  # whoever catches it can find the task again


@pytest.mark.parametrize(("name", "step"), ENDS.items())
def test_how_a_wait_ends(name: str, step: Step) -> None:
    wire = Wire([Step(body=data("paused")), Step(500), step])
    seen: list[Any] = []
    with wire.client() as client:
        if name == "Result":
            result = client.tasks.wait("task-1", on_update=seen.append)
            assert (result.task_id, result.model_id, result.resources) == ("task-1", MODEL, [])
            assert [task.status for task in seen] == ["paused", "success"]
        else:
            with pytest.raises(ModellixError) as caught:
                client.tasks.wait("task-1")
            assert type(caught.value).__name__ == name
            assert caught.value.task_id == "task-1"
            assert caught.value.status == step.status
            assert not caught.value.safe_to_retry
    assert len(wire.requests) == 3


@pytest.mark.parametrize("step", ODD)
def test_an_answer_that_makes_no_sense_ends_the_wait(step: Step) -> None:
    wire = Wire([step])
    with wire.client() as client:
        for call in (client.tasks.wait, client.tasks.get):
            with pytest.raises(UnexpectedResponseError) as caught:
                call("task-1")
            assert (caught.value.task_id, caught.value.status) == ("task-1", step.status)


def test_the_status_of_a_failed_task_is_told() -> None:
    with Wire([ENDS["TaskCanceledError"]]).client() as client:
        with pytest.raises(TaskFailedError, match="canceled") as caught:
            client.tasks.wait("task-1")
        assert isinstance(caught.value, TaskCanceledError)
        assert caught.value.task_status == "canceled"


def test_a_slow_answer_is_cut_off_at_the_deadline() -> None:
    wire = Wire([Step(body=data("success"), latency_ms=9_000)])
    with wire.client() as client, pytest.raises(TaskTimeoutError):
        client.tasks.wait("task-1", timeout=4)
    assert wire.clock.now() == 4_000
    assert [request.extensions["timeout"]["read"] for request in wire.requests] == [4.0]


def test_a_task_can_be_waited_for_again_and_remembers_its_status() -> None:
    done = Step(body=data("success"))
    wire = Wire([ACCEPTED, Step(body=data("processing")), done])
    with wire.client() as client:
        task = of_model(client).submit(**BODY)
        with pytest.raises(TaskTimeoutError):
            task.wait(timeout=3)
        assert task.status == "processing"
        assert task.wait().model_id == MODEL
        assert task.status == "success"
        assert task.refresh().status == "success"
    assert [at for at, _, _ in wire.trace()] == [0, 2_000, 3_000, 3_000]


def test_reading_once_does_not_wait_out_anything() -> None:
    step = problem(429, "Rate limit exceeded", headers=(("retry-after", "3"),))
    wire = Wire([step])
    with wire.client() as client, pytest.raises(RateLimitError) as caught:
        client.tasks.get("task-1")
    assert (caught.value.kind, caught.value.retry_after_ms) == ("rate", 3_000)
    assert caught.value.safe_to_retry
    assert len(wire.requests) == 1


def test_an_async_watcher_is_awaited() -> None:
    seen: list[str | None] = []

    async def watch(task: Any) -> None:
        seen.append(task.status)

    async def wait() -> None:
        wire = Wire([Step(body=data("processing")), Step(body=data("success"))])
        async with wire.async_client() as client:
            await client.tasks.wait("task-1", on_update=watch)

    run(wait())
    assert seen == ["processing", "success"]


def test_a_watcher_that_fails_is_heard() -> None:
    def watch(_: Any) -> None:
        raise KeyError("mine")

    with Wire([Step(body=data())]).client() as client, pytest.raises(KeyError, match="mine"):
        client.tasks.wait("task-1", on_update=watch)
