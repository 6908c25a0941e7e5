"""Every refusal: its status, its envelope, and that it started nothing."""

from __future__ import annotations

import json

import pytest

from contract_tests.facts.stand_in import stand_in
from contract_tests.judges.bundle import contract
from contract_tests.mock.calls import call, submit
from contract_tests.mock_api import MAX_BODY, MockService, load_catalog

IT = stand_in()

PATH = contract().model(IT.model).path
BODY = json.dumps(IT.body("x")).encode()


def _with(more: dict[str, object]) -> bytes:
    """A good request but for these."""
    return json.dumps({**IT.body("x"), **more}).encode()


WRONG_KEYS = {
    "none": "",
    "another": "Bearer mdlx-other",
    "longer": "Bearer mdlx-test-key2",
    "shorter": "Bearer mdlx-test-ke",
    "bare": "mdlx-test-key",
    "other scheme": "Basic mdlx-test-key",
    "empty": "Bearer ",
    "not ascii": "Bearer mdlx-tést-key",
    "half a pair": "Bearer \udc80",
}
ROUTES = [
    "/api/v1/models",
    "/api/v1/team/balance",
    "/api/v1/tasks/task-1",
    "/api/v1/nowhere",
    PATH,
]


@pytest.mark.parametrize("key", WRONG_KEYS.values(), ids=WRONG_KEYS.keys())
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_without_the_right_key_everything_is_401(key: str, method: str) -> None:
    service = MockService()
    for path in ROUTES:
        answer = call(service, method, path, body=BODY, headers={"authorization": key})
        assert answer.status == 401
        assert answer.json()["code"] == 401
        assert answer.json()["message"].startswith("Authentication failed: ")
        assert answer.header("www-authenticate") == "Bearer"
    assert service.accepted == 0


@pytest.mark.parametrize("key", WRONG_KEYS.values(), ids=WRONG_KEYS.keys())
def test_whether_a_key_is_valid_is_answered_for_a_bad_one_too(key: str) -> None:
    path = "/api/v1/apikey/validate"
    answer = call(MockService(), "GET", path, headers={"authorization": key})
    assert (answer.status, answer.json()["data"]) == (200, {"is_valid": False})
    assert call(MockService(), "GET", path).json()["data"] == {"is_valid": True}


CASES = {
    "unknown path": ("GET", "/api/v1/nowhere", BODY, {}, 404, "Resource not found"),
    "outside the API": ("GET", "/", BODY, {}, 404, "Resource not found"),
    "unknown task": ("GET", "/api/v1/tasks/task-1", b"", {}, 404, "Resource not found"),
    "no task id": ("GET", "/api/v1/tasks/", b"", {}, 404, "Resource not found"),
    "unknown model, a": (
        "POST",
        "/api/v1/image-to-image/kling/none/async",
        BODY,
        {},
        404,
        "Resource not found",
    ),
    "unknown model, b": ("POST", "/api/v1/kling/none/async", BODY, {}, 404, "Resource not found"),
    "unknown model, c": ("POST", "/api/v1/kling/none", BODY, {}, 404, "Resource not found"),
    "unknown provider": ("POST", "/api/v1/none/none/async", BODY, {}, 404, "Resource not found"),
    "unknown file": ("GET", "/files/task-1/1.png", b"", {}, 404, "Resource not found"),
    "method of a submit": ("GET", PATH, b"", {}, 405, "Method not allowed"),
    "method of a task": ("DELETE", "/api/v1/tasks/task-1", b"", {}, 405, "Method not allowed"),
    "no body": ("POST", PATH, b"", {}, 400, "Invalid format"),
    "no JSON": ("POST", PATH, b"{", {}, 400, "Invalid format"),
    "no type": ("POST", PATH, BODY, {"content-type": ""}, 400, "Invalid format"),
    "form": ("POST", PATH, b"a=1", {"content-type": "text/plain"}, 400, "Invalid format"),
    "charset": (
        "POST",
        PATH,
        BODY,
        {"content-type": "application/json; charset=latin-1"},
        400,
        "Invalid format",
    ),
    "too large": ("POST", PATH, b" " * (MAX_BODY + 1), {}, 413, "Request too large"),
    "no object": ("POST", PATH, b"[]", {}, 400, "Invalid parameters"),
    "none of four": ("POST", PATH, b"{}", {}, 400, "Missing required parameter"),
    "type": ("POST", PATH, _with({IT.text: 1}), {}, 400, "Invalid parameters"),
    "range": (
        "POST",
        PATH,
        _with({IT.count: 99}),
        {},
        400,
        "Value out of range",
    ),
    "media": (
        "POST",
        PATH,
        _with({IT.image: "a b"}),
        {},
        400,
        "Invalid format",
    ),
    "unknown name": (
        "POST",
        PATH,
        _with({"no": 1}),
        {},
        400,
        "Invalid parameters",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_every_error_has_the_envelope(
    case: tuple[str, str, bytes, dict[str, str], int, str],
) -> None:
    method, path, body, headers, status, category = case
    service = MockService()
    answer = call(service, method, path, body=body, headers=headers)
    assert answer.status == status
    assert answer.header("content-type") == "application/json"
    assert answer.json().keys() == {"code", "message"}
    assert answer.json()["code"] == status
    assert answer.json()["message"].startswith(f"{category}: ")
    assert service.accepted == 0


@pytest.mark.parametrize("media_type", ["application/json; charset=UTF-8", "Application/JSON"])
def test_a_content_type_may_be_written_in_several_ways(media_type: str) -> None:
    answer = call(MockService(), "POST", PATH, body=BODY, headers={"content-type": media_type})
    assert answer.status == 200


def test_a_wrong_method_is_told_the_right_one() -> None:
    for offer in load_catalog().offers:
        for path in offer.routes.values():
            for method in ("GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"):
                answer = call(MockService(), method, path)
                assert (answer.status, answer.header("allow")) == (405, "POST")


def test_a_body_of_the_largest_size_is_read() -> None:
    padded = BODY + b" " * (MAX_BODY - len(BODY))
    assert call(MockService(), "POST", PATH, body=padded).status == 200


def test_neither_log_nor_errors_tell_what_a_caller_wrote() -> None:
    secret = "a dragon nobody may know of"
    service = MockService()
    for body in (
        IT.body(secret * 10_000),
        {IT.text: [secret]},
        {**IT.body(), IT.image: secret},
        {**IT.body(secret), IT.choice[0]: secret},
        {**IT.body(secret), IT.count: secret},
    ):
        answer = submit(service, IT.model, body)
        assert answer.status == 400
        assert secret not in json.dumps(answer.json())
    submit(service, IT.model, IT.body(secret))
    assert secret not in repr(service.log)
    assert service.key not in repr(service.log)
    assert [entry.status for entry in service.log] == [400] * 5 + [200]
    assert {(entry.method, entry.at_ms) for entry in service.log} == {("POST", 0)}
    routes = dict(contract().model(IT.model).routes)
    assert {entry.path for entry in service.log} <= set(routes.values())
