"""Drawn scenarios: the clients agree on every one, and keep what they promise about paid calls."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests import counts
from contract_tests.facts.stand_in import stand_in
from contract_tests.parity.scenarios import one_line, twins
from contract_tests.profile import count

pytestmark = pytest.mark.client

# After these nobody knows whether a task was started: one POST, and no more.
OPEN_FAULTS = ("reset_after_body", "timeout", "truncated")
CLOSEST_MS = 250

TASK = st.fixed_dictionaries(
    {
        "status": st.sampled_from(
            ["pending", "processing", "success", "failed", "canceled", "new"]
        ),
        "task_id": st.sampled_from(["task-1"] * 8 + ["task-2", "", None]),
    }
)
HEADERS = st.sampled_from(
    [
        {},
        {},
        {"retry-after": "3"},
        {"retry-after": "0"},
        {"x-ratelimit-limit": "60", "x-ratelimit-remaining": "0"},
    ]
)
LATENCY = st.sampled_from([0, 1, 100, 4_999, 60_001])
ANSWERED = st.fixed_dictionaries(
    {
        "latency_ms": LATENCY,
        "status": st.sampled_from([200] * 8 + [201, 302, 400, 401, 404, 408, 409, 429, 500, 503]),
        "headers": HEADERS,
        "body": TASK.map(lambda data: {"code": 0, "data": data})
        | st.sampled_from(["<html>", None]),
    }
)
BROKEN = st.fixed_dictionaries(
    {
        "latency_ms": LATENCY,
        "fault": st.sampled_from(["refused", "reset_in_body", *OPEN_FAULTS]),
    }
)
ANSWERS = st.lists(ANSWERED | ANSWERED | BROKEN, min_size=1, max_size=8)


def polls(answer: dict[str, Any]) -> list[int]:
    return [request["t_ms"] for request in answer["requests"] if request["method"] == "GET"]


@given(answers=ANSWERS, timeout_ms=st.sampled_from([0, 1, 999, 30_000, 120_000]))
@settings(max_examples=count(150, 4_000))
def test_waits(answers: list[dict[str, Any]], timeout_ms: int) -> None:
    line = {
        "id": 1,
        "call": "wait",
        "task_id": "task-1",
        "timeout_ms": timeout_ms,
        "answers": answers,
    }
    answer = json.loads(twins(one_line(line)))
    times = polls(answer)
    assert all(later - earlier >= CLOSEST_MS for earlier, later in pairwise(times))
    assert all(at < max(timeout_ms, 1) for at in times)
    assert answer["t_ms"] <= timeout_ms
    assert answer["outcome"]["task_id"] == "task-1"
    counts.record("drawn traces, waits", 1)


@given(
    answers=ANSWERS,
    call=st.sampled_from(["submit", "run"]),
    timeout_ms=st.sampled_from([None, 5_000, 90_000]),
)
@settings(max_examples=count(150, 4_000))
def test_submits(answers: list[dict[str, Any]], call: str, timeout_ms: int | None) -> None:
    line = {
        "id": 1,
        "call": call,
        "model": stand_in().model,
        "body": stand_in().body("x"),
        "timeout_ms": timeout_ms,
        "answers": answers,
    }
    answer = json.loads(twins(one_line(line)))
    outcome, requests = answer["outcome"], answer["requests"]
    posts = [at for at, request in enumerate(requests) if request["method"] == "POST"]
    # Whatever the POSTs before the last one met, it proved that nothing had been started.
    for at in posts[:-1]:
        reply = answers[min(at, len(answers) - 1)]
        assert reply.get("fault") in {"refused", "reset_in_body"} or reply["status"] in {404, 429}
    last = answers[min(posts[-1], len(answers) - 1)]
    if last.get("fault") in OPEN_FAULTS:
        assert outcome["kind"] == "unknown"
        assert not outcome["safe_to_retry"]
    if outcome["kind"] == "unknown":
        # An answer that was no acceptance may still name a task; its id is kept.
        assert outcome["task_id"] in {None, "task-1", "task-2"}
        assert not polls(answer)
    if polls(answer):
        # A task was accepted: whatever comes then, its id is not lost.
        assert outcome["task_id"]
    counts.record("drawn traces, submits", 1)
