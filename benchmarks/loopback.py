"""A service on loopback that accepts everything: as little work as HTTP/1.1 needs.

``python -m benchmarks.loopback`` prints its port and ends with its standard input. Its answers
are those of the service, with the members beside them that a peer's client looks for. A task whose
id is ``until-`` and a time in milliseconds since 1970 is pending until then; ``GET /requests``
tells how many requests came since it was last asked.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Final

_TASK: Final = "17f20503-6c24-4c16-946b-35dbbce2af2f"
_BEYOND: Final = {"id": _TASK, "createdAt": "2026-01-01T00:00:00Z"}
_ACCEPTED: Final = {
    **_BEYOND,
    "code": 0,
    "message": "success",
    "data": {"status": "pending", "task_id": _TASK, "model_id": "kling-v2-mi2i"},
}
_FINISHED: Final = {
    **_BEYOND,
    "status": "SUCCEEDED",
    "output": ["https://example.com/1.png"],
    "code": 0,
    "message": "success",
    "data": {
        "status": "success",
        "task_id": _TASK,
        "model_id": "kling-v2-mi2i",
        "duration": 3500,
        "result": {"resources": [{"url": "https://example.com/1.png", "type": "image"}]},
    },
}


_PENDING: Final = {"code": 0, "message": "success", "data": {"status": "processing"}}
_DONE: Final = {"code": 0, "message": "success", "data": {"status": "success"}}
# Requests a minute: stated for tasks that take their time, and not enforced.
_LIMIT: Final = "x-ratelimit-limit: 1000\r\n"


def _response(body: object, more: str = "") -> bytes:
    content = json.dumps(body).encode()
    head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n{more}content-length:"
    return f"{head} {len(content)}\r\n\r\n".encode() + content


class Door(asyncio.Protocol):
    """One connection: counts what is left of a body, keeps none of it."""

    _POST = _response(_ACCEPTED)
    _GET = _response(_FINISHED)
    _PENDING = _response(_PENDING, _LIMIT)
    _DONE = _response(_DONE, _LIMIT)
    _requests = 0

    def __init__(self) -> None:
        self._head = b""
        self._left = 0
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        while data:
            if self._left:
                taken = min(self._left, len(data))
                self._left -= taken
                data = data[taken:] if taken < len(data) else b""
                if not self._left:
                    self._answer(self._POST)
                continue
            head, mark, rest = (self._head + data).partition(b"\r\n\r\n")
            if not mark:
                self._head = head
                return
            self._head, data = b"", rest
            self._left = _length(head)
            if not self._left:
                self._answer(self._read(head) if head.startswith(b"GET") else self._POST)

    def _read(self, head: bytes) -> bytes:
        path = head.split(b" ", 2)[1]
        if path == b"/requests":
            number, Door._requests = Door._requests, 0
            return _response(number)
        Door._requests += 1
        _, timed, until = path.partition(b"/until-")
        if not timed:
            return self._GET
        return self._DONE if time.time_ns() // 1_000_000 >= int(until) else self._PENDING

    def _answer(self, response: bytes) -> None:
        assert self._transport is not None
        self._transport.write(response)


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Door, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve())
