"""Requests over real connections: each on one of its own, none sent twice, no redirect followed."""

from __future__ import annotations

import time
from typing import Final, Self

import httpx

from contract_tests.conformance.exchange import MAX_ANSWER, Answer, Fault, Request

_CONNECT_S: Final = 10.0
_SILENCE_S: Final = 15.0
_WHOLE_S: Final = 30.0
# A server that drips its headers or its body one byte at a time stays within the first two.
_AGENT: Final = "modellix-conformance"


class HttpTransport:
    """One origin. Close it, or use it in a ``with``."""

    def __init__(self, origin: str, *, silence_s: float = _SILENCE_S) -> None:
        # A connection that was kept alive may be dead, and a request lost with it.
        limits = httpx.Limits(max_keepalive_connections=0)
        timeout = httpx.Timeout(silence_s, connect=min(_CONNECT_S, silence_s))
        self._client = httpx.Client(
            base_url=origin, timeout=timeout, limits=limits, follow_redirects=False
        )
        self._client.headers = httpx.Headers({"accept": "application/json", "user-agent": _AGENT})

    def send(self, request: Request) -> Answer | Fault:
        """The answer, or why there is none; takes no more than about half a minute."""
        deadline = time.monotonic() + _WHOLE_S
        try:
            with self._client.stream(
                request.method,
                request.path,
                headers=list(request.headers),
                content=request.content or None,
            ) as response:
                return _read(response, deadline)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            return Fault("unreachable", type(error).__name__, sent=False)
        except httpx.TimeoutException as error:
            return Fault("timeout", type(error).__name__)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return Fault("broken", type(error).__name__)

    def close(self) -> None:
        """Let go of what is held."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _read(response: httpx.Response, deadline: float) -> Answer | Fault:
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > MAX_ANSWER:
            return Fault("oversized", f"an answer of more than {MAX_ANSWER} bytes")
        if time.monotonic() > deadline:
            return Fault("timeout", f"no whole answer within {_WHOLE_S:.0f} s")
    headers = tuple((name.lower(), value) for name, value in response.headers.multi_items())
    return Answer(response.status_code, headers, bytes(body))


class RealClock:
    """Real time that no change of the calendar moves."""

    def now(self) -> int:
        """Milliseconds since some moment."""
        return time.monotonic_ns() // 1_000_000

    def sleep(self, ms: int) -> None:
        """Wait."""
        time.sleep(ms / 1000)
