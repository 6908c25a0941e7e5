"""A process that saves files, killed at any line of its work: no half file under a final name."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from modellix_client._staged_file import LEFTOVER_S

from contract_tests import counts
from contract_tests.downloads.attacks import GOOD
from contract_tests.downloads.hosts import FACES, Scripted, save
from contract_tests.profile import count

pytestmark = [
    pytest.mark.client,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this system"),
]

FILE = {"url": "https://files.example/2.png", "type": "image"}
CONTENT = b"".join(bytes([number]) * 1000 for number in range(20))
STAGED = re.compile(r"\.modellix-[0-9a-f]{16}\.part")
_VICTIM = """
import asyncio, os, sys
import httpx
from modellix_client import AsyncModellix, Modellix
folder, face, left, links = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
pieces = [bytes([number]) * 1000 for number in range(20)]
class Stream(httpx.SyncByteStream, httpx.AsyncByteStream):
    def __init__(self, breaks): self.breaks = breaks
    def __iter__(self):
        yield from pieces[10 if self.breaks is None else 0 : 10 if self.breaks else 20]
        if self.breaks: raise httpx.ReadError("lost")
    async def __aiter__(self):
        for piece in self: yield piece
asked = 0
def answer(request):
    global asked
    if request.url.host == "api.modellix.ai":
        file = {"url": "https://files.example/1.png", "type": "image"}
        task = {"task_id": "task-1", "status": "success", "result": {"resources": [file, file]}}
        return httpx.Response(200, json={"data": task})
    asked += 1
    head = {"etag": '"1"', "content-length": "20000"}
    if asked == 1: return httpx.Response(200, headers=head, stream=Stream(True))
    if asked == 2:
        head.update({"content-length": "10000", "content-range": "bytes 10000-19999/20000"})
        return httpx.Response(206, headers=head, stream=Stream(None))
    return httpx.Response(200, headers=head, stream=Stream(False))
class Clock:
    at = 0
    def now(self): return self.at
    def sleep(self, ms): self.at += ms
    async def asleep(self, ms): self.at += ms
if links == "no":
    def refuse(*_): raise PermissionError("not on this file system")
    os.link = refuse
def trace(frame, event, argument):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), 9)
    return trace
given = {"transport": httpx.MockTransport(answer), "clock": Clock()}
import modellix_client._save_sync, modellix_client._save_async  # loaded before, not counted
async def save():
    async with AsyncModellix("mdlx-x", **given) as client:
        result = await client.tasks.wait("task-1")
        sys.settrace(trace)
        sys._getframe().f_trace = trace
        await result.save(folder)
        sys.settrace(None)
if face == "async":
    asyncio.run(save())
else:
    result = Modellix("mdlx-x", **given).tasks.wait("task-1")
    sys.settrace(trace)
    result.save(folder)
    sys.settrace(None)
os.write(1, str(left).encode())
"""


def victim(folder: Path, face: str, line: int, links: str) -> int | None:
    """How many lines were left when it ended by itself; ``None`` when it was killed."""
    done = subprocess.run(
        [sys.executable, "-c", _VICTIM, os.fspath(folder), face, str(line), links],
        capture_output=True,
        check=False,
    )
    assert done.returncode in {0, -9}, done.stderr
    return int(done.stdout) if done.returncode == 0 else None


@pytest.mark.parametrize("links", ["links", "no"])
@pytest.mark.parametrize("face", FACES)
def test_killed_at_any_line_no_half_file_is_left(face: str, links: str, tmp_path: Path) -> None:
    whole = victim(tmp_path / "whole", face, 10**9, links)
    assert whole is not None
    lines = 10**9 - whole
    wanted = ["task-1-1.png", "task-1-2.png"]
    may_hold = {CONTENT, b""} if links == "no" else {CONTENT}
    assert sorted(path.name for path in (tmp_path / "whole").iterdir()) == wanted
    points = count(6, 125)
    killed = 0
    for point in range(points):
        folder = tmp_path / f"{point}"
        # Beginning with the last lines, where the name is given; the others are spread evenly.
        killed += victim(folder, face, 1 + (lines - 1) * (points - point) // points, links) is None
        found = sorted(folder.iterdir()) if folder.exists() else []
        staged = [path for path in found if STAGED.fullmatch(path.name)]
        final = [path for path in found if path not in staged]
        assert [path.name for path in final] in ([], wanted[:1], wanted)
        assert len(staged) <= 1
        for path in final:
            # Without hard links a name is taken first and filled at once: never by a half.
            assert path.read_bytes() in may_hold
        for path in staged:
            past = time.time() - LEFTOVER_S - 60
            os.utime(path, (past, past))
        if staged:
            save("sync", folder, {"transport": Scripted((GOOD,), FILE).transport}, {})
            assert not any(path.exists() for path in staged)
            assert all(path.read_bytes() in may_hold for path in final)
        counts.record("downloads killed at a line", 1)
    assert killed >= points - 1
