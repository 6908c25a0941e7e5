"""Answers of the documented form are no finding, whatever else is in them; others are, by name."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.conformance.exchange import Answer
from contract_tests.conformance.findings import Finding
from contract_tests.conformance.following import reading
from contract_tests.conformance.oracle import READ_TASK, flaws
from contract_tests.conformance.rate_limit import RateLimit
from contract_tests.conformance.responses import task_findings
from contract_tests.counts import record
from contract_tests.profile import count

STEP = reading("task-1")
JSON = (("content-type", "application/json"),)
RESOURCES = ("data", "result", "resources")
# What every client needs, and what may be missing or null (api facts, section 4).
REQUIRED = (
    *(("code",), ("message",), ("data",), ("data", "status"), ("data", "task_id")),
    *(("data", "result"), RESOURCES, (*RESOURCES, 0), (*RESOURCES, 0, "url")),
    (*RESOURCES, 0, "type"),
)
OPTIONAL = (
    *("model_id", "duration", "billing", "result_expires_at", "get_result"),
    *("width", "height", "format", "role", "metadata", "extensions"),
)


def _told(value: Any) -> list[Finding]:
    return list(task_findings(STEP, Answer(200, JSON, json.dumps(value).encode())))


@st.composite
def answers(draw: st.DrawFn) -> dict[str, Any]:
    """A success with any of its optional members there, null or missing, and unknown ones."""
    some = {
        "model_id": st.text(max_size=5),
        "duration": st.integers(0, 10**9),
        "billing": st.just({"status": "succeeded", "amount": "0.2400"}),
        "result_expires_at": st.just(1786000000000),
        "get_result": st.just({"method": "GET"}),
        "width": st.integers(1, 9999),
        "height": st.integers(1, 9999),
        "format": st.text(max_size=4),
        "role": st.text(max_size=4),
        "metadata": st.just({"image_count": 1}),
        "extensions": st.just({}),
    }
    found = {
        name: draw(st.none() | value)
        for name, value in some.items()
        if draw(st.booleans(), label=name)
    }

    def of(*names: str) -> dict[str, Any]:
        return {name: found[name] for name in names if name in found}

    resource = {"url": "https://a/1.png", "type": draw(st.sampled_from(("image", "video")))}
    resource |= of("width", "height", "format", "role")
    entries = [resource] * draw(st.integers(1, 3))
    data = {"status": "success", "task_id": "task-1", "unknown": draw(st.none() | st.integers())}
    data |= of("model_id", "duration", "billing", "result_expires_at", "get_result")
    result = {"resources": entries} | of("metadata", "extensions")
    return {"code": 0, "message": draw(st.text()), "data": data | {"result": result}}


@settings(max_examples=count(150, 5_000), database=None, deadline=None)
@given(answers())
def test_the_documented_form_is_no_finding(value: dict[str, Any]) -> None:
    assert {finding.sign for finding in _told(value)} == {"good"}
    record("answers judged by the response oracle", 1)


@settings(max_examples=count(150, 5_000), database=None, deadline=None)
@given(answers(), st.sampled_from(REQUIRED), st.sampled_from((None, True, [[]], {"a": 1})))
def test_what_every_client_needs_is_needed(
    value: dict[str, Any], path: tuple[str | int, ...], other: Any
) -> None:
    value = json.loads(json.dumps(value))
    holder: Any = value
    for step in path[:-1]:
        holder = holder[step]
    if isinstance(other, dict) and isinstance(holder[path[-1]], dict):
        other = "word"
    if isinstance(other, list) and isinstance(holder[path[-1]], list):
        other = {}
    holder[path[-1]] = other
    bad = [f for f in _told(value) if f.sign == "bad" and f.level == "must"]
    assert bad
    assert any(str(step) in bad[0].words for step in path if isinstance(step, str))


@pytest.mark.parametrize("name", OPTIONAL)
def test_the_rest_only_warns(name: str) -> None:
    entry = {"url": "https://a/1", "type": "image"}
    result: dict[str, Any] = {"resources": [entry]}
    data: dict[str, Any] = {"status": "success", "task_id": "task-1", "result": result}
    near = {"width": entry, "height": entry, "format": entry, "role": entry}
    near |= {"metadata": result, "extensions": result}
    near.get(name, data)[name] = [1]
    (finding,) = [f for f in _told({"code": 0, "message": "", "data": data}) if f.sign == "bad"]
    assert finding.level == "should"
    assert name in finding.words


def test_the_oracle_is_not_ours() -> None:
    """A form that only the bundle knows is judged too: nothing here repeats its schemas."""
    data = {"status": "pending", "task_id": "task-1", "get_result": {"method": 7}}
    told = flaws(READ_TASK, 200, {"code": 0, "message": "", "data": data})
    assert [flaw.path for flaw in told] == [("data", "get_result", "method")]
    assert flaws(READ_TASK, 418, 7) == ()


def test_no_value_of_an_answer_is_told() -> None:
    data = {"status": ["a secret prompt"], "task_id": {"a secret": "prompt"}}
    for finding in _told({"code": "a secret", "message": 3, "data": data}):
        assert "secret" not in finding.words


def _limited(limit: object, remaining: object, reset: object) -> Answer:
    headers = (("limit", limit), ("remaining", remaining), ("reset", reset))
    return Answer(200, tuple((f"x-ratelimit-{k}", str(v)) for k, v in headers if v is not None))


@given(st.lists(st.tuples(st.integers(1, 9), st.booleans()), max_size=60))
def test_limits_that_count_down_agree(turns: list[tuple[int, bool]]) -> None:
    """However many requests others send, and however often a window begins anew."""
    limit, remaining, reset = 100, 100, 1_767_225_600
    headers = RateLimit()
    for others, anew in turns:
        remaining = limit if anew or remaining < others else remaining
        reset += 60 if remaining == limit else 0
        remaining -= others
        (finding,) = headers.findings(STEP, _limited(limit, remaining, reset))
        assert finding.sign == "good", finding.words


def test_no_limits_are_no_fault() -> None:
    assert list(RateLimit().findings(STEP, Answer(200, JSON))) == []
