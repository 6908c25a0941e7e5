"""Full disks, odd addresses and hosts that lie: always a DownloadError, never half a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import httpx
import pytest
from modellix_client import AsyncModellix, DownloadError, Modellix, _staged_file
from modellix_client._core.transfer import RETRIES

from contract_tests.client.wire import KEY, data, run
from contract_tests.mock_api.clock import VirtualClock

pytestmark = pytest.mark.client

URL = "https://files.example/1.png?sig=hunter2"


def save(folder: Any, *answers: httpx.Response, url: str = URL, is_async: bool = False) -> None:
    left = list(answers)
    body = data("success", result={"resources": [{"url": url, "type": "image"}]})

    def handle(request: httpx.Request) -> httpx.Response:
        if request.url.host == "api.modellix.ai":
            return httpx.Response(200, content=body)
        return left.pop(0)

    mock = httpx.MockTransport(handle)
    given: dict[str, Any] = {"api_key": KEY, "transport": mock, "clock": VirtualClock()}

    def save_sync() -> None:
        Modellix(**given).tasks.wait("task-1").save(folder)

    async def save_async() -> None:
        await (await AsyncModellix(**given).tasks.wait("task-1")).save(folder)

    with pytest.raises(DownloadError) as caught:
        run(save_async()) if is_async else save_sync()
    assert caught.value.task_id == "task-1"
    assert "hunter2" not in str(caught.value)


BOTH = pytest.mark.parametrize("is_async", [False, True])


@BOTH
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_leaves_nothing_behind(
    is_async: bool,  # noqa: FBT001 (a parameter of pytest)
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Full(_staged_file.StagedFile):
        def __init__(self, directory: Any) -> None:
            super().__init__(directory)
            self._file.close()
            self._file = Path("/dev/full").open("wb", buffering=0)  # noqa: SIM115 (it closes it)

        def begin_at(self, offset: int) -> None:
            """A device has no places."""

    face = "_save_async" if is_async else "_save_sync"
    monkeypatch.setattr(f"modellix_client.{face}.StagedFile", Full)
    save(tmp_path, httpx.Response(200, content=b"image"), is_async=is_async)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_was_taken_is_given_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("not here")

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(Path, "replace", refuse)
    save(tmp_path, httpx.Response(200, content=b"image"))
    assert list(tmp_path.iterdir()) == []


@BOTH
@pytest.mark.parametrize(
    "url",
    [
        "https://xn--/x",
        "http://169.254.169.254/latest",
        "http://[fe80::1]/x",
    ],
)
def test_an_address_that_cannot_be(is_async: bool, url: str, tmp_path: Path) -> None:  # noqa: FBT001
    save(tmp_path, httpx.Response(200, content=b"image"), url=url, is_async=is_async)
    assert list(tmp_path.iterdir()) == []


@BOTH
def test_a_folder_that_no_system_can_name(is_async: bool) -> None:  # noqa: FBT001
    save("a\0b", is_async=is_async)


@BOTH
@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, headers={"content-length": "9"}, stream=httpx.ByteStream(b"abc")),
        httpx.Response(200, stream=httpx.ByteStream(b"abc")),
        httpx.Response(200, headers={"content-length": "1"}, stream=httpx.ByteStream(b"abc")),
        httpx.Response(
            200, headers={"content-encoding": "gzip, gzip"}, stream=httpx.ByteStream(b"abc")
        ),
        httpx.Response(302, headers={"location": "http://files.example/x"}),
        httpx.Response(302, headers={"location": "https://169.254.169.254/x"}),
    ],
    ids=["short", "endless", "long", "unfolds", "without TLS", "inside a cloud"],
)
def test_a_host_that_lies(is_async: bool, answer: httpx.Response, tmp_path: Path) -> None:  # noqa: FBT001
    def copy() -> httpx.Response:
        return httpx.Response(answer.status_code, headers=answer.headers, stream=answer.stream)

    save(tmp_path, *[copy() for _ in range(RETRIES + 1)], is_async=is_async)
    assert list(tmp_path.iterdir()) == []
