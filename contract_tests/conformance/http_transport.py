"""Requests over real connections: each on one of its own, none sent twice, no redirect followed."""

from __future__ import annotations

import os
import time
from typing import Final, Self

import httpx

from contract_tests.conformance.exchange import MAX_ANSWER, Answer, Fault, Request
from contract_tests.conformance.options import OptionError
from contract_tests.conformance.watch import Watch

_CONNECT_S: Final = 10.0
_SILENCE_S: Final = 15.0
# A server that drips its answer one byte at a time never is silent for long.
_WHOLE_S: Final = 30.0
_BYTES_PER_S: Final = 100_000
_AGENT: Final = "modellix-conformance"
_PROXIES: Final = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
# What the words of a failed connection hold, and what it means to a person.
_REASONS: Final = (
    ("CERTIFICATE_VERIFY_FAILED", "its certificate is not trusted (SSL_CERT_FILE names others)"),
    ("WRONG_VERSION_NUMBER", "it speaks no TLS: is it http:// instead of https://?"),
    ("SSL", "no secure connection could be agreed on"),
    ("refused", "nobody listens there"),
    ("Name or service", "there is no such host"),
    ("nodename", "there is no such host"),
    ("name resolution", "there is no such host"),
    ("unreachable", "no network leads there"),
)


class HttpTransport:
    """One origin. Close it, or use it in a ``with``."""

    def __init__(
        self, origin: str, *, silence_s: float = _SILENCE_S, whole_s: float = _WHOLE_S
    ) -> None:
        """Raises ``OptionError`` when the environment asks for a proxy or certificates in vain."""
        # A connection that was kept alive may be dead, and a request lost with it.
        limits = httpx.Limits(max_keepalive_connections=0)
        timeout = httpx.Timeout(silence_s, connect=min(_CONNECT_S, silence_s))
        self._whole_s = whole_s
        try:
            self._client = httpx.Client(
                base_url=origin, timeout=timeout, limits=limits, follow_redirects=False
            )
        except (ValueError, ImportError, OSError, httpx.InvalidURL) as error:
            raise OptionError(_unusable(error)) from None
        self._client.headers = httpx.Headers({"accept": "application/json", "user-agent": _AGENT})

    def send(self, request: Request) -> Answer | Fault:
        """The answer, or why there is none, in about half a minute; large bodies have more."""
        whole_s = self._whole_s + len(request.content) / _BYTES_PER_S
        with Watch(whole_s) as watch:
            got = self._sent(request, watch)
        # An answer without a length looks whole where its connection was ended.
        if watch.ended:
            return Fault("timeout", f"no whole answer within {whole_s:.0f} s")
        return got

    def _sent(self, request: Request, watch: Watch) -> Answer | Fault:
        try:
            with self._client.stream(
                request.method,
                request.path,
                headers=list(request.headers),
                content=request.content or None,
                extensions={"trace": watch.trace},
            ) as response:
                return _read(response)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            return Fault("unreachable", _why(error), sent=False)
        except UnicodeError:
            return Fault("unreachable", "its name can be none of a host", sent=False)
        except httpx.TimeoutException:
            return Fault("timeout", "it was silent for too long")
        except httpx.DecodingError:
            return Fault("broken", "its answer is not in the encoding that it names")
        except (httpx.RemoteProtocolError, httpx.ReadError):
            return Fault("broken", "it ended the connection, or what it says is no HTTP")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return Fault("broken", type(error).__name__)

    def close(self) -> None:
        """Let go of what is held."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _read(response: httpx.Response) -> Answer | Fault:
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > MAX_ANSWER:
            return Fault("oversized", f"an answer of more than {MAX_ANSWER} bytes")
    headers = tuple((name.lower(), value) for name, value in response.headers.multi_items())
    return Answer(response.status_code, headers, bytes(body))


def _why(error: httpx.TransportError) -> str:
    text = str(error)
    words = next((words for part, words in _REASONS if part in text), "it cannot be connected to")
    proxies = _proxies()
    return f"{words}; a proxy stands between: {proxies} is set" if proxies else words


def _unusable(error: Exception) -> str:
    if isinstance(error, OSError):
        return "the file of certificates that SSL_CERT_FILE names cannot be read"
    named = _proxies() or "the environment"
    return f"{named} asks for a proxy that cannot be used: give one of http:// or https://"


def _proxies() -> str:
    names = [name for name in _PROXIES if os.environ.get(name) or os.environ.get(name.lower())]
    return ", ".join(names)


class RealClock:
    """Real time that no change of the calendar moves."""

    def now(self) -> int:
        """Milliseconds since some moment."""
        return time.monotonic_ns() // 1_000_000

    def sleep(self, ms: int) -> None:
        """Wait."""
        time.sleep(ms / 1000)
