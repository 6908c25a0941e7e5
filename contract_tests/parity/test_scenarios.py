"""The written scenarios: every client does the same, and what the docs say."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter

import pytest

from contract_tests import counts
from contract_tests.parity.scenarios import CLIENTS, scenario_lines, twins

pytestmark = pytest.mark.client

LINES = scenario_lines()
IDS = [json.loads(line)["id"] for line in LINES]
COUNTED = {"posts": "POST", "requests": ""}


@pytest.mark.parametrize("line", LINES, ids=IDS)
def test_every_client_does_the_same_and_as_expected(line: bytes) -> None:
    expected = json.loads(line)["expect"]
    answer = json.loads(twins(line))
    methods = [request["method"] for request in answer["requests"]]
    found = {**answer["outcome"], "posts": methods.count("POST"), "requests": len(methods)}
    assert {name: found[name] for name in expected} == expected
    # Within a call, time goes on.
    times = [request["t_ms"] for request in answer["requests"]]
    assert times == sorted(times)
    assert answer["t_ms"] >= (times[-1] if times else 0)
    counts.record("scenarios through every client", 1)


def test_the_scenarios_are_many_and_show_every_kind_and_fault() -> None:
    lines = [json.loads(line) for line in LINES]
    assert len(lines) >= 60
    assert [name for name, times in Counter(IDS).items() if times > 1] == []
    assert {line["expect"]["kind"] for line in lines} == {
        "success",
        "failed",
        "refused",
        "not_sent",
        "unknown",
        "timeout",
        "error",
    }
    faults = {answer.get("fault") for line in lines for answer in line["answers"]}
    assert faults == {
        None,
        "refused",
        "reset_in_body",
        "reset_after_body",
        "timeout",
        "truncated",
    }


@pytest.mark.parametrize("client", CLIENTS)
def test_the_program_answers_every_line_in_order(client: str) -> None:
    text = b"".join(line + b"\n" for line in scenario_lines())
    done = subprocess.run(
        [sys.executable, "-m", "modellix_client.trace", "--client", client],
        input=text,
        capture_output=True,
        check=True,
    )
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == IDS
    assert done.stderr == b""


@pytest.mark.parametrize("arguments", [[], ["--client"], ["--client", "perl"], ["python-sync"]])
def test_an_unknown_client_is_refused_by_name(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "modellix_client.trace", *arguments],
        input=b"",
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"python-sync, python-async" in done.stderr
