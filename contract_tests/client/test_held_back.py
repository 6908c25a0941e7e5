"""The last byte: handed over alone, once, and only when all before it was right."""

from __future__ import annotations

import asyncio
import gc
import io
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from modellix_client import (
    AsyncModellix,
    MediaError,
    Modellix,
    NotSubmittedError,
    SubmissionOutcomeUnknownError,
)
from modellix_client._body import bytes_body
from modellix_client._held_back import HeldBack
from modellix_client._media_text import PIECE

from contract_tests.client.wire import IT, KEY, data, run
from contract_tests.mock_api.clock import VirtualClock

pytestmark = pytest.mark.client

PNG = b"\x89PNG\r\n\x1a\n"
LARGE = PNG + os.urandom(5 * PIECE)


class Carrier(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Takes a body piece by piece, and does something after one of them.

    Args:
        after: After how many bytes; ``None`` for never.
        act: What to do then.
    """

    def __init__(self, after: int | None = None, act: Callable[[], None] = lambda: None) -> None:
        self.after = after
        self.act = act
        self.pieces: list[list[bytes]] = []
        self.lengths: list[int] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self._begin(request)
        assert isinstance(request.stream, httpx.SyncByteStream)
        for piece in request.stream:
            self._took(piece)
        return httpx.Response(200, content=data())

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self._begin(request)
        assert isinstance(request.stream, httpx.AsyncByteStream)
        async for piece in request.stream:
            self._took(piece)
        return httpx.Response(200, content=data())

    def _begin(self, request: httpx.Request) -> None:
        self.pieces.append([])
        self.lengths.append(int(request.headers["content-length"]))
        assert request.headers["host"] == "api.modellix.ai"
        assert "transfer-encoding" not in request.headers

    def _took(self, piece: bytes) -> None:
        self.pieces[-1].append(piece)
        if self.after is not None and sum(map(len, self.pieces[-1])) >= self.after:
            self.act()


def submit(face: str, carrier: Any, *images: Any) -> str:
    body = IT.pictured(*(images or [LARGE]))
    settings: dict[str, Any] = {"transport": carrier, "clock": VirtualClock()}
    if face == "sync":
        with Modellix(KEY, **settings) as client:
            return client.submit(IT.model, body).id

    async def send() -> str:
        async with AsyncModellix(KEY, **settings) as aclient:
            return (await aclient.submit(IT.model, body)).id

    result: str = run(send())
    return result


FACES = pytest.mark.parametrize("face", ["sync", "async"])


def reset() -> None:
    raise httpx.WriteError("reset")


@FACES
def test_the_last_byte_comes_alone(face: str) -> None:
    carrier = Carrier()
    assert submit(face, carrier) == "task-1"
    (pieces,) = carrier.pieces
    assert pieces[-1] == b"}"
    assert sum(map(len, pieces)) == carrier.lengths[0]


@FACES
def test_the_flag_decides_to_the_byte(face: str) -> None:
    carrier = Carrier()
    submit(face, carrier)
    length = carrier.lengths[0]
    for after in (1, length // 2, length - 1):
        broken = Carrier(after, reset)
        with pytest.raises(NotSubmittedError) as caught:
            submit(face, broken)
        assert caught.value.safe_to_retry
        assert len(broken.pieces) == 4
        assert all(sum(map(len, pieces)) < length for pieces in broken.pieces)
    broken = Carrier(length, reset)
    with pytest.raises(SubmissionOutcomeUnknownError):
        submit(face, broken)
    assert len(broken.pieces) == 1


ERRORS = [
    httpx.ConnectError("late"),
    httpx.PoolTimeout("late"),
    httpx.RemoteProtocolError("early"),
    OSError("any"),
    RuntimeError("of the transport's own"),
]


@FACES
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_the_class_of_an_exception_decides_nothing(face: str, error: Exception) -> None:
    def act() -> None:
        raise error

    with pytest.raises(NotSubmittedError):
        submit(face, Carrier(1, act))
    whole = Carrier()
    submit(face, whole)
    with pytest.raises(SubmissionOutcomeUnknownError):
        submit(face, Carrier(whole.lengths[0], act))


class Replaying(Carrier):
    """A transport that sends again by itself, as some pools do."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return super().handle_request(request)
        except httpx.WriteError:
            return super().handle_request(request)


@pytest.mark.parametrize("after", [1, len(LARGE)])
def test_a_transport_that_replays_gets_no_second_body(after: int) -> None:
    carrier = Replaying(after, reset)
    with pytest.raises(NotSubmittedError):
        submit("sync", carrier)
    assert [bool(pieces) for pieces in carrier.pieces] == [True, False] * 4


def test_a_body_is_read_once() -> None:
    held = HeldBack(bytes_body(b"{}"))
    assert list(held) == [b"{", b"}"]
    assert held.may_have_arrived
    with pytest.raises(httpx.StreamConsumed):
        next(iter(held))

    async def read() -> None:
        async for _ in held:
            raise AssertionError

    with pytest.raises(httpx.StreamConsumed):
        run(read())


@given(st.binary(max_size=40), st.integers(0, 40))
def test_the_flag_is_set_exactly_before_the_last_byte(body: bytes, taken: int) -> None:
    held = HeldBack(bytes_body(body))
    sent = 0
    for piece in held:
        sent += len(piece)
        assert held.may_have_arrived == (sent == len(body))
    assert sent == len(body)
    assert held.may_have_arrived


Change = Callable[[Path], object]
CHANGES: dict[str, Change] = {
    "longer": lambda path: path.write_bytes(LARGE + b"x"),
    "shorter": lambda path: os.truncate(path, len(LARGE) - 1),
    "empty": lambda path: os.truncate(path, 0),
    "touched": lambda path: os.utime(path, ns=(1, 1)),
    "gone": lambda path: path.unlink(),
}


@FACES
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_a_file_that_changes_ends_it_before_the_last_byte(
    tmp_path: Path, face: str, change: str, share: float
) -> None:
    first, second = tmp_path / "a.png", tmp_path / "b.png"
    for path in (first, second):
        path.write_bytes(LARGE)
    done: list[bool] = []

    def act() -> None:
        if not done:
            done.append(True)
            CHANGES[change](first)

    carrier = Carrier(1 + int(share * len(LARGE) * 8 / 3), act)
    with pytest.raises(MediaError, match="changed while it was sent") as caught:
        submit(face, carrier, first, second)
    assert caught.value.path == f"/{IT.images}/0"
    assert caught.value.safe_to_retry
    assert "a.png" not in str(caught.value)
    assert len(carrier.pieces) == 1
    assert sum(map(len, carrier.pieces[0])) < carrier.lengths[0]
    assert pickle.loads(pickle.dumps(caught.value)).path == caught.value.path  # noqa: S301


def test_a_file_that_changes_before_it_is_sent(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(LARGE)

    class Changing(Carrier):
        def _begin(self, request: httpx.Request) -> None:
            super()._begin(request)
            path.write_bytes(LARGE + LARGE)

    with pytest.raises(MediaError):
        submit("sync", Changing(), path)


def test_an_open_file_that_shrinks_or_closes() -> None:
    for act in (lambda file: file.truncate(100), lambda file: file.close()):
        file = io.BytesIO(LARGE)
        carrier = Carrier(1, lambda file=file, act=act: act(file))  # type: ignore[misc]
        with pytest.raises(MediaError):
            submit("sync", carrier, file)
        assert sum(map(len, carrier.pieces[0])) < carrier.lengths[0]


def test_open_files_are_left_where_they_stood_and_closed_if_ours(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(LARGE)
    file = io.BytesIO(b"xx" + LARGE)
    file.seek(2)
    submit("sync", Carrier(), file, path)
    assert file.tell() == 2
    with pytest.raises(NotSubmittedError):
        submit("sync", Carrier(1, reset), path, file)
    gc.collect()
    folder = Path("/proc/self/fd")
    if folder.exists():
        assert str(path) not in {str(link.readlink()) for link in folder.iterdir() if link.exists()}


def test_an_event_loop_gets_its_turn_while_a_body_is_collected(tmp_path: Path) -> None:
    """Counted, not timed: never more than a MiB without a turn for everybody else."""
    path = tmp_path / "a.png"
    path.write_bytes(PNG + bytes(6 * 2**20))
    turns: list[int] = []

    async def others() -> None:
        while True:
            turns.append(1)
            await asyncio.sleep(0)

    async def send() -> int:
        task = asyncio.ensure_future(others())
        carrier = Carrier()
        async with AsyncModellix(KEY, transport=carrier) as client:
            await client.submit(IT.model, IT.pictured(path))
        task.cancel()
        return sum(map(len, carrier.pieces[0]))

    sent = run(send())
    assert len(turns) >= sent // 2**20 >= 8
