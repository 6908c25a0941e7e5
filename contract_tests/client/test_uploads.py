"""What can be uploaded, what it is called, and what is refused before anything is sent."""

from __future__ import annotations

import json
import os
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from modellix_client import MediaError, Modellix
from modellix_client._upload import LARGEST_FILE

from contract_tests.client.wire import Step, Wire, run
from contract_tests.mock_api import MockService, transport

pytestmark = pytest.mark.client

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
KEPT = Step(body=json.dumps({"data": {"file_id": "file-1"}}).encode())


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        (PNG, "file.png", "image/png"),
        (bytearray(b"GIF89a"), "file.gif", "image/gif"),
        (memoryview(b"RIFF1234WEBPVP8 "), "file.webp", "image/webp"),
        (BytesIO(b"\0\0\0 ftypisom"), "file.mp4", "video/mp4"),
        (b"anything", "file.bin", "application/octet-stream"),
    ],
    ids=["png", "gif", "webp", "mp4", "other"],
)
def test_what_has_no_name(source: Any, name: str, kind: str) -> None:
    service = MockService()
    with Modellix(service.key, transport=transport(service)) as client:
        file = client.files.upload(source)
    assert (file.filename, file.type_) == (name, kind)


class Dribble(BytesIO):
    """A file that gives a little with each reading, as a pipe does."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size or 0, 1_000))


def test_a_file_that_dribbles_is_read_to_its_end() -> None:
    service = MockService()
    with Modellix(service.key, transport=transport(service)) as client:
        assert client.files.upload(Dribble(bytes(5_000))).size == 5_000


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (b"", "empty"),
        (bytes(LARGEST_FILE + 1), "over 16 MiB"),
        (BytesIO(bytes(LARGEST_FILE + 1)), "over 16 MiB"),
        (StringIO("text"), "open for text"),
        (7, "a int is no file"),
        ("no/such/file.png", "no such file"),
        ("https://example.com/a.png", "no such file"),
        (".", "a directory"),
        ("a\0b", "cannot be read"),
    ],
    ids=[
        "nothing",
        "too large",
        "too large and open",
        "text",
        "number",
        "no file",
        "URL",
        "directory",
        "no path",
    ],
)
def test_what_cannot_be_uploaded_is_refused_before_anything_is_sent(source: Any, told: str) -> None:
    wire, twin = Wire([KEPT]), Wire([KEPT])
    with wire.client() as client, pytest.raises(MediaError, match=told) as caught:
        client.files.upload(source)
    assert caught.value.path == "/file"
    assert "nothing was sent" in str(caught.value)
    if hasattr(source, "seek"):
        source.seek(0)

    async def use() -> None:
        async with twin.async_client() as client:
            await client.files.upload(source)

    with pytest.raises(MediaError, match=told):
        run(use())
    assert (wire.trace(), twin.trace()) == ([], [])


def test_a_file_on_disk_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with Wire([KEPT]).client() as client, pytest.raises(MediaError, match="over 16 MiB"):
        client.files.upload(path)
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE)
    service = MockService()
    with Modellix(service.key, transport=transport(service)) as client:
        assert client.files.upload(path).size == LARGEST_FILE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files on this system")
def test_a_pipe_with_nobody_at_its_end_is_refused_and_does_not_hang(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with Wire([KEPT]).client() as client, pytest.raises(MediaError, match="no regular file"):
        client.files.upload(path)
