"""Both doors lead to the same service: the same requests get the same answers."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.mock.calls import wait
from contract_tests.mock_api import MAX_BODY, MockService, async_transport, transport
from contract_tests.mock_api.asgi_door import asgi_app
from contract_tests.profile import count

Call = tuple[str, str, dict[str, str], bytes, int]
MODEL = "/api/v1/kling/kling-v2-mi2i"
PATHS = st.sampled_from(
    [
        MODEL,
        MODEL + "/async",
        "/api/v1/models",
        "/api/v1/team/balance",
        "/api/v1/apikey/validate?x=1",
        "/api/v1/tasks/task-1",
        "/api/v1/media/files",
        "/api/v1/media/files/file-1",
        "/api/v1/tasks/%2e%2F%ff",
        "/api/v1/none/none/async",
        "/files/x/1.png",
    ]
)
FORM = b'--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nx\r\n--b--\r\n'
CALLS = st.tuples(
    st.sampled_from(["GET", "POST", "POST", "DELETE"]),
    PATHS,
    st.fixed_dictionaries(
        {
            "authorization": st.sampled_from(["Bearer mdlx-test-key"] * 3 + ["Bearer x", ""]),
            "content-type": st.sampled_from(
                ["application/json", "text/plain", "multipart/form-data; boundary=b"]
            ),
        }
    ),
    st.sampled_from([b'{"prompt":"x"}', b'{"prompt":"\xc3\xa9","n":3}', b"{}", b"{", b"", FORM]),
    st.integers(0, 2_000),
)
Seen = list[tuple[int, dict[str, str], bytes]]


def seen(response: httpx.Response) -> tuple[int, dict[str, str], bytes]:
    """What a caller sees of an answer."""
    return response.status_code, dict(response.headers), response.content


def through_respx(calls: list[Call]) -> Seen:
    service = MockService()
    answers = []
    with httpx.Client(base_url=service.origin, transport=transport(service)) as client:
        for method, path, headers, content, ms in calls:
            wait(service, ms)
            answers.append(seen(client.request(method, path, headers=headers, content=content)))
    return answers


async def through_async(
    service: MockService, door: httpx.AsyncBaseTransport, calls: list[Call]
) -> Seen:
    answers = []
    async with httpx.AsyncClient(base_url=service.origin, transport=door) as client:
        for method, path, headers, content, ms in calls:
            wait(service, ms)
            response = await client.request(method, path, headers=headers, content=content)
            answers.append(seen(response))
    return answers


@given(calls=st.lists(CALLS, max_size=8))
@settings(max_examples=count(40, 500))
def test_the_same_requests_get_the_same_answers_at_every_door(calls: list[Call]) -> None:
    first = through_respx(calls)
    service = MockService()
    assert asyncio.run(through_async(service, async_transport(service), calls)) == first
    service = MockService()
    door = httpx.ASGITransport(asgi_app(service))
    assert asyncio.run(through_async(service, door, calls)) == first


async def deliver(service: MockService, events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Hand events of a server to the application; returns what it sent."""
    sent: list[dict[str, Any]] = []
    scope = {
        "type": "http",
        "method": "POST",
        "path": MODEL,
        "headers": [(b"authorization", f"Bearer {service.key}".encode())],
    }
    queue = iter(events)

    async def receive() -> dict[str, Any]:
        return next(queue)

    async def send(event: Any) -> None:
        sent.append(dict(event))

    await asgi_app(service)(scope, receive, send)
    return sent


def test_a_body_past_the_limit_is_heard_out_and_refused() -> None:
    mebibyte = {"type": "http.request", "body": bytes(2**20), "more_body": True}
    events = [mebibyte] * (MAX_BODY // 2**20 + 3) + [{"type": "http.request"}]
    sent = asyncio.run(deliver(MockService(), events))
    assert sent[0]["status"] == 413


def test_a_caller_who_leaves_in_the_middle_starts_nothing() -> None:
    service = MockService()
    part = {"type": "http.request", "body": b'{"prompt":', "more_body": True}
    assert asyncio.run(deliver(service, [part, {"type": "http.disconnect"}])) == []
    assert not service.log


def test_the_application_answers_a_server_that_asks_whether_it_lives() -> None:
    sent = []
    queue = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])

    async def receive() -> dict[str, Any]:
        return next(queue)

    async def send(event: Any) -> None:
        sent.append(event["type"])

    async def live() -> None:
        await asgi_app(MockService())({"type": "lifespan"}, receive, send)

    asyncio.run(live())
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
