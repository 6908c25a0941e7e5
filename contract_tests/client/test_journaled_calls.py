"""Clients that keep a journal: what stands in it when a submit is sent, and after it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
from modellix_client import (
    AsyncModellix,
    AuthenticationError,
    ConfigurationError,
    InvalidRequestError,
    Modellix,
    ModellixError,
    SubmissionOutcomeUnknownError,
    TaskFailedError,
)
from modellix_client.journal import Journal

from contract_tests.client.wire import (
    ACCEPTED,
    BODY,
    IT,
    KEY,
    MODEL,
    Step,
    Wire,
    data,
    problem,
    run,
)

pytestmark = pytest.mark.client

DONE = Step(body=data("success", result={"resources": []}))
FAILED = Step(body=data("failed"))


class Watching(Wire):
    """Looks into the journal while a submit is on its way."""

    journal: Journal

    def handle(self, request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            left = self.journal.recover()
            assert (len(left.unfinished), len(left.unknown)) == (0, 1)
        return super().handle(request)


def both(path: Path, steps: list[Step], use: str) -> list[Any]:
    """What a submit or a run comes to in both clients, each with a journal of its own."""
    outcomes: list[Any] = []
    for name in ("sync", "async"):
        file = path / f"{name}.ndjson"
        wire = Watching(steps)
        wire.journal = Journal(file)

        async def call(wire: Wire = wire, file: Path = file) -> Any:
            async with wire.async_client(journal=file) as client:
                done = await getattr(client, use)(MODEL, BODY)
                left = await client.tasks.recover()
                return done, repr(left)

        try:
            if name == "async":
                run(call())
            else:
                with wire.client(journal=str(file)) as client:
                    getattr(client, use)(MODEL, BODY)
        except ModellixError as error:
            outcomes.append(type(error))
        left = wire.journal.recover()
        assert left.unread == []
        outcomes.append([entry.task_id for entry in left.unfinished])
        outcomes.append([(entry.model, entry.status) for entry in left.unknown])
        text = file.read_text()
        assert KEY not in text
        assert BODY[IT.text] not in text
    return outcomes


@pytest.mark.parametrize(
    ("use", "steps", "outcome"),
    [
        ("submit", [ACCEPTED], [["task-1"], []]),
        ("submit", [problem(401, "x")], [AuthenticationError, [], []]),
        ("submit", [problem(500, "x")], [SubmissionOutcomeUnknownError, [], [(MODEL, 500)]]),
        ("submit", [Step(fault="reset")], [SubmissionOutcomeUnknownError, [], [(MODEL, None)]]),
        ("run", [ACCEPTED, DONE], [[], []]),
        ("run", [ACCEPTED, FAILED], [TaskFailedError, [], []]),
        ("run", [ACCEPTED, problem(401, "x")], [AuthenticationError, ["task-1"], []]),
    ],
)
def test_what_is_left_after_a_call(
    tmp_path: Path, use: str, steps: list[Step], outcome: list[Any]
) -> None:
    assert both(tmp_path, steps, use) == outcome + outcome


def test_tasks_that_are_waited_for_together(tmp_path: Path) -> None:
    path = tmp_path / "submits.ndjson"
    with Wire([ACCEPTED]).client(journal=path) as client:
        task = client.submit(MODEL, BODY)
    with Wire([DONE]).client(journal=path) as client:
        assert [entry.task_id for entry in client.tasks.recover().unfinished] == [task.id]
        client.tasks.wait_all([task.id])
        assert client.tasks.recover().unfinished == []

    async def again() -> None:
        async with Wire([ACCEPTED, DONE]).async_client(journal=path) as client:
            task = await client.submit(MODEL, BODY)
            await client.tasks.wait_all([task.id])

    run(again())
    assert Journal(path).recover().unfinished == []


def test_a_request_that_breaks_a_rule_is_not_noted(tmp_path: Path) -> None:
    path = tmp_path / "submits.ndjson"
    with Wire([ACCEPTED]).client(journal=path) as client, pytest.raises(InvalidRequestError):
        client.submit(MODEL, {IT.text: 0})
    assert not path.exists()


@pytest.mark.parametrize("wrong", [7, b"submits"])
def test_a_journal_must_be_a_path(wrong: Any) -> None:
    with pytest.raises(ConfigurationError, match="journal must be a path"):
        Modellix(KEY, journal=wrong)


def test_a_journal_that_cannot_be_written_sends_nothing(tmp_path: Path) -> None:
    wire, twin = Wire([ACCEPTED]), Wire([ACCEPTED])
    with (
        wire.client(journal=tmp_path) as client,
        pytest.raises(ConfigurationError, match="nothing was sent"),
    ):
        client.submit(MODEL, BODY)

    async def use() -> None:
        async with twin.async_client(journal=tmp_path) as client:
            await client.submit(MODEL, BODY)

    with pytest.raises(ConfigurationError, match="nothing was sent"):
        run(use())
    assert (wire.trace(), twin.trace()) == ([], [])


def test_without_a_journal_there_is_nothing_to_recover() -> None:
    with Wire([ACCEPTED]).client() as client, pytest.raises(ConfigurationError, match="journal"):
        client.tasks.recover()


def test_a_submit_that_is_canceled_is_noted_as_unknown(tmp_path: Path) -> None:
    path = tmp_path / "submits.ndjson"
    started = asyncio.Event()

    async def hang(request: httpx.Request) -> httpx.Response:
        started.set()
        await asyncio.Event().wait()
        raise AssertionError

    async def use() -> None:
        async with AsyncModellix(KEY, transport=httpx.MockTransport(hang), journal=path) as client:
            call = asyncio.ensure_future(client.submit(MODEL, BODY))
            await started.wait()
            call.cancel()
            with pytest.raises(asyncio.CancelledError):
                await call

    run(use())
    assert len(path.read_bytes().splitlines()) == 2
    assert len(Journal(path).recover().unknown) == 1
