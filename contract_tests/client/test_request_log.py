"""The log of requests: one event each, through the standard library, silent unless asked for."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from modellix_client import Modellix, ModellixError

from contract_tests.client.wire import ACCEPTED, BODY, KEY, MODEL, Step, Wire, data, problem, run
from contract_tests.judges.bundle import contract
from contract_tests.mock_api.clock import VirtualClock

pytestmark = pytest.mark.client

LOGGER = logging.getLogger("modellix_client")
PATH = contract().model(MODEL).path
DONE = data("success", result={"resources": []})


@contextmanager
def listening(handler: logging.Handler) -> Iterator[None]:
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    try:
        yield
    finally:
        LOGGER.setLevel(logging.NOTSET)
        LOGGER.removeHandler(handler)


def asked(wire: Wire, call: str) -> list[Callable[[], object]]:
    """The same call of both faces."""

    async def later() -> object:
        client = wire.async_client()
        return await getattr(client, call)(MODEL, BODY)

    return [lambda: getattr(wire.client(), call)(MODEL, BODY), lambda: run(later())]


@pytest.mark.parametrize("face", [0, 1])
def test_a_run_is_one_event_a_request(face: int, caplog: pytest.LogCaptureFixture) -> None:
    wire = Wire([ACCEPTED, Step(body=data(), latency_ms=40), Step(body=DONE, latency_ms=70)])
    with caplog.at_level(logging.INFO, "modellix_client"):
        asked(wire, "run")[face]()
    events = [r for r in caplog.records if r.name == "modellix_client"]
    assert [event.getMessage() for event in events] == [
        f"POST {PATH}: 200 in 0 ms",
        "GET /api/v1/tasks/task-1: 200 in 40 ms",
        "GET /api/v1/tasks/task-1: 200 in 70 ms",
    ]
    assert {event.levelno for event in events} == {logging.INFO}
    first: dict[str, Any] = vars(events[0])["modellix"]
    assert first["sent_bytes"] == len(wire.requests[0].content)
    assert first["received_bytes"] == len(ACCEPTED.body)
    assert first["request_id"] == wire.requests[0].headers["x-request-id"]


@pytest.mark.parametrize("face", [0, 1])
@pytest.mark.parametrize(
    ("step", "end", "may_have_arrived"),
    [
        (problem(429, "Rate limit exceeded: slow down"), "429", None),
        (Step(fault="reset"), "RemoteProtocolError, scripted", True),
        (Step(latency_ms=90_000), "no progress for too long (ReadTimeout, scripted)", True),
        (Step(302, headers=(("location", "https://else.example/"),)), "302", None),
    ],
)
def test_what_goes_wrong_is_an_event_too(
    face: int,
    step: Step,
    end: str,
    may_have_arrived: bool | None,  # noqa: FBT001 (a column of the table)
    caplog: pytest.LogCaptureFixture,
) -> None:
    wire = Wire([step])
    with caplog.at_level(logging.INFO, "modellix_client"), pytest.raises(ModellixError):
        asked(wire, "submit")[face]()
    (event,) = [r for r in caplog.records if r.name == "modellix_client"]
    assert event.getMessage() == f"POST {PATH}: {end} in {wire.clock.now()} ms"
    assert vars(event)["modellix"]["may_have_arrived"] is may_have_arrived


class Interrupting(Wire):
    """A service at which the user loses patience."""

    def step(self) -> Step:
        raise KeyboardInterrupt


def test_an_interrupted_request_is_an_event(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "modellix_client"), pytest.raises(KeyboardInterrupt):
        asked(Interrupting([ACCEPTED]), "submit")[0]()
    assert "interrupted" in caplog.text


class Broken(logging.Handler):
    """A handler with a slip in it, which raises where the library's own would not."""

    def handle(self, record: logging.LogRecord) -> bool:
        raise ZeroDivisionError


@pytest.mark.parametrize("face", [0, 1])
def test_a_broken_handler_loses_no_task(face: int) -> None:
    with listening(Broken()):
        task: Any = asked(Wire([ACCEPTED]), "submit")[face]()
    assert task.id == "task-1"


def test_it_is_silent_unless_asked_for() -> None:
    program = (
        "import httpx\n"
        "from modellix_client import Modellix\n"
        "answer = httpx.Response(404, json={'code': 404, 'message': 'Resource not found: x'})\n"
        "client = Modellix('mdlx-x', transport=httpx.MockTransport(lambda request: answer))\n"
        "try: client.tasks.get('task-1')\n"
        "except Exception as error: print(type(error).__name__)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("NotFoundError\n", "")


def test_a_client_that_is_closed_sends_nothing_and_says_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    client = Modellix(KEY, transport=Wire([ACCEPTED]).client()._runner._given, clock=VirtualClock())
    client.close()
    with caplog.at_level(logging.INFO, "modellix_client"), pytest.raises(ModellixError):
        client.tasks.get("task-1")
    assert not caplog.records


def test_the_fields_are_plain_values(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "modellix_client"):
        asked(Wire([ACCEPTED]), "submit")[0]()
    fields = vars(caplog.records[-1])["modellix"]
    assert json.loads(json.dumps(fields)) == fields


@pytest.mark.parametrize("face", [0, 1])
def test_a_file_that_is_fetched_is_an_event_without_its_address(
    face: int, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    resource = {"url": "https://files.example/secret.png?sig=1", "type": "image"}
    done = data("success", result={"resources": [resource]})
    moved = Step(302, headers=(("location", "https://other.example/secret.png?sig=2"),))
    wire = Wire([Step(body=done), moved, Step(body=b"image", latency_ms=30)])

    async def save() -> None:
        await (await wire.async_client().tasks.wait("task-1")).save(tmp_path)

    with caplog.at_level(logging.INFO, "modellix_client"):
        if face:
            run(save())
        else:
            wire.client().tasks.wait("task-1").save(tmp_path)
    assert [r.getMessage() for r in caplog.records if r.name == "modellix_client"][1:] == [
        "GET a file of https://files.example: 302 in 0 ms",
        "GET a file of https://other.example: 200 in 30 ms",
    ]
