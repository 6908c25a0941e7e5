"""Media files on the service, through both clients and against the mock of the service."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from modellix_client import (
    APIConnectionError,
    APIStatusError,
    AsyncModellix,
    ConfigurationError,
    MediaError,
    Modellix,
    NotFoundError,
    RateLimitError,
    ServerError,
    UnexpectedResponseError,
)

from contract_tests.client.wire import KEY, Step, Wire, problem, run
from contract_tests.mock_api import MockService, async_transport, transport

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
COLLECTION = "/api/v1/media/files"


def step(value: Any, **options: Any) -> Step:
    return Step(body=json.dumps(value).encode(), **options)


KEPT = step({"code": 0, "message": "success", "data": {"file_id": "file-1", "url": "https://x/1"}})


def test_a_file_goes_there_is_listed_and_goes_away(tmp_path: Path) -> None:
    path = tmp_path / 'Café "am See".png'
    path.write_bytes(PNG)
    service = MockService()
    with Modellix(service.key, transport=transport(service)) as client:
        file = client.files.upload(path)
        assert (file.filename, file.type_, file.size) == (path.name, "image/png", len(PNG))
        assert client.files.list() == [file]
        assert [kept.content for kept in service.media.files(0)] == [PNG]
        assert file.file_id is not None
        client.files.delete(file.file_id)
        assert client.files.list() == []
        with pytest.raises(NotFoundError):
            client.files.delete(file.file_id)


def test_the_asynchronous_twin(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"\xff\xd8\xff")
    service = MockService()

    async def use() -> None:
        async with AsyncModellix(service.key, transport=async_transport(service)) as client:
            file = await client.files.upload(str(path), filename="b.jpg")
            assert (file.filename, file.type_, file.size) == ("b.jpg", "image/jpeg", 3)
            assert await client.files.list() == [file]
            assert file.file_id is not None
            await client.files.delete(file.file_id)
            assert await client.files.list() == []

    run(use())


def uploads(steps: list[Step]) -> tuple[Any, list[tuple[int, str, str]]]:
    """What an upload comes to in both clients, and the requests that it took."""
    wire, twin = Wire(steps), Wire(steps)

    def told(call: Any) -> tuple[Any, ...]:
        try:
            return ("kept", call().file_id)
        except (APIStatusError, APIConnectionError, UnexpectedResponseError) as error:
            return (type(error), error.status, error.safe_to_retry)

    async def use() -> Any:
        async with twin.async_client() as client:
            return await client.files.upload(PNG)

    with wire.client() as client:
        first = told(lambda: client.files.upload(PNG))
    assert told(lambda: run(use())) == first
    assert wire.trace() == twin.trace()
    assert {path for _, _, path in wire.trace()} == {COLLECTION}
    return first, wire.trace()


@pytest.mark.parametrize(
    ("steps", "result", "times"),
    [
        ([KEPT], ("kept", "file-1"), [0]),
        ([Step(fault="refused"), KEPT], ("kept", "file-1"), [0, 1_000]),
        ([Step(fault="refused")], (APIConnectionError, None, True), [0, 1_000]),
        ([Step(fault="reset"), KEPT], (APIConnectionError, None, False), [0]),
        ([Step(fault="timeout"), KEPT], (APIConnectionError, None, False), [0]),
        ([problem(500, "x"), KEPT], (ServerError, 500, False), [0]),
        ([problem(429, "Rate limit exceeded"), KEPT], (RateLimitError, 429, True), [0]),
        ([problem(413, "too large")], (APIStatusError, 413, False), [0]),
        ([Step(200, b"<html>")], (UnexpectedResponseError, 200, False), [0]),
        ([step({"data": {"file_id": 7}})], (UnexpectedResponseError, 200, False), [0]),
        ([step({"data": []})], (UnexpectedResponseError, 200, False), [0]),
        ([Step(302)], (UnexpectedResponseError, 302, False), [0]),
    ],
)
def test_an_upload_is_sent_once_unless_it_did_not_arrive(
    steps: list[Step], result: tuple[Any, ...], times: list[int]
) -> None:
    found, requests = uploads(steps)
    assert found == result
    assert requests == [(at, "POST", COLLECTION) for at in times]


def test_the_request_is_a_form_with_the_key() -> None:
    wire = Wire([KEPT])
    with wire.client() as client:
        client.files.upload(PNG)
    (request,) = wire.requests
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert int(request.headers["content-length"]) == len(request.content)
    assert KEY.encode() not in request.content


@pytest.mark.parametrize(
    "answer",
    [
        {"data": [{"file_id": "file-1"}, 7]},
        {"data": {"files": [{"file_id": "file-1"}], "total": 1}},
        {"data": {"items": [{"file_id": "file-1"}]}},
        {"data": {"list": [{"file_id": "file-1"}]}},
    ],
)
def test_lists_in_every_form(answer: Any) -> None:
    with Wire([step(answer)]).client() as client:
        assert [file.file_id for file in client.files.list()] == ["file-1"]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (step({"data": None}), UnexpectedResponseError),
        (step({"data": {"files": {}}}), UnexpectedResponseError),
        (step([]), UnexpectedResponseError),
        (problem(401, "Authentication failed"), APIStatusError),
        (Step(fault="reset"), APIConnectionError),
    ],
)
def test_no_list(answer: Step, kind: type[Exception]) -> None:
    with Wire([answer]).client() as client, pytest.raises(kind):
        client.files.list()


@pytest.mark.parametrize(
    ("answer", "safe"), [(Step(fault="reset"), True), (Step(503), True), (problem(403, "x"), False)]
)
def test_a_deletion_that_fails(answer: Step, safe: bool) -> None:  # noqa: FBT001
    refused = pytest.raises((APIConnectionError, APIStatusError))
    with Wire([answer]).client() as client, refused as caught:
        client.files.delete("file-1")
    assert caught.value.safe_to_retry is safe


@pytest.mark.parametrize(
    ("file_id", "path"),
    [("file-1", "file-1"), ("a/b?c", "a%2Fb%3Fc"), ("..", "%2E%2E"), ("é", "%C3%A9")],
)
def test_an_id_leads_to_no_other_path(file_id: str, path: str) -> None:
    wire = Wire([Step(204)])
    with wire.client() as client:
        client.files.delete(file_id)
    assert wire.trace() == [(0, "DELETE", f"{COLLECTION}/{path}")]


def test_ids_and_keys_that_are_none() -> None:
    with Wire([KEPT]).client() as client:
        for wrong in ("", None, 7):
            with pytest.raises(ConfigurationError, match="file id"):
                client.files.delete(wrong)  # type: ignore[arg-type]
        with pytest.raises(MediaError, match="filename"):
            client.files.upload(PNG, filename=7)  # type: ignore[arg-type]


def test_without_a_key_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MODELLIX_API_KEY", raising=False)
    wire = Wire([KEPT])
    with wire.client(api_key=None) as client:
        for ask in (lambda: client.files.upload(PNG), client.files.list):
            with pytest.raises(ConfigurationError, match="no API key"):
                ask()
        with pytest.raises(ConfigurationError, match="no API key"):
            client.files.delete("file-1")
    assert wire.trace() == []
