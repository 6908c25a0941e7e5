"""The Go client does on a virtual clock what the Python client does, to the millisecond."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from modellix_client import trace

from contract_tests.counts import record
from contract_tests.go.program import Filter, answers
from contract_tests.parity.scenarios import one_line, scenario_lines
from contract_tests.parity.test_trace_drawn import ANSWERS
from contract_tests.parity.test_trace_lines import BAD, SUBMIT
from contract_tests.profile import count

_DRAWN = settings(
    max_examples=count(75, 10_000),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def _python(line: bytes) -> bytes:
    return trace.answer(line, "python-sync")


def test_written_scenarios() -> None:
    lines = scenario_lines()
    told = answers("trace", b"\n".join(lines)).splitlines(keepends=True)
    for line, found in zip(lines, told, strict=True):
        assert found == _python(line)
        expected, answer = json.loads(line)["expect"], json.loads(found)
        methods = [request["method"] for request in answer["requests"]]
        met = {**answer["outcome"], "posts": methods.count("POST"), "requests": len(methods)}
        assert {name: met[name] for name in expected} == expected
    record("scenarios in Go", len(lines))


def test_lines_that_are_no_scenario() -> None:
    wrong = [
        *(line for line, _ in BAD.values()),
        {**SUBMIT, "model": "kling-v2-mi2x"},
        {**SUBMIT, "model": "x", "body": 1},
        {**SUBMIT, "answers": [{"status": 200, "headers": {"a b": "c"}}]},
    ]
    lines = [one_line(line) for line in wrong]
    told = answers("trace", b"\n".join(lines)).splitlines(keepends=True)
    assert told == [_python(line) for line in lines]


@pytest.fixture(scope="module")
def tracer() -> Iterator[Filter]:
    with Filter("trace") as program:
        yield program


@_DRAWN
@given(answered=ANSWERS, timeout_ms=st.sampled_from([0, 1, 249, 999, 30_000, 120_000, None]))
def test_drawn_waits(
    tracer: Filter, answered: list[dict[str, Any]], timeout_ms: int | None
) -> None:
    scenario = {"id": 1, "call": "wait", "task_id": "task-1", "timeout_ms": timeout_ms}
    line = one_line({**scenario, "answers": answered})
    assert tracer.ask(line) + b"\n" == _python(line)
    record("drawn traces in Go", 1)


@_DRAWN
@given(
    answered=ANSWERS,
    call=st.sampled_from(["submit", "run"]),
    timeout_ms=st.sampled_from([None, 0, 1, 600, 5_000, 90_000]),
    body=st.sampled_from([{"prompt": "x"}, {"prompt": ""}, {}, None]),
)
def test_drawn_submits(
    tracer: Filter, answered: list[dict[str, Any]], call: str, timeout_ms: int | None, body: Any
) -> None:
    scenario = {**SUBMIT, "call": call, "body": body, "timeout_ms": timeout_ms}
    line = one_line({**scenario, "answers": answered})
    assert tracer.ask(line) + b"\n" == _python(line)
    record("drawn traces in Go", 1)
