"""Every fault, in both faces, over real connections: named right, and never paid twice."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, Final

import httpx
import pytest
from modellix_client import (
    APIStatusError,
    AsyncModellix,
    Modellix,
    ModellixError,
    NotSubmittedError,
    RateLimitError,
    SubmissionOutcomeUnknownError,
)

from contract_tests import counts
from contract_tests.facts.stand_in import stand_in
from contract_tests.faults import report
from contract_tests.faults.cells import CELLS, Case
from contract_tests.faults.server import FaultServer
from contract_tests.mock_api.clock import VirtualClock
from contract_tests.profile import count

KEY: Final = "mdlx-faults"
MODEL: Final = stand_in().model
IMAGE: Final = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 6_000
SEEDS: Final = count(4, 200)
# How long a client waits for a server that hangs, in seconds; longer where nothing came of it.
HANGS_S: Final = (0.05, 1.0, 5.0)
# A client that cannot leave a whole body with its own kernel.
SMALL_BUFFER: Final = [(socket.SOL_SOCKET, socket.SO_SNDBUF, 16_384)]


class Faces:
    """Clients of one server: of each face one with httpx's own transport, one with little room."""

    def __init__(self, url: str) -> None:
        # Pauses pass at once; what the server does takes the time that it takes.
        settings: dict[str, Any] = {"base_url": url, "clock": VirtualClock()}
        self.runner = asyncio.Runner()
        self.sync = {
            False: Modellix(KEY, **settings),
            True: Modellix(
                KEY, transport=httpx.HTTPTransport(socket_options=SMALL_BUFFER), **settings
            ),
        }
        self.asynchronous = {
            False: AsyncModellix(KEY, **settings),
            True: AsyncModellix(
                KEY, transport=httpx.AsyncHTTPTransport(socket_options=SMALL_BUFFER), **settings
            ),
        }

    def submit(self, face: str, *, large: bool, **options: Any) -> str:
        body = stand_in().pictured(IMAGE) if large else stand_in().body()
        if face == "sync":
            return self.sync[large].submit(MODEL, body, **options).id

        async def submit() -> str:
            return (await self.asynchronous[large].submit(MODEL, body, **options)).id

        return self.runner.run(submit())

    def close(self) -> None:
        for client in self.sync.values():
            client.close()
        for aclient in self.asynchronous.values():
            self.runner.run(aclient.close())
        self.runner.close()


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    server = FaultServer()
    yield server
    server.close()


@pytest.fixture(scope="module")
def faces(server: FaultServer) -> Iterator[Faces]:
    faces = Faces(server.url)
    yield faces
    faces.close()


def named(error: ModellixError) -> str:
    if isinstance(error, NotSubmittedError):
        return "not_sent"
    if isinstance(error, SubmissionOutcomeUnknownError):
        return "unknown"
    assert isinstance(error, APIStatusError)
    return "refused"


def promises(error: ModellixError, case: Case, request_id: str) -> None:
    """What every error of a submit carries, whatever it was."""
    assert error.request_id == request_id
    assert "try again" not in str(error).lower()
    assert KEY not in repr(vars(error)) + str(error)
    assert error.safe_to_retry == (named(error) == "not_sent" or isinstance(error, RateLimitError))
    if case.outcome == "unknown":
        assert error.task_id == case.task_id
        assert isinstance(error.cause, ModellixError)


@pytest.mark.parametrize("face", ["sync", "async"])
@pytest.mark.parametrize("cell", CELLS)
def test_every_fault(server: FaultServer, faces: Faces, cell: str, face: str) -> None:
    for seed in range(SEEDS):
        request_id = re.sub(r"[^a-z0-9]+", "-", f"{cell} {face} {seed}".lower())
        task_id = f"task-{seed}"
        case = CELLS[cell](Random(request_id), task_id)  # noqa: S311 (no secret: a seed)
        if case.before is not None:
            first = server.expect(f"{request_id}-before", [case.before])
            faces.submit(face, large=case.large, timeout=10, request_id=f"{request_id}-before")
            server.settle(first, 1, 1)
        # On a busy machine a client may have given up before a byte left it: that shows nothing.
        for within in HANGS_S if case.hangs else (10,):
            call = server.expect(request_id, case.acts)
            found: str | None = None
            try:
                found = faces.submit(
                    face,
                    large=case.large,
                    timeout=within,
                    request_id=request_id,
                    retry_limited=case.retry_limited,
                )
                outcome = "success"
            except ModellixError as error:
                outcome = named(error)
                promises(error, case, request_id)
            server.settle(call, case.attempts, case.complete)
            if call.attempts >= case.attempts:
                break
        seen = (outcome, call.attempts, call.complete)
        assert seen == (case.outcome, case.attempts, case.complete), (request_id, case.acts)
        if outcome == "success":
            assert found == case.task_id
        report.record(cell, face, outcome, call.complete)
    counts.record("fault matrix: calls", SEEDS)


def test_the_table_tells_what_was_recorded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(report, "FOLDER", tmp_path)
    assert report.matrix([*CELLS]) == []
    report.record("3xx", "sync", "unknown", 1)
    report.record("3xx", "sync", "success", 2)
    head, _, sync, twin = report.matrix(["3xx"])
    cells = [[cell.strip() for cell in row.split("|")[1:-1]] for row in (head, sync, twin)]
    assert cells == [
        ["fault", "face", "calls", "outcomes", "complete POSTs", "most"],
        ["3xx", "sync", "2", "success 1, unknown 1", "3", "2"],
        ["3xx", "async", "0", "", "0", "0"],
    ]
    report.clear()
    assert report.matrix(["3xx"]) == []
