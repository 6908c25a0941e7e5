"""A task that is done, and hosts of its files: scripted ones, and one on loopback."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Self

import httpx
from modellix_client import AsyncModellix, Modellix

from contract_tests.client.wire import KEY, data
from contract_tests.downloads.attacks import Reply
from contract_tests.mock_api.clock import VirtualClock

FACES: Final = ("sync", "async")
Answerer = Callable[[httpx.Request], httpx.Response]


def done(*resources: dict[str, Any]) -> bytes:
    """The answer of a task that has these files."""
    return data("success", result={"resources": list(resources)})


class Pieces(httpx.SyncByteStream, httpx.AsyncByteStream):
    """Content in pieces, and perhaps a lost connection behind them."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    def __iter__(self) -> Iterator[bytes]:
        yield from self._reply.pieces
        if self._reply.breaks:
            raise httpx.ReadError("lost")

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            await asyncio.sleep(0)
            yield piece


class Scripted:
    """A service whose one task is done, and file hosts that follow a script.

    Args:
        replies: What the hosts answer; the last one repeats.
        resources: The task's files.
    """

    def __init__(self, replies: tuple[Reply, ...], *resources: dict[str, Any]) -> None:
        self.replies = replies
        self.task = done(*resources)
        self.requests: list[httpx.Request] = []

    def handle(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.startswith("/api/v1/tasks/"):
            return httpx.Response(200, content=self.task)
        reply = self.replies[min(len(self.requests), len(self.replies) - 1)]
        self.requests.append(request)
        return httpx.Response(reply.status, headers=list(reply.headers), stream=Pieces(reply))

    @property
    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self.handle)


class Server:
    """On loopback: the service under ``/api``, and raw bytes for everything else, in order.

    Args:
        answers: What it sends, a connection each; the last one repeats.
        resources: The task's files; ``{server}`` in an address stands for this server.
    """

    def __init__(self, answers: tuple[bytes, ...], *resources: dict[str, Any]) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=16)
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        text = json.dumps(json.loads(done(*resources))).replace("{server}", self.url)
        self._task = text.encode()
        self._answers = answers
        self.heads: list[bytes] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(20)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection, suppress(OSError):
                connection.settimeout(20)
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            piece = connection.recv(4096)
            if not piece:
                return
            head += piece
        if head.startswith(b"GET /api/"):
            length = f"HTTP/1.1 200 OK\r\nContent-Length: {len(self._task)}\r\n"
            connection.sendall(length.encode() + b"Connection: close\r\n\r\n" + self._task)
            return
        answer = self._answers[min(len(self.heads), len(self._answers) - 1)]
        self.heads.append(head)
        connection.sendall(answer)


def save(face: str, folder: Path, settings: dict[str, Any], options: dict[str, Any]) -> list[Path]:
    """Save all files of ``task-1`` through a face.

    Args:
        face: ``sync`` or ``async``.
        folder: Where.
        settings: Of the client, besides its key and clock.
        options: Of ``save``.
    """
    given: dict[str, Any] = {"api_key": KEY, "clock": VirtualClock(), **settings}
    if face == "sync":
        with Modellix(**given) as client:
            return client.tasks.wait("task-1").save(folder, **options)

    async def save_async() -> list[Path]:
        async with AsyncModellix(**given) as client:
            return await (await client.tasks.wait("task-1")).save(folder, **options)

    return asyncio.run(save_async())
