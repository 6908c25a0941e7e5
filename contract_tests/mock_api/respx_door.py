"""The service behind httpx, without a socket."""

from __future__ import annotations

import httpx
import respx

from contract_tests.mock_api.messages import Request
from contract_tests.mock_api.service import MockService


def router(service: MockService) -> respx.Router:
    """A router with one route, which hands every request to the service.

    A test may put routes of its own in front of it. A router, not respx's global mock: nothing is
    patched, so it is safe under Hypothesis and beside other tests.
    """

    def answer(request: httpx.Request) -> httpx.Response:
        answer = service.handle(
            Request(
                method=request.method,
                path=request.url.raw_path.decode("ascii").partition("?")[0],
                headers=tuple(request.headers.multi_items()),
                body=request.content,
            )
        )
        return httpx.Response(answer.status, headers=list(answer.headers), content=answer.body)

    doors = respx.Router(assert_all_called=False)
    doors.route().mock(side_effect=answer)
    return doors


def transport(service: MockService) -> httpx.MockTransport:
    """A transport for ``httpx.Client``, and so for a client of ours."""
    return httpx.MockTransport(router(service).handler)


def async_transport(service: MockService) -> httpx.MockTransport:
    """A transport for ``httpx.AsyncClient``."""
    return httpx.MockTransport(router(service).async_handler)
