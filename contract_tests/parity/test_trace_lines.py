"""Lines that are no scenario: each gets a clear answer, never a traceback."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.parity.scenarios import one_line, traced, twins
from contract_tests.profile import count

pytestmark = pytest.mark.client

WAIT: dict[str, Any] = {"id": 1, "call": "wait", "task_id": "task-1", "answers": [{"status": 200}]}
SUBMIT: dict[str, Any] = {
    "id": "s",
    "call": "submit",
    "model": "kling-v2-mi2i",
    "body": {"prompt": "x"},
    "answers": [{"status": 401}],
}
BAD: dict[str, tuple[dict[str, Any], str]] = {
    "no call": ({**WAIT, "call": None}, "call must be one of wait, submit, run"),
    "another call": ({**WAIT, "call": "cancel"}, "call must be one of"),
    "call is a list": ({**WAIT, "call": ["wait"]}, "call must be one of"),
    "no task": ({**WAIT, "task_id": None}, "task_id must be a string"),
    "empty task": ({**WAIT, "task_id": ""}, "task_id must be a string"),
    "no answers": ({**WAIT, "answers": None}, "answers must be a list"),
    "none of them": ({**WAIT, "answers": []}, "answers must be a list"),
    "answer is a text": ({**WAIT, "answers": ["200"]}, "answers[0] must be an object"),
    "neither": ({**WAIT, "answers": [{"status": 200}, {}]}, "answers[1] needs a status"),
    "no final status": ({**WAIT, "answers": [{"status": 100}]}, "answers[0] needs a status"),
    "status is true": ({**WAIT, "answers": [{"status": True}]}, "answers[0] needs a status"),
    "another fault": ({**WAIT, "answers": [{"fault": "fire"}]}, "answers[0].fault must be one of"),
    "fault is a list": ({**WAIT, "answers": [{"fault": []}]}, "answers[0].fault must be one of"),
    "back in time": (
        {**WAIT, "answers": [{"status": 200, "latency_ms": -1}]},
        "answers[0].latency_ms must be an integer from 0",
    ),
    "latency is half": (
        {**WAIT, "answers": [{"status": 200, "latency_ms": 1.5}]},
        "answers[0].latency_ms must be an integer from 0",
    ),
    "for ever": ({**WAIT, "timeout_ms": 10**12}, "timeout_ms must be an integer from 0"),
    "timeout is a text": ({**WAIT, "timeout_ms": "1"}, "timeout_ms must be an integer from 0"),
    "headers are a list": (
        {**WAIT, "answers": [{"status": 200, "headers": []}]},
        "answers[0].headers must be an object",
    ),
    "header in two lines": (
        {**WAIT, "answers": [{"status": 200, "headers": {"a": "b\r\nc: d"}}]},
        "answers[0].headers: the value of a must be printable ASCII",
    ),
    "header without a name": (
        {**WAIT, "answers": [{"status": 200, "headers": {"": "b"}}]},
        "answers[0].headers: a name must be an HTTP token",
    ),
    "no model": ({**SUBMIT, "model": None}, "model must be there"),
    "no body": ({key: value for key, value in SUBMIT.items() if key != "body"}, "body must be"),
}


@pytest.mark.parametrize(("line", "told"), BAD.values(), ids=BAD.keys())
def test_a_bad_line_is_told_what_is_wrong(line: dict[str, Any], told: str) -> None:
    answer = json.loads(twins(one_line(line)))
    assert answer["id"] == line["id"]
    assert answer["error"]["code"] == "bad_line"
    assert told in answer["error"]["message"]


@pytest.mark.parametrize(
    ("line", "line_id", "code"),
    [
        (b"", None, "invalid_json"),
        (b"{", None, "invalid_json"),
        (b"[]", None, "bad_line"),
        (b"\xff", None, "invalid_json"),
        (b'{"id":true}', None, "bad_line"),
        (b'{"id":1,"id":2}', None, "duplicate_key"),
        (b"[" * 100, None, "too_deep"),
        (one_line({**SUBMIT, "model": "kling-v2-mi2x"}), "s", "unknown_model"),
        (one_line({**SUBMIT, "body": 2**64}), "s", "number_out_of_range"),
    ],
)
def test_a_line_that_is_no_json_of_ours(line: bytes, line_id: Any, code: str) -> None:
    answer = json.loads(twins(line))
    assert (answer["id"], answer["error"]["code"]) == (line_id, code)
    assert answer["error"]["message"]


def test_a_line_too_large_to_read() -> None:
    answer = json.loads(twins(None))  # type: ignore[arg-type]
    assert (answer["id"], answer["error"]["code"]) == (None, "too_large")


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 10**13)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5)
    | st.sampled_from(["wait", "submit", "timeout", "kling-v2-mi2i"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["status", "fault", "latency_ms", "headers", "body", "é\n"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@given(
    line=st.sampled_from([WAIT, SUBMIT]),
    change=st.dictionaries(
        st.sampled_from(["id", "call", "model", "body", "task_id", "timeout_ms", "answers"]), VALUES
    ),
)
@settings(max_examples=count(150, 3_000))
def test_whatever_a_line_holds_it_is_answered(line: dict[str, Any], change: dict[str, Any]) -> None:
    for client in ("python-sync", "python-async"):
        answer = traced(one_line({**line, "timeout_ms": 20_000, **change}), client)
        assert ("error" in answer) != ("outcome" in answer)
