"""The key and signed addresses stay out of texts and logs."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import httpx
import pytest
from modellix_client import AsyncModellix, BadRequestError, ConfigurationError, Modellix
from modellix_client.models import TaskData

from contract_tests.client.wire import ACCEPTED, BODY, KEY, MODEL, Step, Wire, data, run
from contract_tests.mock_api.clock import VirtualClock

pytestmark = pytest.mark.client

SIGNED = "https://files.example/1.png?sig=hunter2"
DONE = data("success", result={"resources": [{"url": SIGNED, "type": "image"}]})


@pytest.mark.parametrize("key", ["mdlx-ab/cd", 'mdlx-"quoted"', "mdlx-back\\slash"])
@pytest.mark.parametrize("escape", [str, lambda text: text.replace("/", "\\/")])
def test_a_key_that_the_service_quotes_is_taken_out_however_it_is_escaped(
    key: str, escape: type[str]
) -> None:
    body = escape(json.dumps({"code": 400, "message": f"Invalid format: {key} is no key"}))
    letters = "".join(f"\\u{ord(letter):04x}" for letter in key)
    for answer in (body, '{"code":400,"message":"Invalid format: ' + letters + '"}'):
        wire = Wire([Step(400, answer.encode())])
        with pytest.raises(BadRequestError) as caught:
            wire.client(api_key=key).submit(MODEL, BODY)
        assert key not in str(caught.value)
        assert "Invalid format: ***" in str(caught.value)


def test_a_task_that_is_printed_does_not_give_its_files_away() -> None:
    task = TaskData.from_dict(json.loads(DONE)["data"])
    assert "hunter2" not in repr(task)
    assert "https://files.example/1.png?…" in repr(task)
    assert task.result is not None
    assert task.result.resources[0].url == SIGNED


def handle(request: httpx.Request) -> httpx.Response:
    # As httpcore speaks of headers, which a transport of its own would do here.
    logging.getLogger("httpcore.http11").debug("receive_response_headers.complete %s", SIGNED)
    if request.url.host == "api.modellix.ai":
        return httpx.Response(200, content=DONE)
    if "moved" not in request.url.params:
        return httpx.Response(302, headers={"location": f"{SIGNED}&moved=1"})
    return httpx.Response(200, content=b"image")


def test_downloads_leave_no_address_in_the_logs(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    mock = httpx.MockTransport(handle)
    result = Modellix(KEY, transport=mock, clock=VirtualClock()).tasks.wait("task-1")

    async def save() -> None:
        client = AsyncModellix(KEY, transport=mock, clock=VirtualClock())
        found = await client.tasks.wait("task-1")
        caplog.clear()  # what the stand-in for httpcore says of the wait is not a download's
        await found.save(tmp_path)

    caplog.clear()
    result.save(tmp_path)
    # The client's own events name the host; the rest of the address is what has to stay secret.
    assert "GET a file of https://files.example: 200" in caplog.text
    assert not any(part in caplog.text for part in ("hunter2", "1.png", "moved"))
    logging.getLogger("httpx").info("somebody else")
    assert "somebody else" in caplog.text  # nobody else's lines are lost
    run(save())
    assert "GET a file of https://files.example: 200" in caplog.text
    assert not any(part in caplog.text for part in ("hunter2", "1.png", "moved"))


@pytest.mark.parametrize("name", ["Accept-Encoding", "upgrade"])
def test_headers_that_would_change_how_answers_are_read_are_refused(name: str) -> None:
    wire = Wire([ACCEPTED])
    with pytest.raises(ConfigurationError, match="set by the client"):
        wire.client().submit(MODEL, BODY, extra_headers={name: "br"})
    assert wire.requests == []
