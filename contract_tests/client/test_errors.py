from __future__ import annotations

import logging
import pickle
import traceback
from collections.abc import Callable

import modellix_client
import pytest
from modellix_client import (
    APIStatusError,
    InvalidRequestError,
    Modellix,
    ModellixError,
    TaskCanceledError,
    TaskFailedError,
    Violation,
    errors,
)

from contract_tests.client.wire import ACCEPTED, IT, KEY, MODEL, Step, Wire, data, problem

pytestmark = pytest.mark.client

PROMPT = "a prompt that must never show"
IMAGE = "iVBORw0KGgo" + "A" * 61
BODY = {**IT.body(PROMPT), IT.images: [IMAGE]}


def classes() -> list[type[ModellixError]]:
    found = [getattr(errors, name) for name in errors.__all__]
    return [kind for kind in found if issubclass(kind, ModellixError)]


def test_the_tree_is_the_published_one() -> None:
    status = {
        "BadRequestError",
        "AuthenticationError",
        "PaymentRequiredError",
        "PermissionDeniedError",
        "NotFoundError",
        "RateLimitError",
        "ServerError",
    }
    for kind in classes():
        parent: type[Exception] = APIStatusError if kind.__name__ in status else ModellixError
        if kind is TaskCanceledError:
            parent = TaskFailedError
        assert kind.__base__ is (Exception if kind is ModellixError else parent)
        assert getattr(modellix_client, kind.__name__) is kind


@pytest.mark.parametrize("kind", classes())
def test_every_error_survives_pickling(kind: type[ModellixError]) -> None:
    error = kind("what, where, what to do")
    error.task_id, error.status, error.request_id = "task-1", 503, "req-1"
    error.safe_to_retry = True
    error.cause = APIStatusError("behind it", status=503)
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert type(copy) is kind
    assert str(copy) == str(error)
    assert vars(copy).keys() == vars(error).keys()
    assert (copy.task_id, copy.status, copy.request_id) == ("task-1", 503, "req-1")
    assert copy.safe_to_retry
    assert str(copy.cause) == "behind it"


def test_a_violation_survives_pickling_and_shows_no_value() -> None:
    violation = Violation(
        "m/mode/enum", "/mode", "enum", ["std", "pro"], "my secret", "mode must be one of std, pro"
    )
    assert pickle.loads(pickle.dumps(violation)) == violation  # noqa: S301
    assert "secret" not in repr(violation) + str(violation)
    assert list(violation.as_dict()) == ["rule", "path", "keyword", "limit", "actual", "message"]
    assert "secret" not in repr(InvalidRequestError("x", violations=[violation]))


def leaky() -> list[Callable[[Modellix], object]]:
    return [
        lambda client: client.submit(MODEL, BODY),
        lambda client: client.run(MODEL, BODY),
        lambda client: client.submit(MODEL, {**BODY, "mode": PROMPT, "a number": 99}),
        lambda client: client.submit(MODEL, {**IT.body(PROMPT * 200), IT.image: IMAGE + "!"}),
        lambda client: client.submit(MODEL, IT.body(PROMPT + "\ud800")),
        lambda client: client.submit(MODEL, BODY, extra_body={"x": {PROMPT}}),
        lambda client: client.submit(MODEL, BODY, extra_headers={"X-Y": PROMPT + "\n"}),
        lambda client: client.tasks.get("task-1"),
        lambda client: client.account.balance(),
    ]


ANSWERS = [
    ACCEPTED,
    Step(body=data("failed")),
    Step(502, b"<html>" + KEY.encode()),
    Step(302, headers=(("location", f"https://evil.example/?k={KEY}"),)),
    Step(200, f'{{"data":"{KEY}"}}'.encode()),
    Step(fault="reset"),
    Step(fault="refused"),
    problem(401, f"Authentication failed: {KEY}", headers=(("x-request-id", KEY),)),
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_no_error_holds_a_key_a_prompt_or_an_image(
    answer: Step, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wire = Wire([answer])
    with wire.client() as client:
        told = repr(client)
        for call in leaky():
            try:
                told += repr(call(client))
            except ModellixError as error:
                told += repr(error) + str(error) + repr(error.cause) + repr(vars(error))
                told += "".join(traceback.format_exception(error))
                told += pickle.dumps(error).decode("latin-1")
    told += caplog.text
    assert KEY not in told
    assert PROMPT not in told
    assert IMAGE not in told
