"""Opens files of results, blocking."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Generator, Mapping
from collections.abc import Set as AbstractSet

import httpx

from ._core.networks import Reach
from ._core.web_address import Target
from ._fetching import ONE_USE, UNREACHED, Fetching, proxy_of, resolved
from ._http import TROUBLE, Wire, cannot_set_up


class SyncFetcher:
    """Opens one file after the other.

    Args:
        wire: The client's limits of time.
        transport: Instead of the HTTP library's own, if the caller brought one.
    """

    def __init__(self, wire: Wire, transport: httpx.BaseTransport | None) -> None:
        self._fetching = Fetching(wire)
        self._given = transport

    @contextlib.contextmanager
    def open(
        self, target: Target, headers: Mapping[str, str], allowed: AbstractSet[Reach]
    ) -> Generator[httpx.Response]:
        """The answer to one request, as an open stream.

        Args:
            target: Where the file is.
            headers: Of this request, besides the client's own.
            allowed: Which hosts may be reached.

        Raises:
            DownloadError: the host resolves to an address that may not be reached.
            httpx.HTTPError: or another of ``TROUBLE`` and ``UNRESOLVED``.
        """
        if self._given is not None:
            response = self._send(self._given, target, headers, None)
            with _closing(response):
                yield response
            return
        proxy = proxy_of(target)
        with self._transport(proxy) as transport:
            response = (
                self._direct(transport, target, headers, allowed)
                if proxy is None
                else self._send(transport, target, headers, None)
            )
            with _closing(response):
                yield response

    def _direct(
        self,
        transport: httpx.BaseTransport,
        target: Target,
        headers: Mapping[str, str],
        allowed: AbstractSet[Reach],
    ) -> httpx.Response:
        """Ask the first of the host's addresses that can be reached."""
        addresses = _addresses(target, allowed)
        for address in addresses[:-1]:
            with contextlib.suppress(*UNREACHED):
                return self._send(transport, target, headers, address)
        return self._send(transport, target, headers, addresses[-1])

    def _send(
        self,
        transport: httpx.BaseTransport,
        target: Target,
        headers: Mapping[str, str],
        address: str | None,
    ) -> httpx.Response:
        return transport.handle_request(self._fetching.request(target, headers, address))

    def _transport(self, proxy: str | None) -> httpx.HTTPTransport:
        try:
            return httpx.HTTPTransport(verify=self._fetching.tls, limits=ONE_USE, proxy=proxy)
        except (ValueError, ImportError, OSError, httpx.InvalidURL):
            raise cannot_set_up() from None


def _addresses(target: Target, allowed: AbstractSet[Reach]) -> list[str]:
    if target.is_address:
        return [target.host]
    infos = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    return resolved(infos, allowed)


@contextlib.contextmanager
def _closing(response: httpx.Response) -> Generator[None]:
    try:
        yield
    finally:
        with contextlib.suppress(*TROUBLE):
            response.close()
