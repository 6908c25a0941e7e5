"""Carries requests out, blocking; decides nothing."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from threading import Lock

import httpx

from ._clock import Clock
from ._core.exchange import Answer, Failure, Request
from ._core.networks import Reach
from ._core.web_address import Target
from ._fetch_sync import SyncFetcher
from ._http import (
    IDLE_S,
    KEPT,
    LARGEST_ANSWER,
    TROUBLE,
    Late,
    Wire,
    can_be_read,
    cannot_set_up,
    is_plain,
    set_location_aside,
)
from ._request_log import Fetch, log_request
from ._settings import closed


class SyncTransport:
    """One httpx client, made with the first request.

    Args:
        wire: How requests go out.
        transport: Instead of httpx's own transport, for tests and special networks.
        clock: The time that budgets are measured by.
    """

    def __init__(self, wire: Wire, transport: httpx.BaseTransport | None, clock: Clock) -> None:
        self._wire = wire
        self._transport = transport
        self._files = SyncFetcher(wire, transport)
        self._clock = clock
        self._lock = Lock()
        self._client: httpx.Client | None = None
        self._process = 0
        self._closed = False

    def exchange(
        self, request: Request, *, timeout_ms: int | None = None, budget_ms: int | None = None
    ) -> Answer | Failure:
        """Send a request once and read its answer.

        Args:
            request: What to send.
            timeout_ms: How long it may stand still; the client's own setting when ``None``.
            budget_ms: How long it may take as a whole.

        Raises:
            MediaError: an image changed while it was sent; its last byte was not.
        """
        client = self._ready()
        started = self._clock.now()
        event: Answer | Failure | None = None
        try:
            event = self._exchange(client, request, timeout_ms, budget_ms)
            return event
        finally:
            log_request(request, event, self._clock.now() - started)

    def _exchange(
        self,
        client: httpx.Client,
        request: Request,
        timeout_ms: int | None,
        budget_ms: int | None,
    ) -> Answer | Failure:
        late_at = None if budget_ms is None else self._clock.now() + budget_ms
        timeout = self._wire.timeout(timeout_ms, budget_ms)
        try:
            prepared, stream = self._wire.request(client, request, timeout)
        except (httpx.InvalidURL, ValueError):
            return Failure("the base URL cannot be used; check base_url", may_have_arrived=False)
        response = None
        pieces: list[bytes] = []
        try:
            response = client.send(prepared, stream=True)
            oversize = self._read(response, late_at, pieces)
            body = b"".join(pieces)[: KEPT if oversize else None]
            return self._wire.answer(response, body, oversize=oversize)
        except (*TROUBLE, Late) as error:
            return self._wire.failure(error, stream, pieces)
        except BaseException as error:
            failure = self._wire.interrupted(error, stream, pieces)
            if failure is None:
                raise
            return failure
        finally:
            if stream is not None:
                request.may_have_arrived = stream.may_have_arrived
                stream.close()
            if response is not None:
                response.close()

    @contextmanager
    def fetch(
        self, target: Target, headers: Mapping[str, str], allowed: AbstractSet[Reach]
    ) -> Generator[httpx.Response]:
        """A file at any address, as an open stream; see ``SyncFetcher.open``."""
        with (
            Fetch(target.scheme, target.host, self._clock) as fetch,
            self._files.open(target, headers, allowed) as response,
        ):
            fetch.status = response.status_code
            yield response

    def close(self) -> None:
        """Close the connections."""
        with self._lock:
            client, self._client, self._closed = self._client, None, True
        if client is not None:
            client.close()

    def _read(self, response: httpx.Response, late_at: int | None, pieces: list[bytes]) -> bool:
        """Read the answer into ``pieces``; whether there was more of it than is read."""
        if not can_be_read(response):
            return False
        size = 0
        for piece in response.iter_raw() if is_plain(response) else response.iter_bytes():
            size += len(piece)
            if size > LARGEST_ANSWER:
                return True
            pieces.append(piece)
            if late_at is not None and self._clock.now() > late_at:
                raise Late
        return False

    def _ready(self) -> httpx.Client:
        with self._lock:
            if self._closed:
                raise closed()
            # A process that was forked off shares its parent's connections, and would read the
            # answers to its submits: it begins with its own.
            if self._client is None or self._process != os.getpid():
                self._process = os.getpid()
                try:
                    self._client = httpx.Client(
                        transport=self._transport,
                        limits=httpx.Limits(keepalive_expiry=IDLE_S),
                        event_hooks={"response": [set_location_aside]},
                    )
                except (ValueError, ImportError, OSError, httpx.InvalidURL):
                    raise cannot_set_up() from None
            return self._client
