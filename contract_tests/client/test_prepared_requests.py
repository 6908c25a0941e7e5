"""What goes out besides the body: the client builds its requests itself, httpx's defaults aside."""

from __future__ import annotations

import httpx
import pytest
from modellix_client import Modellix
from modellix_client._http import _MOST_URLS, Wire

from contract_tests.client.wire import ACCEPTED, BODY, KEY, MODEL, data

pytestmark = pytest.mark.client

# What httpx adds by itself, and the client must say in its place.
_FRAMING = {"host": "127.0.0.1:8080", "connection": "keep-alive", "accept-encoding": "identity"}


def test_requests_say_once_what_http_needs() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, content=ACCEPTED.body if len(seen) == 1 else data("processing"))

    with Modellix(
        KEY, base_url="http://127.0.0.1:8080", transport=httpx.MockTransport(answer)
    ) as client:
        client.tasks.get(client.submit(MODEL, BODY).id)
    for request in seen:
        assert _FRAMING.items() <= dict(request.headers).items()
        names = [name for name, _ in request.headers.multi_items()]
        assert len(names) == len(set(names))
    assert seen[0].headers["content-length"] == str(len(seen[0].content))
    assert seen[0].headers["content-type"] == "application/json"
    assert not {"content-length", "content-type"} & set(seen[1].headers)


def test_a_cookie_of_the_service_comes_back() -> None:
    """A proxy before it may tell its clients apart by one."""
    seen: list[str | None] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("cookie"))
        return httpx.Response(200, headers={"set-cookie": "node=7"}, content=ACCEPTED.body)

    with Modellix(KEY, transport=httpx.MockTransport(answer)) as client:
        for _ in range(2):
            client.submit(MODEL, BODY)
    assert seen == [None, "node=7"]


def test_the_addresses_of_tasks_are_not_kept_for_ever() -> None:
    wire = Wire("https://api.example", KEY, None)
    for number in range(3 * _MOST_URLS):
        assert wire._url(f"/api/v1/tasks/{number}").path == f"/api/v1/tasks/{number}"
        assert len(wire._urls) <= _MOST_URLS
