"""What goes over the wire, and that it goes once."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from modellix_client import (
    AuthenticationError,
    ConfigurationError,
    InvalidRequestError,
    ModellixError,
    NotSubmittedError,
    RequestWarning,
    SubmissionOutcomeUnknownError,
    UnexpectedResponseError,
)
from modellix_client._http import LARGEST_ANSWER
from modellix_client._spec import MODELS, VERSION

from contract_tests.client.wire import (
    ACCEPTED,
    BODY,
    IT,
    KEY,
    MODEL,
    Step,
    Wire,
    data,
    of_model,
    problem,
    run,
)
from contract_tests.facts.page import pages
from contract_tests.judges.bundle import contract
from contract_tests.strategies.bases import small

pytestmark = pytest.mark.client


def test_a_submit_as_it_goes_out() -> None:
    wire = Wire([ACCEPTED])
    with wire.client(base_url="https://gateway.example/team/") as client:
        task = of_model(client).submit(
            **{IT.images: ["https://a"], IT.text: "Zwei Freunde im Café"},
            extra_body={"zeta": 1, "mode": {"b": 1.0, "a": None}},
            extra_headers={"X-Webhook-URL": "https://hook.example/x"},
        )
    (request,) = wire.requests
    assert (task.id, task.model, task.status) == ("task-1", MODEL, "pending")
    path = MODELS[MODEL].routes[MODELS[MODEL].documented]
    assert str(request.url) == f"https://gateway.example/team{path}"
    assert request.content.decode() == (
        f'{{"{IT.text}":"Zwei Freunde im Café","{IT.images}":["https://a"],'
        '"mode":{"a":null,"b":1},"zeta":1}'
    )
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.headers["content-type"] == "application/json"
    assert request.headers["user-agent"] == f"modellix-client-python/{VERSION}"
    assert request.headers["x-webhook-url"] == "https://hook.example/x"
    assert request.extensions["timeout"] == {"connect": 10, "read": 60, "write": 60, "pool": 60}


ODD_TARGETS = ["https://evil.example/", "/login", "data:text/plain,x", "https://[", "http:///", ""]


@pytest.mark.parametrize("target", ODD_TARGETS)
def test_a_redirect_stays_an_answer_wherever_it_points(target: str) -> None:
    step = Step(307, headers=(("location", target),))
    wire = Wire([step])
    with wire.client() as client:
        with pytest.raises(SubmissionOutcomeUnknownError) as caught:
            client.submit(MODEL, BODY)
        assert isinstance(caught.value.cause, UnexpectedResponseError)
        with pytest.raises(UnexpectedResponseError, match="never followed"):
            client.tasks.wait("task-1")
    assert [request.url.host for request in wire.requests] == ["api.modellix.ai"] * 2


@pytest.mark.parametrize("routes", ["a", "b", "c"])
def test_the_vintage_chooses_the_path(routes: str) -> None:
    wire = Wire([ACCEPTED])
    with wire.client(routes=routes) as client:
        client.submit(MODEL, BODY)
    assert wire.trace() == [(0, "POST", MODELS[MODEL].routes[routes])]


def test_auto_tries_the_next_path_once_and_stays_there() -> None:
    wire = Wire([problem(404, "Resource not found"), ACCEPTED])
    with wire.client(routes="auto") as client:
        client.submit(MODEL, BODY)
        client.submit(MODEL, BODY)
    paths = [path for _, _, path in wire.trace()]
    documented, *later = paths
    assert documented == contract().model(MODEL).path
    assert len(set(later)) == 1
    assert set(later) <= set(MODELS[MODEL].routes.values()) - {documented}


CASES: list[tuple[Step, type[ModellixError]]] = [
    (Step(fault="reset"), SubmissionOutcomeUnknownError),
    (Step(fault="write_error"), SubmissionOutcomeUnknownError),
    (Step(fault="read_error"), SubmissionOutcomeUnknownError),
    (Step(latency_ms=60_001), SubmissionOutcomeUnknownError),
    (Step(500, b"oops"), SubmissionOutcomeUnknownError),
    (Step(307, headers=(("location", "https://evil.example/"),)), SubmissionOutcomeUnknownError),
    (Step(200, b"x" * (LARGEST_ANSWER + 1)), SubmissionOutcomeUnknownError),
    (problem(401, "Authentication failed: expired"), AuthenticationError),
]


@pytest.mark.parametrize(("step", "kind"), CASES)
def test_whatever_happens_a_submit_is_sent_once(step: Step, kind: type[ModellixError]) -> None:
    wire, twin = Wire([step, ACCEPTED]), Wire([step, ACCEPTED])
    with wire.client() as client, pytest.raises(kind) as caught:
        client.submit(MODEL, BODY)

    async def submit() -> None:
        async with twin.async_client() as client:
            await client.submit(MODEL, BODY)

    with pytest.raises(kind) as also:
        run(submit())
    assert len(wire.requests) == len(twin.requests) == 1
    assert str(caught.value) == str(also.value)
    assert "try again" not in str(caught.value).lower()


@pytest.mark.parametrize(
    ("task_id", "path"),
    [
        ("a/b:c+d@e=f", "a%2Fb%3Ac%2Bd%40e%3Df"),
        ("..", "%2E%2E"),
        ("é?#", "%C3%A9%3F%23"),
        ("a%2Fb", "a%252Fb"),
    ],
)
def test_any_task_id_stays_one_part_of_the_path(task_id: str, path: str) -> None:
    wire = Wire([Step(body=data(task_id=task_id))])
    with wire.client() as client:
        assert client.tasks.get(task_id).task_id == task_id
    assert wire.trace() == [(0, "GET", f"/api/v1/tasks/{path}")]


@pytest.mark.parametrize("task_id", ["", None, 7])
def test_what_is_no_task_id(task_id: Any) -> None:
    with Wire([]).client() as client, pytest.raises(ConfigurationError, match="task id"):
        client.tasks.get(task_id)


@pytest.mark.parametrize(
    "headers", [{"Authorization": "x"}, {"HOST": "x"}, {"a b": "x"}, {"": "x"}, {"X": "a\r\nb: c"}]
)
def test_headers_that_are_refused(headers: dict[str, str]) -> None:
    wire = Wire([ACCEPTED])
    with wire.client() as client, pytest.raises(ConfigurationError, match="extra_headers"):
        client.submit(MODEL, BODY, extra_headers=headers)
    assert wire.requests == []


def test_an_unknown_model_is_named_with_the_nearest() -> None:
    with Wire([]).client() as client, pytest.raises(InvalidRequestError, match=MODEL):
        client.submit(MODEL[:-1], BODY)


def test_a_warning_points_at_the_line_that_submits() -> None:
    wire = Wire([ACCEPTED])
    referring = [
        (page.model, fact.value["prompt"])
        for page in pages().values()
        for fact in page.all("reference")
    ]
    if not referring:
        pytest.skip("no page speaks of references to images any more")
    model, prompt = referring[0]
    body = {**small(model)[0], prompt: "<<<image_3>>>"}
    with wire.client() as client:
        with pytest.warns(RequestWarning, match="image_references") as told:
            client.submit(model, body)
        with pytest.warns(RequestWarning) as typed:
            of_model(client, model).submit(**body)
        client.submit(model, body, validation="off")
    assert {entry.filename for entry in [*told, *typed]} == {__file__}


def test_what_is_not_checked_is_sent_as_it_is() -> None:
    wire = Wire([ACCEPTED])
    with wire.client(validation="off") as client:
        client.submit(MODEL, {IT.count: 99, "odd": [1.5]})
        with pytest.raises(InvalidRequestError):
            client.submit(
                MODEL, {IT.count: 99}, validation={f"{MODEL}/{IT.count}/maximum": "strict"}
            )
    assert [json.loads(request.content) for request in wire.requests] == [
        {IT.count: 99, "odd": [1.5]}
    ]


def test_a_real_refused_connection_is_not_submitted() -> None:
    with Wire([]).client(base_url="http://127.0.0.1:1", transport=httpx.HTTPTransport()) as client:
        with pytest.raises(NotSubmittedError) as caught:
            client.submit(MODEL, BODY)
        assert caught.value.safe_to_retry
