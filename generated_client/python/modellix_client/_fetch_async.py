"""Opens files of results under asyncio or trio; the twin of _fetch_sync."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import AsyncGenerator, Mapping
from collections.abc import Set as AbstractSet

import anyio
import httpx

from ._core.networks import Reach
from ._core.web_address import Target
from ._fetching import ONE_USE, UNREACHED, Fetching, proxy_of, resolved
from ._http import TROUBLE, Wire, cannot_set_up


class AsyncFetcher:
    """Opens one file after the other.

    Args:
        wire: The client's limits of time.
        transport: Instead of the HTTP library's own, if the caller brought one.
    """

    def __init__(self, wire: Wire, transport: httpx.AsyncBaseTransport | None) -> None:
        self._fetching = Fetching(wire)
        self._given = transport

    @contextlib.asynccontextmanager
    async def open(
        self, target: Target, headers: Mapping[str, str], allowed: AbstractSet[Reach]
    ) -> AsyncGenerator[httpx.Response]:
        """The answer to one request, as an open stream; see ``SyncFetcher.open``."""
        if self._given is not None:
            response = await self._send(self._given, target, headers, None)
            async with _closing(response):
                yield response
            return
        proxy = proxy_of(target)
        async with self._transport(proxy) as transport:
            response = (
                await self._direct(transport, target, headers, allowed)
                if proxy is None
                else await self._send(transport, target, headers, None)
            )
            async with _closing(response):
                yield response

    async def _direct(
        self,
        transport: httpx.AsyncBaseTransport,
        target: Target,
        headers: Mapping[str, str],
        allowed: AbstractSet[Reach],
    ) -> httpx.Response:
        """Ask the first of the host's addresses that can be reached."""
        addresses = await _addresses(target, allowed)
        for address in addresses[:-1]:
            with contextlib.suppress(*UNREACHED):
                return await self._send(transport, target, headers, address)
        return await self._send(transport, target, headers, addresses[-1])

    async def _send(
        self,
        transport: httpx.AsyncBaseTransport,
        target: Target,
        headers: Mapping[str, str],
        address: str | None,
    ) -> httpx.Response:
        request = self._fetching.request(target, headers, address)
        return await transport.handle_async_request(request)

    def _transport(self, proxy: str | None) -> httpx.AsyncHTTPTransport:
        try:
            return httpx.AsyncHTTPTransport(verify=self._fetching.tls, limits=ONE_USE, proxy=proxy)
        except (ValueError, ImportError, OSError, httpx.InvalidURL):
            raise cannot_set_up() from None


async def _addresses(target: Target, allowed: AbstractSet[Reach]) -> list[str]:
    if target.is_address:
        return [target.host]
    infos = await anyio.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    return resolved(infos, allowed)


@contextlib.asynccontextmanager
async def _closing(response: httpx.Response) -> AsyncGenerator[None]:
    try:
        yield
    finally:
        with contextlib.suppress(*TROUBLE):
            await response.aclose()
