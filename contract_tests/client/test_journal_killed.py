"""A process that keeps a journal, killed at any line of its work."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from modellix_client.journal import Journal

from contract_tests import counts
from contract_tests.facts.stand_in import stand_in
from contract_tests.profile import count

pytestmark = pytest.mark.client

_VICTIM = """
import json, os, sys
import httpx
from modellix_client import Modellix
left = int(sys.argv[2])
def answer(request):
    if request.method == "POST":
        os.write(1, b"P")
        return httpx.Response(200, json={"data": {"task_id": "task-1"}})
    return httpx.Response(200, json={"data": {"task_id": "task-1", "status": "success"}})
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
transport = httpx.MockTransport(answer)
client = Modellix("mdlx-x", journal=sys.argv[1], transport=transport, clock=Clock())
client.account  # what can be loaded before is loaded before
import modellix_client.tasks, modellix_client._transport_sync
sys.settrace(trace)
task = client.submit(*json.loads(sys.argv[3]))
os.write(1, b"A")
task.wait()
sys.settrace(None)
os.write(1, b"E" + str(left).encode())
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this system")
def test_killed_at_any_line_no_accepted_task_is_lost(tmp_path: Path) -> None:
    whole = _victim(tmp_path / "whole", 10**9)
    lines = 10**9 - int(whole.partition(b"E")[2])
    points = count(15, 500)
    for point in range(points):
        path = tmp_path / f"{point}.ndjson"
        told = _victim(path, 1 + point * lines // points)
        left = Journal(path).recover()
        assert left.unread == []
        if b"A" in told:
            # The caller had the task: it is unfinished, or its end was noted.
            assert left.unknown == []
            lines_written = path.read_bytes().splitlines()
            assert len(left.unfinished) == 1 or b'"ended"' in lines_written[-1]
        elif b"P" in told:
            # It was sent: it is among those to look after, whatever is known of it.
            assert len(left.unfinished) + len(left.unknown) == 1
        else:
            assert left.unfinished == []
        counts.record("journaled submits killed at a line", 1)


def _victim(path: Path, line: int) -> bytes:
    """What a process told that was killed at that line of its work."""
    request = json.dumps([stand_in().model, stand_in().body()])
    done = subprocess.run(
        [sys.executable, "-c", _VICTIM, os.fspath(path), str(line), request],
        capture_output=True,
        check=False,
    )
    assert done.returncode in {0, -9}, done.stderr
    return done.stdout
