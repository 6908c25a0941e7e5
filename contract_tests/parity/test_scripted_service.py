"""The scripted service takes a body as a connection would, and breaks where the fault says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any, Literal

import httpx
import pytest
from modellix_client._trace_scenario import Reply
from modellix_client._trace_transport import ScriptedTransport, VirtualClock

pytestmark = pytest.mark.client

PIECES = (b'{"prompt":', b'"a boat"', b"}")
Fault = Literal["refused", "reset_in_body", "reset_after_body", "timeout", "truncated"]


class HeldBack(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body whose last byte is a piece of its own; notes what was taken."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []

    def __iter__(self) -> Iterator[bytes]:
        for piece in PIECES:
            self.taken.append(piece)
            yield piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece


def send(fault: Fault | None, *, latency_ms: int = 7, asynchronous: bool) -> tuple[Any, ...]:
    """What a request with such a body met, how much was taken of it, and the time."""
    clock, body = VirtualClock(), HeldBack()
    reply = Reply(latency_ms, fault, 200, {}, b"{}")
    transport = ScriptedTransport((reply,), clock)
    request = httpx.Request(
        "POST",
        "https://api.example/x",
        headers={"content-length": str(len(b"".join(PIECES)))},
        stream=body,
        extensions={"timeout": {"connect": 10.0, "read": 60.0, "write": 30.0}},
    )

    async def carry() -> None:
        response = await transport.handle_async_request(request)
        await response.aread()

    result: Any = None
    try:
        if asynchronous:
            asyncio.run(carry())
        else:
            transport.handle_request(request).read()
    except httpx.TransportError as error:
        result = type(error)
    assert transport.requests == [(0, "POST", "/x")]
    return result, len(body.taken), clock.now()


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.parametrize(
    ("fault", "error", "taken"),
    [
        (None, None, 3),
        ("refused", httpx.ConnectError, 0),
        ("reset_in_body", httpx.WriteError, 2),
        ("reset_after_body", httpx.RemoteProtocolError, 3),
        ("timeout", httpx.ReadTimeout, 3),
        ("truncated", httpx.RemoteProtocolError, 3),
    ],
)
def test_what_is_taken_and_what_breaks(
    fault: Fault | None,
    error: type[Exception] | None,
    taken: int,
    asynchronous: bool,  # noqa: FBT001
) -> None:
    assert send(fault, asynchronous=asynchronous) == (error, taken, 7)


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.parametrize(
    ("fault", "error", "limit_ms"),
    [
        (None, httpx.ReadTimeout, 60_000),
        ("refused", httpx.ConnectTimeout, 10_000),
        ("reset_in_body", httpx.WriteTimeout, 30_000),
        ("timeout", httpx.ReadTimeout, 60_000),
    ],
)
def test_nothing_takes_longer_than_the_request_allows(
    fault: Fault | None,
    error: type[Exception],
    limit_ms: int,
    asynchronous: bool,  # noqa: FBT001
) -> None:
    found = send(fault, latency_ms=99_999, asynchronous=asynchronous)
    assert (found[0], found[2]) == (error, limit_ms)
