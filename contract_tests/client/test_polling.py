"""The wait as a machine: no clock, no network, only times and events."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from modellix_client._core.exchange import Answer, Failure
from modellix_client._core.polling import Done, Look, Polling, Sleep
from modellix_client._spec import TASK
from modellix_client.errors import ModellixError, TaskTimeoutError

from contract_tests.client.histories import HISTORIES, PASSING
from contract_tests.client.wire import Step, data

pytestmark = pytest.mark.client

PENDING = Step(body=data())


def event_of(step: Step) -> Answer | Failure:
    if step.fault is not None:
        return Failure(step.fault, may_have_arrived=True)
    headers = {name.lower(): value for name, value in step.headers}
    return Answer(step.status, headers, step.body)


def drive(
    steps: list[Step], *, timeout_ms: int, first_look: int | None = None, start: int = 0
) -> tuple[list[tuple[int, int]], Done | ModellixError, int]:
    """Begin and end of every look, how it ended, and when."""
    polling = Polling(TASK, "task-1", now=start, timeout_ms=timeout_ms, first_look=first_look)
    now = start
    looks: list[tuple[int, int]] = []
    while True:
        action = polling.next(now)
        if isinstance(action, Sleep):
            assert action.ms > 0
            now += action.ms
        elif isinstance(action, Look):
            assert 0 < action.budget_ms == start + timeout_ms - now
            step = steps[min(len(looks), len(steps) - 1)]
            begun, now = now, now + min(step.latency_ms, action.budget_ms)
            looks.append((begun, now))
            polling.receive(now, event_of(step))
        else:
            assert polling.next(now + 99) is action
            return looks, action, now


@given(
    HISTORIES, st.integers(0, 100_000), st.integers(0, 10_000), st.none() | st.integers(0, 9_000)
)
def test_looks_keep_their_distance_and_the_deadline(
    steps: list[Step], timeout_ms: int, start: int, first_look: int | None
) -> None:
    looks, action, ended = drive(steps, timeout_ms=timeout_ms, start=start, first_look=first_look)
    deadline = start + timeout_ms
    assert ended <= deadline
    assert all(begun < deadline for begun, _ in looks)
    for (_, done), (begun, _) in pairwise(looks):
        assert TASK.min_delay_ms <= begun - done
    if isinstance(action, TaskTimeoutError):
        assert ended == deadline
        assert (action.task_id, action.safe_to_retry) == ("task-1", False)
        assert "client.tasks.wait('task-1')" in str(action)
    else:
        assert len(looks) == len(steps)


@given(st.lists(PASSING, min_size=1, max_size=9))
def test_no_look_comes_while_the_service_wants_to_be_left_alone(steps: list[Step]) -> None:
    looks, _, _ = drive(steps, timeout_ms=1_000_000)
    for (_, done), (begun, _), step in zip(looks, looks[1:], steps, strict=False):
        wanted = dict(step.headers).get("retry-after", "0")
        if wanted.isdigit() and step.fault is None:
            assert begun - done >= min(int(wanted) * 1_000, 60_000)
        # A pause is never longer than the longest of the two limits.
        assert begun - done <= max(TASK.max_delay_ms, 60_000)


def test_the_pauses_of_a_quiet_task() -> None:
    looks, _, _ = drive([PENDING], timeout_ms=120_000, first_look=2_000)
    pauses = [begun - done for (_, done), (begun, _) in pairwise(looks)]
    assert looks[0] == (2_000, 2_000)
    assert pauses[:8] == [2_000, 2_600, 3_380, 4_394, 5_712, 7_425, 9_652, 12_547]
    assert set(pauses[8:-1]) == {15_000}
    assert looks[-1][0] == 119_000  # one last look before the deadline


def test_pauses_after_trouble_double_and_come_back() -> None:
    trouble = Step(503)
    looks, _, _ = drive([trouble, trouble, trouble, trouble, PENDING, PENDING], timeout_ms=90_000)
    begun = [begun for begun, _ in looks]
    assert begun[:7] == [0, 4_000, 12_000, 27_000, 42_000, 44_000, 46_600]


def test_a_wait_that_is_resumed_looks_at_once() -> None:
    looks, action, ended = drive([Step(body=data("success"))], timeout_ms=1)
    assert (looks, ended) == ([(0, 0)], 0)
    assert isinstance(action, Done)


@pytest.mark.parametrize("timeout_ms", [0, 500, 1_000])
def test_a_short_wait_after_a_submit_ends_without_a_look(timeout_ms: int) -> None:
    looks, action, ended = drive([PENDING], timeout_ms=timeout_ms, first_look=2_000)
    assert (looks, ended) == ([], timeout_ms)
    assert isinstance(action, TaskTimeoutError)


def test_a_timeout_tells_the_last_trouble() -> None:
    _, action, _ = drive([Step(503, latency_ms=100)], timeout_ms=5_000)
    assert isinstance(action, TaskTimeoutError)
    assert action.cause is not None
    assert action.cause.status == 503
    assert "its status was not seen" in str(action)
