"""Processes that map the same keys: killed at any line, started again, and side by side."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from modellix_client.journal import Journal

from contract_tests import counts
from contract_tests.facts.stand_in import stand_in
from contract_tests.profile import count

pytestmark = [pytest.mark.client, pytest.mark.slow]

KEYS = 3
# The service is a file to which each accepted request adds its name, before it is answered.
_PROGRAM = """
import json, os, sys
import httpx
from modellix_client import Modellix, ModellixError
journal, paid, left = sys.argv[1], sys.argv[2], int(sys.argv[3])
MODEL, TEXT = sys.argv[4:]
def answer(request):
    if request.method == "POST":
        name = json.loads(request.content)[TEXT]
        with open(paid, "a") as file:
            file.write(name + "\\n")
        return httpx.Response(200, json={"data": {"task_id": "task-" + name}})
    name = request.url.path.rpartition("/")[2]
    return httpx.Response(200, json={"data": {"task_id": name, "status": "success"}})
class Clock:
    def now(self): return self.at
    at = 0
    def sleep(self, ms): self.at += ms
def trace(frame, event, argument):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), 9)
    return trace
client = Modellix("mdlx-x", journal=journal, transport=httpx.MockTransport(answer), clock=Clock())
import modellix_client.tasks, modellix_client._transport_sync, modellix_client._map_sync
keys = [f"k{number}" for number in range(KEYS)]
requests = ({TEXT: key} for key in keys)
if left:
    sys.settrace(trace)
outcomes = client.map(MODEL, requests, key=keys)
sys.settrace(None)
def shown(one):
    return type(one).__name__ if isinstance(one, ModellixError) else one.task_id
print(json.dumps({"left": left, "outcomes": [shown(one) for one in outcomes]}))
"""


def _start(journal: Path, paid: Path, line: int, keys: int = KEYS) -> subprocess.Popen[bytes]:
    program = _PROGRAM.replace("KEYS", str(keys))
    command = [sys.executable, "-c", program, os.fspath(journal), os.fspath(paid), str(line)]
    command += [stand_in().model, stand_in().text]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def _run(journal: Path, paid: Path, line: int) -> bytes:
    process = _start(journal, paid, line)
    told, trouble = process.communicate(timeout=120)
    assert process.returncode in {0, -9}, trouble
    return told


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this system")
def test_killed_at_any_line_a_key_is_paid_for_once(tmp_path: Path) -> None:
    whole = json.loads(_run(tmp_path / "whole", tmp_path / "paid", 10**9))
    lines = 10**9 - whole["left"]
    points = count(12, 500)
    for point in range(points):
        journal, paid = tmp_path / f"{point}.ndjson", tmp_path / f"{point}.txt"
        _run(journal, paid, 1 + point * lines // points)
        before = Journal(journal).recover()
        assert len(before.unknown) <= 1  # that which was on its way
        outcomes = json.loads(_run(journal, paid, 0))["outcomes"]
        names = Counter(paid.read_text().split())
        assert set(names.values()) == {1}
        lost = {entry.key for entry in before.unknown}
        for number, outcome in enumerate(outcomes):
            key = f"k{number}"
            if key in lost:
                assert outcome == "SubmissionOutcomeUnknownError"
            else:
                assert outcome == f"task-{key}"
                assert names[key] == 1
        assert Journal(journal).recover().unfinished == []
        counts.record("maps killed at a line and run again", 1)


def test_two_processes_map_the_same_keys(tmp_path: Path) -> None:
    journal, paid = tmp_path / "submits.ndjson", tmp_path / "paid"
    processes = [_start(journal, paid, 0, keys=20) for _ in range(3)]
    for process in processes:
        told, trouble = process.communicate(timeout=120)
        assert process.returncode == 0, trouble
        outcomes = json.loads(told)["outcomes"]
        # One that another is sending when the clock of this one has run out is unknown to it.
        assert all(
            one in {f"task-k{number}", "SubmissionOutcomeUnknownError"}
            for number, one in enumerate(outcomes)
        )
    assert Counter(paid.read_text().split()) == {f"k{number}": 1 for number in range(20)}
    left = Journal(journal).recover()
    assert (left.unfinished, left.unknown, left.unread) == ([], [], [])
