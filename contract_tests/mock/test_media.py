"""Uploaded files: what is kept, what is refused, and when they are gone."""

from __future__ import annotations

from typing import Any

import pytest

from contract_tests.mock.calls import call, wait
from contract_tests.mock_api import Answer, Limits, MockService
from contract_tests.mock_api.media import LARGEST_FILE, RETENTION_MS

PATH = "/api/v1/media/files"
TYPE = {"content-type": "multipart/form-data; boundary=b"}


def form(content: bytes = b"x", *, field: str = "file", head: str = "") -> bytes:
    named = f'--b\r\nContent-Disposition: form-data; name="{field}"; filename="a.png"\r\n{head}\r\n'
    return named.encode() + content + b"\r\n--b--\r\n"


def upload(service: MockService, body: bytes, headers: dict[str, str] = TYPE) -> Answer:
    return call(service, "POST", PATH, body=body, headers=headers)


def kept(service: MockService) -> list[dict[str, Any]]:
    files: list[dict[str, Any]] = call(service, "GET", PATH).json()["data"]
    return files


def test_a_file_is_kept_listed_read_and_deleted() -> None:
    service = MockService()
    file = upload(service, form(b"\r\n\x00--b?", head="Content-Type: image/png\r\n")).json()["data"]
    assert (file["filename"], file["type"], file["size"]) == ("a.png", "image/png", 7)
    assert kept(service) == [file]
    content = call(service, "GET", file["url"].removeprefix(service.origin))
    assert (content.body, content.header("content-type")) == (b"\r\n\x00--b?", "image/png")
    assert call(service, "DELETE", f"{PATH}/{file['file_id']}").status == 200
    assert kept(service) == []
    assert call(service, "DELETE", f"{PATH}/{file['file_id']}").status == 404
    assert call(service, "GET", file["url"].removeprefix(service.origin)).status == 404


def test_a_file_is_gone_after_a_week() -> None:
    service = MockService()
    upload(service, form())
    wait(service, RETENTION_MS - 1)
    assert len(kept(service)) == 1
    wait(service, 1)
    assert kept(service) == []


def test_an_account_keeps_ten_files() -> None:
    service = MockService()
    ids = [upload(service, form()).json()["data"]["file_id"] for _ in range(Limits().media_files)]
    assert len(set(ids)) == 10
    assert upload(service, form()).status == 400
    assert call(service, "DELETE", f"{PATH}/{ids[0]}").status == 200
    assert upload(service, form()).status == 200


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        pytest.param(form(bytes(LARGEST_FILE)), TYPE, 200, id="largest"),
        pytest.param(form(bytes(LARGEST_FILE + 1)), TYPE, 413, id="too large"),
        (form(field="files"), TYPE, 400),
        (form(), {"content-type": "application/json"}, 400),
        (form(), {"content-type": "multipart/form-data"}, 400),
        (form(), {"content-type": "multipart/form-data; boundary=c"}, 400),
        (form()[:-8], TYPE, 400),
        (b"", TYPE, 400),
        (b"--b--\r\n", TYPE, 400),
        (form(head="nonsense\r\n"), TYPE, 400),
        (form(), {**TYPE, "authorization": "Bearer x"}, 401),
    ],
)
def test_what_is_refused(body: bytes, headers: dict[str, str], status: int) -> None:
    service = MockService()
    assert upload(service, body, headers).status == status
    assert len(kept(service)) == (status == 200)


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_other_methods(method: str) -> None:
    answer = call(MockService(), method, PATH)
    assert (answer.status, answer.header("allow")) == (405, "GET, POST")
    assert call(MockService(), "GET", f"{PATH}/x").status == 405
    assert call(MockService(), "DELETE", f"{PATH}/").status == 404
