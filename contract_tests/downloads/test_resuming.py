"""Hosts that keep the rules of ranges, and lose connections at drawn places: complete or absent."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from modellix_client import DownloadError
from modellix_client._core.transfer import RETRIES

from contract_tests import counts
from contract_tests.downloads.hosts import FACES, done, save
from contract_tests.mock_api.clock import VirtualClock
from contract_tests.profile import count

pytestmark = pytest.mark.client

SIZE: Final = 60
VERSIONS: Final = (bytes(range(SIZE)), bytes(range(100, 100 + SIZE)))
EXAMPLES: Final = count(60, 5_000)


@dataclass(frozen=True)
class Turn:
    """What the host does about one request.

    Attributes:
        version: Which of the two contents it has by then.
        breaks_after: After how many bytes of this answer the connection is lost, if it is.
        ranges: Whether it knows of ranges.
        status: Instead of an answer with content, if not 200.
    """

    version: int = 0
    breaks_after: int | None = None
    ranges: bool = True
    status: int = 200


@dataclass
class Host:
    """Keeps RFC 9110: a range only under its own validator."""

    turns: tuple[Turn, ...]
    etag: str = '"{}"'
    requests: list[httpx.Request] = field(default_factory=list)

    def handle(self, request: httpx.Request) -> httpx.Response:
        if request.url.host == "api.modellix.ai":
            resource = {"url": "https://files.example/1.png", "type": "image"}
            return httpx.Response(200, content=done(resource))
        turn = self.turns[min(len(self.requests), len(self.turns) - 1)]
        self.requests.append(request)
        if turn.status != 200:
            return httpx.Response(turn.status)
        content, etag = VERSIONS[turn.version], self.etag.format(turn.version)
        headers = {"etag": etag}
        status, first = 200, 0
        asked = re.fullmatch(r"bytes=(\d+)-", request.headers.get("range", ""))
        if asked and turn.ranges and request.headers["if-range"] == etag:
            first = int(asked[1])
            assert 0 < first < SIZE, "a range that is empty or all of it"
            status = 206
            headers["content-range"] = f"bytes {first}-{SIZE - 1}/{SIZE}"
        body = content[first:]
        headers["content-length"] = str(len(body))
        return httpx.Response(status, headers=headers, stream=Losing(body, turn.breaks_after))


class Losing(httpx.SyncByteStream, httpx.AsyncByteStream):
    """Content in pieces of seven bytes, and a connection that is lost in it."""

    def __init__(self, body: bytes, breaks_after: int | None) -> None:
        self._body, self._breaks_after = body, breaks_after

    def __iter__(self) -> Iterator[bytes]:
        end = len(self._body) if self._breaks_after is None else self._breaks_after
        sent = self._body[:end]
        for start in range(0, len(sent), 7):
            yield sent[start : start + 7]
        if self._breaks_after is not None and self._breaks_after < len(self._body):
            raise httpx.RemoteProtocolError("lost")

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            await asyncio.sleep(0)
            yield piece


def attempt(face: str, host: Host, clock: VirtualClock, **options: Any) -> bytes | DownloadError:
    """The content that was saved, or the error; nothing else is in the folder."""
    given: dict[str, Any] = {"transport": httpx.MockTransport(host.handle), "clock": clock}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            (path,) = save(face, folder, given, options)
        except DownloadError as error:
            assert list(folder.iterdir()) == []
            return error
        assert list(folder.iterdir()) == [path]
        return path.read_bytes()


TURNS = st.builds(
    Turn,
    version=st.integers(0, 1),
    breaks_after=st.none() | st.integers(0, SIZE - 1),
    ranges=st.booleans(),
    status=st.sampled_from([200, 200, 200, 200, 503]),
)


@given(st.lists(TURNS, min_size=1, max_size=8).map(tuple), st.sampled_from(['"{}"', 'W/"{}"', ""]))
@settings(max_examples=EXAMPLES)
def test_any_history_gives_a_whole_file_or_none(turns: tuple[Turn, ...], etag: str) -> None:
    ends = []
    for face in FACES:
        host, clock = Host(turns, etag), VirtualClock()
        found = attempt(face, host, clock)
        assert len(host.requests) <= RETRIES + 1
        if isinstance(found, bytes):
            assert found in VERSIONS
        else:
            assert found.safe_to_retry
            assert len(host.requests) == RETRIES + 1
        asked = [
            (each.headers.get("range"), each.headers.get("if-range")) for each in host.requests
        ]
        assert all((span is None) == (validator is None) for span, validator in asked)
        if etag != '"{}"':
            assert set(asked) == {(None, None)}
        ends.append((asked, clock.now(), str(found)))
    assert ends[0] == ends[1]
    counts.record("downloads over broken connections", 1)


@pytest.mark.parametrize("face", FACES)
def test_what_is_there_is_not_fetched_again(face: str) -> None:
    host, clock = Host((Turn(breaks_after=25), Turn(breaks_after=10), Turn())), VirtualClock()
    assert attempt(face, host, clock) == VERSIONS[0]
    assert [
        (each.headers.get("range"), each.headers.get("if-range")) for each in host.requests
    ] == [(None, None), ("bytes=25-", '"0"'), ("bytes=35-", '"0"')]
    assert clock.now() == 500 + 1000


@pytest.mark.parametrize("face", FACES)
def test_a_download_is_given_up_at_its_timeout(face: str) -> None:
    host, clock = Host((Turn(breaks_after=5),)), VirtualClock()
    found = attempt(face, host, clock, timeout=2)
    assert isinstance(found, DownloadError)
    assert "timeout" in str(found)
    assert len(host.requests) == 3  # after 0, 500 and 1,500 ms; the next one would be too late
    assert clock.now() == 1500
