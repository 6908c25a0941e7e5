from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import httpx
import pytest
from modellix_client import DownloadError, Modellix
from modellix_client._core.transfer import RETRIES

from contract_tests.client.wire import KEY, data, run
from contract_tests.mock_api.clock import VirtualClock

pytestmark = pytest.mark.client

HOST = "https://files.example"


class Files:
    """A task that is done, and a host of files."""

    def __init__(self, *answers: httpx.Response, **resource: Any) -> None:
        self.answers = list(answers)
        self.resource = {"url": f"{HOST}/x/1.PNG?sig=hunter2", "type": "image", **resource}
        self.requests: list[httpx.Request] = []

    def handle(self, request: httpx.Request) -> httpx.Response:
        if request.url.host == "api.modellix.ai":
            return httpx.Response(
                200, content=data("success", result={"resources": [self.resource]})
            )
        self.requests.append(request)
        answer = self.answers.pop(0)
        answer.request = request
        return answer

    def client(self) -> Modellix:
        return Modellix(KEY, transport=httpx.MockTransport(self.handle), clock=VirtualClock())


class Breaking(httpx.SyncByteStream, httpx.AsyncByteStream):
    """Some bytes, then a lost connection."""

    def __iter__(self) -> Any:
        yield b"half"
        raise httpx.ReadError("lost")

    async def __aiter__(self) -> Any:
        yield b"half"
        raise httpx.ReadError("lost")


def test_a_file_is_saved_beside_what_is_there(tmp_path: Path) -> None:
    files = Files(*[httpx.Response(200, content=b"image %d" % number) for number in range(3)])
    folder = tmp_path / "new" / "out"
    with files.client() as client:
        result = client.tasks.wait("task-1")
        saved = [result.save(folder)[0], result.resources[0].save(str(folder))]
        saved.append(result.resources[0].save(folder))
    assert [path.name for path in saved] == ["task-1-1.png", "task-1-1-1.png", "task-1-1-2.png"]
    assert [path.read_bytes() for path in saved] == [b"image 0", b"image 1", b"image 2"]
    assert sorted(folder.iterdir()) == sorted(saved)
    assert all("authorization" not in request.headers for request in files.requests)
    assert "hunter2" not in repr(result) + repr(result.resources)


def test_where_links_do_not_exist_nothing_is_replaced_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError("not on this file system")

    monkeypatch.setattr(os, "link", no_links)
    (tmp_path / "task-1-1.png").write_bytes(b"mine")
    with Files(httpx.Response(200, content=b"new")).client() as client:
        (saved,) = client.tasks.wait("task-1").save(tmp_path)
    assert saved.name == "task-1-1-1.png"
    assert sorted(path.read_bytes() for path in tmp_path.iterdir()) == [b"mine", b"new"]


def redirect(location: str) -> httpx.Response:
    return httpx.Response(302, headers={"location": location})


def test_redirects_are_followed_on_the_web(tmp_path: Path) -> None:
    files = Files(
        redirect("/y"), redirect("https://cdn.example/z"), httpx.Response(200, content=b"i")
    )
    with files.client() as client:
        client.tasks.wait("task-1").save(tmp_path)
    assert [str(request.url).partition("?")[0] for request in files.requests] == [
        f"{HOST}/x/1.PNG",
        f"{HOST}/y",
        "https://cdn.example/z",
    ]
    assert all("authorization" not in request.headers for request in files.requests)


def breaking() -> httpx.Response:
    return httpx.Response(200, headers={"content-length": "9"}, stream=Breaking())


AGAIN = RETRIES + 1
TROUBLE: list[tuple[list[httpx.Response], dict[str, Any], str]] = [
    ([httpx.Response(403)], {}, "403; the link has expired"),
    ([httpx.Response(500) for _ in range(AGAIN)], {}, "HTTP 500, at the last of 6 attempts"),
    ([breaking() for _ in range(AGAIN)], {}, "ReadError"),
    ([httpx.Response(200, headers={"content-length": str(2**31 + 1)})], {}, "max_bytes"),
    ([redirect("file:///etc/passwd")], {}, "not http"),
    ([redirect("data:text/plain,x")], {}, "not http"),
    ([redirect("https://[")], {}, "no URL"),
    ([redirect("/loop")] * 2, {}, "in a circle"),
    ([redirect(f"/{hop}") for hop in range(6)], {}, "more than 5 times"),
    ([], {"url": None}, "no http"),
    ([], {"url": "ftp://files.example/x"}, "not http"),
    ([], {"url": "https://"}, "not http"),
    ([], {"url": "https://["}, "no URL"),
]


@pytest.mark.parametrize(("answers", "resource", "hint"), TROUBLE)
def test_trouble_leaves_nothing_behind(
    answers: list[httpx.Response], resource: dict[str, Any], hint: str, tmp_path: Path
) -> None:
    with Files(*answers, **resource).client() as client:
        result = client.tasks.wait("task-1")
        with pytest.raises(DownloadError) as caught:
            result.save(tmp_path)
    assert hint in str(caught.value)
    assert caught.value.task_id == "task-1"
    assert "hunter2" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with Files().client() as client, pytest.raises(DownloadError):
        client.tasks.wait("task-1").save(tmp_path / "file")


def test_a_file_that_grows_too_large(tmp_path: Path) -> None:
    with Files(httpx.Response(200, content=iter([b"abc", b"de"]))).client() as client:
        result = client.tasks.wait("task-1")
        with pytest.raises(DownloadError, match="over 4 bytes"):
            result.save(tmp_path, max_bytes=4)
    assert list(tmp_path.iterdir()) == []


def test_the_async_face_saves_alike(tmp_path: Path) -> None:
    from modellix_client import AsyncModellix  # noqa: PLC0415

    async def save() -> list[Path]:
        broken = [breaking() for _ in range(AGAIN)]
        files = Files(*broken, redirect("/y"), httpx.Response(200, content=b"image"))
        transport = httpx.MockTransport(files.handle)
        async with AsyncModellix(KEY, transport=transport, clock=VirtualClock()) as client:
            result = await client.tasks.wait("task-1")
            with pytest.raises(DownloadError, match="ReadError"):
                await result.save(tmp_path)
            return await result.save(tmp_path)

    (saved,) = run(save())
    assert (saved.name, saved.read_bytes()) == ("task-1-1.png", b"image")
    assert list(tmp_path.iterdir()) == [saved]
