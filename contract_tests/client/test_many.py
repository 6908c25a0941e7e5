"""Waiting for many tasks with one call, in both faces."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from modellix_client import (
    AsyncModellix,
    ConfigurationError,
    Modellix,
    NotFoundError,
    TaskFailedError,
    TaskTimeoutError,
)
from modellix_client._spec import TASK

from contract_tests.client.histories import LAST, PASSING
from contract_tests.client.wire import ACCEPTED, BODY, KEY, MODEL, Step, Wire, data, problem, run
from contract_tests.mock_api.clock import VirtualClock

pytestmark = pytest.mark.client

PENDING = Step(body=data(task_id=None))
SUCCESS = Step(body=data("success", task_id=None))


class Tasks:
    """Answers about several tasks, each by a script of its own; the last step repeats."""

    def __init__(self, scripts: dict[str, list[Step]]) -> None:
        self.clock = VirtualClock()
        self.log: list[tuple[int, str]] = []
        self._wires = {name: Wire(steps, self.clock) for name, steps in scripts.items()}

    def handle(self, request: httpx.Request) -> httpx.Response:
        name = request.url.path.rpartition("/")[2]
        self.log.append((self.clock.now(), name))
        return self._wires[name].handle(request)

    def client(self) -> Modellix:
        return Modellix(KEY, transport=httpx.MockTransport(self.handle), clock=self.clock)

    def async_client(self) -> AsyncModellix:
        return AsyncModellix(KEY, transport=httpx.MockTransport(self.handle), clock=self.clock)


SCRIPTS = st.dictionaries(
    st.sampled_from(["t1", "t2", "t3", "t4", "t5"]),
    st.builds(lambda steps, last: [*steps, last], st.lists(PASSING, max_size=5), LAST),
    min_size=1,
)


def shown(outcome: object) -> str:
    return f"{type(outcome).__name__.replace('Async', '')} {getattr(outcome, 'task_id', None)}"


@given(SCRIPTS, st.sampled_from([0, 1.5, 10, 200]))
def test_both_faces_read_at_the_same_times(scripts: dict[str, list[Step]], timeout: float) -> None:
    service, twin = Tasks(scripts), Tasks(scripts)
    with service.client() as client:
        ended = [shown(one) for one in client.tasks.wait_all(scripts, timeout)]

    async def awaited() -> list[str]:
        async with twin.async_client() as client:
            return [shown(one) for one in await client.tasks.wait_all(scripts, timeout)]

    assert ended == run(awaited())
    assert service.log == twin.log
    assert service.clock.now() == twin.clock.now() <= timeout * 1000
    assert [line.split()[1] for line in ended] == list(scripts)
    for name in scripts:
        times = [at for at, read in service.log if read == name]
        assert all(later - sooner >= TASK.min_delay_ms for sooner, later in pairwise(times))


def test_outcomes_come_in_the_order_that_was_given_and_raise_nothing() -> None:
    scripts = {
        "slow": [PENDING] * 4 + [SUCCESS],
        "quick": [SUCCESS],
        "lost": [problem(404, "Resource not found: task")],
        "broken": [Step(body=data("failed", task_id=None))],
        "endless": [PENDING],
    }
    kinds = ["Result", "Result", "NotFoundError", "TaskFailedError", "TaskTimeoutError"]
    seen: Counter[str | None] = Counter()
    service = Tasks(scripts)
    with service.client() as client:
        outcomes = client.tasks.wait_all(
            [*scripts, "quick"], 60, lambda task: seen.update([task.status])
        )
    assert [type(one).__name__ for one in outcomes] == [*kinds, "Result"]
    assert [one.task_id for one in outcomes] == [*scripts, "quick"]
    assert outcomes[1] is outcomes[-1]
    reads = Counter(name for _, name in service.log)
    assert (reads["slow"], reads["quick"], reads["lost"], reads["broken"]) == (5, 1, 1, 1)
    assert seen["pending"] == 4 + reads["endless"]
    assert service.clock.now() == 60_000
    assert isinstance(outcomes[2], NotFoundError)
    assert isinstance(outcomes[3], TaskFailedError)
    assert isinstance(outcomes[4], TaskTimeoutError)


def test_ends_come_as_they_are_seen() -> None:
    scripts = {"c": [PENDING] * 6 + [SUCCESS], "a": [SUCCESS], "b": [PENDING, SUCCESS]}
    service, twin = Tasks(scripts), Tasks(scripts)
    with service.client() as client:
        order = [one.task_id for one in client.tasks.as_completed(scripts)]

    async def awaited() -> list[str | None]:
        async with twin.async_client() as client:
            return [one.task_id async for one in client.tasks.as_completed(scripts)]

    assert order == run(awaited()) == ["a", "b", "c"]
    assert service.log == twin.log


def test_whoever_stops_early_leaves_no_place_in_the_queue() -> None:
    service = Tasks({"a": [SUCCESS], "b": [PENDING, PENDING, SUCCESS]})
    with service.client() as client:
        ends = client.tasks.as_completed(["a", "b"])
        assert next(ends).task_id == "a"
        # While its caller is elsewhere, and after it has gone, others have their turns.
        assert client.tasks.wait("b", timeout=30).task_id == "b"
        del ends
        assert client.tasks.wait("a", timeout=30).task_id == "a"


def test_submitted_tasks_are_read_when_they_may_be_and_remember_their_status() -> None:
    wire = Wire([ACCEPTED, Step(body=data("processing")), Step(body=data("success"))])
    with wire.client() as client:
        task = client.submit(MODEL, BODY)
        (result,) = client.tasks.wait_all([task])
        assert result.task_id == task.id
        assert task.status == "success"
    assert [at for at, _, _ in wire.trace()] == [0, TASK.first_delay_ms, 3_000]


@pytest.mark.parametrize("wrong", ["task-1", [""], [None]])
def test_what_is_no_list_of_tasks(wrong: Any) -> None:
    wire = Wire([SUCCESS])
    with wire.client() as client:
        for call in (client.tasks.wait_all, client.tasks.as_completed):
            with pytest.raises(ConfigurationError):
                call(wrong)
        with pytest.raises(ConfigurationError):
            client.tasks.wait_all(["task-1"], timeout=-1)
    assert wire.requests == []


def test_nothing_to_wait_for() -> None:
    with Wire([]).client() as client:
        assert client.tasks.wait_all([]) == []


def test_a_watcher_may_be_awaited_and_is_heard_when_it_fails() -> None:
    service = Tasks({"a": [PENDING, SUCCESS]})
    seen: list[Any] = []

    async def watch(task: Any) -> None:
        seen.append(task.status)

    async def wait() -> None:
        async with service.async_client() as client:
            await client.tasks.wait_all(["a"], on_update=watch)

    run(wait())
    assert seen == ["pending", "success"]

    def fail(_: Any) -> None:
        raise KeyError("mine")

    with (
        Tasks({"a": [PENDING]}).client() as client,
        pytest.raises(KeyError, match="mine"),
    ):
        client.tasks.wait_all(["a"], on_update=fail)
