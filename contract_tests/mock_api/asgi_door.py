"""The service as an ASGI application, for a real server or a test engine."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import quote

from contract_tests.mock_api.bodies import MAX_BODY
from contract_tests.mock_api.messages import Answer, Request
from contract_tests.mock_api.service import MockService

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


def asgi_app(service: MockService) -> App:
    """An application that hands every request to ``service``."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
            return
        if scope["type"] != "http":
            raise ValueError(f"the service does not speak {scope['type']}")
        body = await _body(receive)
        if body is not None:
            await _send(send, service.handle(_request(scope, body)))

    return app


async def _live(receive: Receive, send: Send) -> None:
    """Nothing is to be started or stopped, but a server waits to hear that it was."""
    while True:
        event = (await receive())["type"]
        await send({"type": f"{event}.complete"})
        if event == "lifespan.shutdown":
            return


async def _body(receive: Receive) -> bytes | None:
    """The whole body, or ``None`` when the client left before its end.

    Past the limit the rest is read and thrown away: who sends too much gets to read that it was
    too much, instead of a broken connection, and the memory stays bounded.
    """
    chunks: list[bytes] = []
    size = 0
    more = True
    while more:
        event = await receive()
        if event["type"] == "http.disconnect":
            return None
        chunk = event.get("body", b"")
        if size <= MAX_BODY:
            chunks.append(chunk)
            size += len(chunk)
        more = event.get("more_body", False)
    return b"".join(chunks)


def _request(scope: Scope, body: bytes) -> Request:
    # A server need not give the raw path; quoted again, it names the same thing.
    raw: bytes = scope.get("raw_path") or quote(scope["path"]).encode()
    return Request(
        method=scope["method"],
        path=raw.decode("latin-1").partition("?")[0],
        headers=tuple(
            (name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]
        ),
        body=body,
    )


async def _send(send: Send, answer: Answer) -> None:
    headers = (*answer.headers, ("content-length", str(len(answer.body))))
    await send(
        {
            "type": "http.response.start",
            "status": answer.status,
            "headers": [(name.encode(), value.encode()) for name, value in headers],
        }
    )
    await send({"type": "http.response.body", "body": answer.body})
