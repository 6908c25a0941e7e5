"""A group of waits: each ends in time, whatever else is on its way."""

from __future__ import annotations

import heapq
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from modellix_client._core.exchange import Answer
from modellix_client._core.polling import Done, Polling, Sleep
from modellix_client._group import Ended, Group, GroupLook
from modellix_client._spec import TASK
from modellix_client._turns import Turns
from modellix_client.errors import TaskTimeoutError

from contract_tests.counts import record
from contract_tests.profile import count

pytestmark = pytest.mark.client

_Plan = tuple[int, int, int | None]  # added at, timeout, finished at; milliseconds
_times = st.integers(0, 20_000)
_plans = st.lists(st.tuples(_times, _times.map(lambda ms: ms + 1), st.none() | _times), min_size=1)


@settings(max_examples=count(ci=60, long=2_000), deadline=None)
@given(_plans, st.integers(1, 9_000))
def test_each_wait_ends_at_its_deadline_or_when_its_answer_came(
    plans: list[_Plan], latency: int
) -> None:
    record("groups of waits followed", 1)
    now, looks = 0, 0
    to_add = sorted(((at, number) for number, (at, _, _) in enumerate(plans)), reverse=True)
    waits: dict[str, Polling] = {}
    arrivals: list[tuple[int, int, GroupLook]] = []
    heard: dict[str, int] = {}
    with Group(Turns(), (), now) as group:
        while to_add or waits:
            while to_add and to_add[-1][0] <= now:
                _, number = to_add.pop()
                wait = Polling(
                    TASK, f"task-{number}", now=now, timeout_ms=plans[number][1], steady=True
                )
                waits[wait.task_id] = wait
                group.add(wait, now)
            while arrivals and arrivals[0][0] <= now:
                _, _, look = heapq.heappop(arrivals)
                heard[look.task_id] = now
                group.receive(now, look, _answer(look.task_id, plans, look.sent.at))
            action = group.next(now)
            if isinstance(action, Ended):
                wait = waits.pop(action.task_id)
                last = heard.get(action.task_id, 0)
                if isinstance(action.outcome, Done):
                    assert now == last
                else:
                    assert isinstance(action.outcome, TaskTimeoutError)
                    assert now == max(wait.deadline, last)
            elif isinstance(action, GroupLook):
                looks += 1
                heapq.heappush(arrivals, (now + latency, looks, action))
            else:
                moments = [arrivals[0][0]] if arrivals else []
                moments += [to_add[-1][0]] if to_add else []
                moments += [now + action.ms] if isinstance(action, Sleep) else []
                now = max(min(moments), now)


def _answer(task_id: str, plans: list[_Plan], sent_at: int) -> Answer:
    finished = plans[int(task_id.removeprefix("task-"))][2]
    done = finished is not None and sent_at >= finished
    state = {"status": "success" if done else "processing", "task_id": task_id}
    body = json.dumps({"code": 0, "message": "success", "data": state}).encode()
    return Answer(200, {}, body)
