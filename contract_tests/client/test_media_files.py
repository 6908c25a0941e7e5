"""Files that are not what they seem: pipes, devices, text, parts."""

from __future__ import annotations

import base64
import io
import os
from pathlib import Path

import pytest
from modellix_client import MediaError
from modellix_client._media import media_text

pytestmark = pytest.mark.client


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_named_pipe_does_not_hang_the_program(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(MediaError, match="/image: it is no regular file"):
        media_text(pipe, "/image")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device on this system")
def test_a_device_is_not_read() -> None:
    with pytest.raises(MediaError, match="no regular file"):
        media_text(Path("/dev/zero"), "/image")


class Parts(io.RawIOBase):
    """Gives what it has in parts, as a pipe or a socket does."""

    def __init__(self, *parts: bytes | None) -> None:
        self.parts = list(parts)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes | None:
        return self.parts.pop(0) if self.parts else b""


def test_a_file_that_comes_in_parts_is_sent_whole() -> None:
    text = media_text(Parts(b"ab", b"c", b"def"), "/image")
    assert base64.b64decode(text) == b"abcdef"


def test_a_file_that_does_not_block_is_not_cut_off() -> None:
    with pytest.raises(MediaError, match="no more data yet"):
        media_text(Parts(b"ab", None, b"c"), "/image")


def test_a_binary_file_that_is_open_for_text_is_told_so(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(b"\xff\xd8\xff\xe0" * 9)
    with file.open(encoding="utf-8") as source, pytest.raises(MediaError, match="mode 'rb'"):
        media_text(source, "/images/0")


def test_a_closed_file_is_told_so(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(b"x")
    with file.open("rb") as source:
        pass
    with pytest.raises(MediaError, match=r"/image: .*it is closed"):
        media_text(source, "/image")
