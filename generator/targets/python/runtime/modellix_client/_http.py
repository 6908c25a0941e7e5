"""What the sync and the async transport share: limits, headers, and what a failure means."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from typing import Final

import httpx

from ._body import Body, bytes_body
from ._core.exchange import Answer, Failure, Request
from ._held_back import HeldBack
from ._spec import VERSION
from .errors import ConfigurationError

LARGEST_ANSWER: Final = 16 * 1024 * 1024
KEPT: Final = 64 * 1024  # of an answer that is too large or broke off
CONNECT_MS: Final = 10_000
PROGRESS_MS: Final = 60_000
# A connection that was idle for longer may be closed at the other end already, and a submit
# that dies on it leaves its outcome unknown.
IDLE_S: Final = 2.0
LOCATION: Final = "modellix.location"

OWN_HEADERS: Final[Mapping[str, str]] = {
    "User-Agent": f"modellix-client-python/{VERSION}",
    "Accept": "application/json",
    # Answers are small, and one that is not compressed cannot unfold beyond its limit.
    "Accept-Encoding": "identity",
    "Connection": "keep-alive",
}
# What an exchange can end in; anything else is a slip in the program and stays visible.
TROUBLE: Final = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError)
_LONGEST_REASON: Final = 200
_MOST_URLS: Final = 256  # that are kept


# What unfolds by a factor that is known. Others, and several in a row, can turn one piece of an
# answer into gigabytes before its size is looked at; nobody was asked for them.
_CODINGS: Final = frozenset({"", "identity", "gzip", "deflate"})
_INTERRUPTED: Final = (
    "this submit was interrupted and may have been sent: a task may be running and billed. Look "
    "at the tasks and charges in the service's console before it is sent again"
)


class Late(Exception):  # noqa: N818 (a signal inside the transports, never raised to a caller)
    """The time for an exchange ran out between two pieces of the answer."""


def can_be_read(response: httpx.Response) -> bool:
    """Whether the content can be decoded piece by piece in bounded memory."""
    return _coding(response) in _CODINGS


def is_plain(response: httpx.Response) -> bool:
    """Whether the content can be taken as it comes; a mock may have it all in its hands already."""
    return not _coding(response) and not response.is_stream_consumed


def _coding(response: httpx.Response) -> str:
    coding: str = response.headers.get("content-encoding", "")
    return coding.strip().lower()


def set_location_aside(response: httpx.Response) -> None:
    """Take the target of a redirect away from httpx.

    It reads the target even where it is told not to follow it, and an odd one raises then: an
    answer would become a failure.
    """
    if not response.is_redirect:
        return
    location = response.headers.pop("location", None)
    if location is not None:
        response.extensions[LOCATION] = location


class Wire:
    """How requests of one client go out.

    Args:
        base_url: The service, without a slash at the end.
        api_key: Sent to that address only, and taken out of everything that comes back.
        timeout_ms: Without any progress for that long, a request has failed.
    """

    __slots__ = ("_api_key", "_urls", "base_url", "timeout_ms")

    def __init__(self, base_url: str, api_key: str, timeout_ms: int | None) -> None:
        self.base_url = base_url
        self._api_key = api_key
        self._urls: dict[str, httpx.URL] = {}
        self.timeout_ms = PROGRESS_MS if timeout_ms is None else timeout_ms

    def headers(self, request: Request) -> dict[str, str]:
        """All headers of a request that are this client's business."""
        own = {"Content-Type": "application/json"} if request.body is not None else {}
        return {
            **OWN_HEADERS,
            **own,
            **request.headers,
            "Authorization": f"Bearer {self._api_key}",
        }

    def request(
        self,
        client: httpx.Client | httpx.AsyncClient,
        request: Request,
        timeout: httpx.Timeout,
    ) -> tuple[httpx.Request, HeldBack | None]:
        """The request as httpx takes it, and the body on its way.

        Raises:
            httpx.InvalidURL: the base URL.
        """
        # The client would build it from defaults that are all given here, at a fifth of the cost of
        # a request; and it takes a stream for both faces only in one that it did not build.
        url = self._url(request.path)
        headers = {"Host": url.netloc.decode("ascii"), **self.headers(request)}
        stream = None
        if request.body is not None:
            body = request.body if isinstance(request.body, Body) else bytes_body(request.body)
            headers["Content-Length"] = str(body.length)
            stream = HeldBack(body)
        limits = {"timeout": timeout.as_dict()}
        built = httpx.Request(
            request.method, url, headers=headers, stream=stream, extensions=limits
        )
        if client.cookies:
            client.cookies.set_cookie_header(built)
        return built, stream

    def _url(self, path: str) -> httpx.URL:
        """An address; parsed once for all submits of a model, and for all reads of a task."""
        url = self._urls.get(path)
        if url is None:
            if len(self._urls) >= _MOST_URLS:
                self._urls.clear()
            url = self._urls[path] = httpx.URL(self.base_url + path)
        return url

    def timeout(self, timeout_ms: int | None, budget_ms: int | None) -> httpx.Timeout:
        """The limits of one request.

        Args:
            timeout_ms: Without progress; the client's own when ``None``.
            budget_ms: For the whole of it; none when ``None``.
        """
        progress = self.timeout_ms if timeout_ms is None else timeout_ms
        connect = min(CONNECT_MS, progress)
        if budget_ms is not None:
            progress, connect = min(progress, budget_ms), min(connect, budget_ms)
        return httpx.Timeout(progress / 1000, connect=connect / 1000)

    def answer(self, response: httpx.Response, body: bytes, *, oversize: bool) -> Answer:
        """A complete answer."""
        headers = {name: self.redacted(value) for name, value in response.headers.items()}
        if self._api_key and response.is_error:
            # A service or a proxy that repeats the key in its message must not put it in a log.
            body = self._redacted_body(body)
        return Answer(response.status_code, headers, body, oversize=oversize)

    def failure(
        self, error: Exception, stream: HeldBack | None, partial: Sequence[bytes]
    ) -> Failure:
        """What an exception of the HTTP library means.

        Args:
            error: The exception. Its class says nothing of what was sent.
            stream: The body on its way; a request without one may always have arrived.
            partial: What came of the answer by then.

        Raises:
            MediaError: an image changed while it was sent, which broke the request off.
        """
        arrived = stream is None or stream.may_have_arrived
        if stream is not None and stream.trouble is not None:
            raise stream.trouble from None
        begun = b"".join(partial)[:KEPT]
        if isinstance(error, Late):
            return Failure(
                "it took longer than the time that was left",
                may_have_arrived=arrived,
                partial=begun,
            )
        name = type(error).__name__
        if not isinstance(error, TROUBLE):
            # From a transport that the caller brought, or a loop that has ended: its text is
            # nobody's promise.
            return Failure(f"{name}, an unexpected error", may_have_arrived=arrived, partial=begun)
        detail = "".join(c if c.isprintable() else " " for c in str(error)[:_LONGEST_REASON])
        reason = f"{name}, {self.redacted(detail)}" if detail else name
        if isinstance(error, httpx.TimeoutException):
            reason = f"no progress for too long ({reason})"
        return Failure(reason, may_have_arrived=arrived, partial=begun)

    def interrupted(
        self, error: BaseException, stream: HeldBack | None, partial: Sequence[bytes]
    ) -> Failure | None:
        """What an exception means that no exchange should end in; arguments as for ``failure``.

        A submit may have been paid for by then, whatever went wrong; ``None`` when the exception
        is to go on: of a read, or from whoever stops the program.
        """
        if stream is None:
            return None
        if isinstance(error, Exception):
            return self.failure(error, stream, partial)
        if stream.may_have_arrived:
            error.add_note(_INTERRUPTED)
        return None

    def redacted(self, text: str) -> str:
        """The text without the key."""
        return text.replace(self._api_key, "***") if self._api_key else text

    def _redacted_body(self, body: bytes) -> bytes:
        if b"\\" in body:
            # JSON can write any letter of the key as an escape. Without the key, an answer stays as
            # it is: written anew, it would lose what stands there twice.
            quoted = json.dumps(self._api_key)[1:-1].encode()
            with contextlib.suppress(ValueError, RecursionError):
                plain = json.dumps(json.loads(body), ensure_ascii=False).encode(errors="replace")
                body = plain if quoted in plain else body
            body = body.replace(quoted, b"***")
        return body.replace(self._api_key.encode(), b"***")


def cannot_set_up() -> ConfigurationError:
    """The error of an HTTP client that cannot be made from its surroundings."""
    # The exception's own text may hold the password of a proxy.
    return ConfigurationError(
        "the HTTP client cannot be set up; check HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and "
        "SSL_CERT_FILE (a SOCKS proxy needs: pip install 'httpx[socks]')"
    )
