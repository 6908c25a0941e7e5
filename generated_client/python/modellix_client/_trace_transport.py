"""A service that answers by script on a virtual clock: the other side of ``trace``.

It takes a request's body piece by piece as a connection would, so that where a scripted fault
strikes is where the client would have met it: ``reset_in_body`` once everything but the last byte
was taken, ``reset_after_body`` once that byte was taken too.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Final, cast

import httpx

from ._trace_scenario import Reply

_IN_BODY: Final = "reset_in_body"
_ERRORS: Final[dict[str, type[httpx.TransportError]]] = {
    "refused": httpx.ConnectError,
    _IN_BODY: httpx.WriteError,
    "reset_after_body": httpx.RemoteProtocolError,
    "timeout": httpx.ReadTimeout,
}
# Which of a request's limits passes when nothing happens for too long, and what that raises.
_LIMITS: Final[dict[str | None, tuple[str, type[httpx.TransportError]]]] = {
    "refused": ("connect", httpx.ConnectTimeout),
    _IN_BODY: ("write", httpx.WriteTimeout),
}
_READING: Final = ("read", httpx.ReadTimeout)


class VirtualClock:
    """A clock that stands still until somebody waits on it."""

    def __init__(self) -> None:
        self._now = 0

    def now(self) -> int:
        """Milliseconds since the call began."""
        return self._now

    def sleep(self, ms: int) -> None:
        """Let that much time pass at once."""
        self._now += ms

    async def asleep(self, ms: int) -> None:
        """Let that much time pass at once."""
        self._now += ms


class ScriptedTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Gives each request the next reply of the script, the last one again and again.

    Args:
        replies: The script.
        clock: The time that passes until a reply comes.

    Attributes:
        requests: Time in milliseconds, method and path of every request, also of those that
            broke before their last byte.
        last_status: The HTTP status of the last answer, ``None`` before the first.
    """

    def __init__(self, replies: tuple[Reply, ...], clock: VirtualClock) -> None:
        self._replies = replies
        self._clock = clock
        self.requests: list[tuple[int, str, str]] = []
        self.last_status: int | None = None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Carry one request out, blocking."""
        reply = self._next(request)
        if reply.fault != "refused":
            left = _length(request)
            for piece in cast(httpx.SyncByteStream, request.stream):
                left -= len(piece)
                if reply.fault == _IN_BODY and left <= 1:
                    break
        return self._come(reply, request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Carry one request out."""
        reply = self._next(request)
        if reply.fault != "refused":
            left = _length(request)
            async for piece in cast(httpx.AsyncByteStream, request.stream):
                left -= len(piece)
                if reply.fault == _IN_BODY and left <= 1:
                    break
        return self._come(reply, request)

    def _next(self, request: httpx.Request) -> Reply:
        reply = self._replies[min(len(self.requests), len(self._replies) - 1)]
        path = request.url.raw_path.decode("ascii")
        self.requests.append((self._clock.now(), request.method, path))
        return reply

    def _come(self, reply: Reply, request: httpx.Request) -> httpx.Response:
        """The reply, after its time; raises what a fault raises."""
        name, late = _LIMITS.get(reply.fault, _READING)
        limits = cast("dict[str, float | None]", request.extensions.get("timeout", {}))
        limit = limits.get(name)
        if limit is not None and reply.latency_ms > round(limit * 1000):
            self._clock.sleep(round(limit * 1000))
            raise late("nothing came in time", request=request)
        self._clock.sleep(reply.latency_ms)
        error = _ERRORS.get(reply.fault or "")
        if error is not None:
            raise error(f"scripted: {reply.fault}", request=request)
        if reply.fault == "truncated":
            headers = {"content-type": "application/json", "content-length": "100"}
            return httpx.Response(200, headers=headers, stream=_CutShort(request))
        self.last_status = reply.status
        return httpx.Response(reply.status, headers=reply.headers, content=reply.body)


class _CutShort(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The beginning of an answer, and then a connection that breaks."""

    def __init__(self, request: httpx.Request) -> None:
        self._request = request

    def __iter__(self) -> Iterator[bytes]:
        yield b'{"code":0,'
        raise self._broken()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b'{"code":0,'
        raise self._broken()

    def _broken(self) -> httpx.RemoteProtocolError:
        return httpx.RemoteProtocolError("scripted: truncated", request=self._request)


def _length(request: httpx.Request) -> int:
    """How many bytes the body has, as the request says itself; 0 for none."""
    return int(request.headers.get("content-length", "0"))
