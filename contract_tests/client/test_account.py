from __future__ import annotations

import json
from typing import Any

import pytest
from modellix_client import (
    APIConnectionError,
    AuthenticationError,
    ServerError,
    UnexpectedResponseError,
)

from contract_tests.client.wire import Step, Wire, problem, run

pytestmark = pytest.mark.client

METHODS = ("models", "key_is_valid", "balance")


def step(value: Any) -> Step:
    return Step(body=json.dumps(value).encode())


GOOD = [
    step({"models": [{"slug": "kling/kling-v1-i2v", "new": 1}, 7]}),
    step({"code": 0, "message": "success", "data": {"is_valid": False}}),
    step({"code": 0, "message": "success", "data": {"balance": 12.3456}}),
]


def test_what_the_account_says() -> None:
    wire, twin = Wire(GOOD), Wire(GOOD)
    with wire.client() as client:
        (entry,) = client.account.models()
        assert (entry.slug, entry.raw["new"]) == ("kling/kling-v1-i2v", 1)
        assert client.account.key_is_valid() is False
        assert client.account.balance() == 12.3456

    async def ask() -> list[Any]:
        async with twin.async_client() as client:
            return [await getattr(client.account, name)() for name in METHODS]

    assert run(ask()) == [[entry], False, 12.3456]
    assert wire.trace() == twin.trace()
    assert [path for _, _, path in wire.trace()] == [
        "/api/v1/models",
        "/api/v1/apikey/validate",
        "/api/v1/team/balance",
    ]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("answer", "kind", "retry"),
    [
        (step({"data": None}), UnexpectedResponseError, False),
        (
            step({"models": {}, "data": {"is_valid": 1, "balance": True}}),
            UnexpectedResponseError,
            False,
        ),
        (step([]), UnexpectedResponseError, False),
        (Step(200, b"<html>"), UnexpectedResponseError, False),
        (problem(401, "Authentication failed"), AuthenticationError, False),
        (Step(503, b"<html>"), ServerError, True),
        (Step(fault="reset"), APIConnectionError, True),
    ],
)
def test_what_it_does_not_say(
    method: str,
    answer: Step,
    kind: type[APIConnectionError],
    retry: bool,  # noqa: FBT001
) -> None:
    with Wire([answer]).client() as client:
        with pytest.raises(kind) as caught:
            getattr(client.account, method)()
        assert caught.value.safe_to_retry is retry
