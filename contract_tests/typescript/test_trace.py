"""The TypeScript client does what the Python client does: the same requests at the same times."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from modellix_client import trace

from contract_tests.client.test_retry_after import DATE
from contract_tests.counts import record
from contract_tests.parity.scenarios import one_line, scenario_lines
from contract_tests.parity.test_trace_drawn import ANSWERS
from contract_tests.parity.test_trace_lines import BAD, SUBMIT, VALUES, WAIT
from contract_tests.profile import count
from contract_tests.typescript.programs import Filter, answers, staying


@pytest.fixture(scope="module")
def tracer() -> Iterator[Filter]:
    with staying("trace") as filter_:
        yield filter_


def python(line: bytes) -> bytes:
    return trace.answer(line, "python-sync")


def test_every_scenario() -> None:
    lines = scenario_lines()
    assert answers("trace", lines) == [python(line) for line in lines]
    record("scenarios through the TypeScript client", len(lines))


def test_lines_that_are_no_scenario() -> None:
    lines = [
        *(one_line(line) for line, _ in BAD.values()),
        *(b"1", b"[]", b"\xff", b'{"id":1,"id":2}', b"[" * 100),
        one_line({**SUBMIT, "model": "kling-v2-mi2x"}),
        one_line({**WAIT, "answers": [{"latency_ms": None, "status": 200}]}),
    ]
    assert answers("trace", lines) == [python(line) for line in lines]


def moments(*values: str) -> dict[str, Any]:
    """A wait whose first answer asks for patience in so many words."""
    after, date, reset = values
    headers = {"retry-after": after, "date": date, "x-ratelimit-reset": reset}
    headers |= {"x-ratelimit-remaining": "0", "x-ratelimit-limit": "60"}
    data = {"status": "pending", "task_id": "task-1"}
    reply = {"latency_ms": 7, "status": 200, "headers": headers, "body": {"code": 0, "data": data}}
    return {**WAIT, "timeout_ms": 200_000, "answers": [reply, {**reply, "status": 429}, reply]}


@pytest.mark.parametrize("reset", ["", "9", "9000", "1792567690", "1792567690000", "-1", "9" * 16])
@pytest.mark.parametrize("date", [DATE, "", "Wed, 21 Oct 2026 09:28:00 +0200"])
def test_what_headers_ask_for(tracer: Filter, date: str, reset: str) -> None:
    for after in ("", "3", "007", "1e3", "99999", DATE, "Wed, 21 Oct 2026 07:28:09 GMT"):
        line = one_line(moments(after, date, reset))
        assert tracer.answer(line) == python(line), after


def test_ids_that_paths_cannot_carry_as_they_are(tracer: Filter) -> None:
    for task_id in (".", "..", "a/b", "ä😀", "a b?c#d%e", "!'()*~_-.", "\u0000\x7f"):
        line = one_line({**WAIT, "task_id": task_id, "timeout_ms": 1})
        assert tracer.answer(line) == python(line), task_id


def test_drawn_scenarios(tracer: Filter) -> None:
    @given(
        answers=ANSWERS,
        call=st.sampled_from(["wait", "submit", "run"]),
        timeout_ms=st.sampled_from([None, 0, 1, 999, 5_000, 30_000, 120_000]),
    )
    @settings(max_examples=count(250, 20_000))
    def compare(answers: list[dict[str, Any]], call: str, timeout_ms: int | None) -> None:
        scenario: dict[str, Any] = {
            "id": 1,
            "call": call,
            "model": "kling-v2-mi2i",
            "body": {"prompt": "x"},
            "task_id": "task-1",
            "timeout_ms": timeout_ms,
            "answers": answers,
        }
        line = one_line(scenario)
        assert tracer.answer(line) == python(line), line
        record("drawn scenarios through the TypeScript client", 1)

    compare()


def test_drawn_lines(tracer: Filter) -> None:
    members = ("id", "call", "model", "body", "task_id", "timeout_ms", "answers")

    @given(
        line=st.sampled_from([WAIT, SUBMIT]),
        change=st.dictionaries(st.sampled_from(members), VALUES),
    )
    @settings(max_examples=count(200, 10_000))
    def compare(line: dict[str, Any], change: dict[str, Any]) -> None:
        raw = json.dumps({**line, "timeout_ms": 20_000, **change}, ensure_ascii=False)
        assert tracer.answer(raw.encode()) == python(raw.encode()), raw
        record("drawn lines through the TypeScript tracer", 1)

    compare()
