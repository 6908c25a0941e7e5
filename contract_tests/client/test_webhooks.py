"""Deliveries of webhooks: hints, read tolerantly, and confirmed by one reading of the task."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from modellix_client import ModellixError, NotFoundError, UnexpectedResponseError, webhooks

from contract_tests.client.wire import Step, Wire, data, problem, run

pytestmark = pytest.mark.client

HEADERS = {
    "X-Modellix-Event": "prediction.task.succeeded",
    "X-Modellix-Task-ID": "task-1",
    "X-Modellix-Delivery-ID": "delivery-1",
    "X-Modellix-Retry-Count": "2",
}
BODY = data("success", result={"resources": []}, new=1)


@pytest.mark.parametrize(
    "headers",
    [
        HEADERS,
        {name.lower(): value for name, value in HEADERS.items()},
        list(HEADERS.items()),
        [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()],
    ],
    ids=["mapping", "lower case", "pairs", "pairs of bytes"],
)
@pytest.mark.parametrize("body", [BODY, bytearray(BODY), BODY.decode()], ids=type)
def test_what_a_delivery_says(headers: Any, body: Any) -> None:
    delivery = webhooks.parse(headers, body)
    assert delivery.event == "prediction.task.succeeded"
    assert (delivery.task_id, delivery.delivery_id) == ("task-1", "delivery-1")
    assert delivery.retry_count == 2
    assert (delivery.data.status, delivery.data.raw["new"]) == ("success", 1)
    assert repr(delivery) == "<Delivery delivery-1 of task-1: prediction.task.succeeded>"


def test_what_may_be_missing() -> None:
    delivery = webhooks.parse({}, BODY)
    assert (delivery.event, delivery.task_id) == (None, "task-1")
    assert (delivery.delivery_id, delivery.retry_count) == (None, None)
    named = webhooks.parse({"x-modellix-task-id": "task-9"}, b'{"data":{}}')
    assert (named.task_id, named.data.status) == ("task-9", None)
    odd = webhooks.parse({**HEADERS, "X-Modellix-Retry-Count": "many"}, BODY)
    assert odd.retry_count is None


@pytest.mark.parametrize(
    ("headers", "body", "told"),
    [
        ({}, b"", "no JSON"),
        ({}, b"task_id=task-1", "no JSON"),
        ({}, b"[]", "no object called data"),
        ({}, b'{"data":[]}', "no object called data"),
        ({}, b'{"data":{}}', "neither header nor body names a task"),
        ({}, data("success", 7), "neither header nor body names a task"),
        ({}, data("success", "a\nb"), "neither header nor body names a task"),
        ({}, data("success", "x" * 513), "neither header nor body names a task"),
        (HEADERS, data("success", "task-2"), "different tasks"),
        pytest.param(HEADERS, b" " * (16 * 1024 * 1024 + 1), "over 16 MiB", id="too large"),
    ],
)
def test_what_is_no_delivery(headers: dict[str, str], body: bytes, told: str) -> None:
    with pytest.raises(UnexpectedResponseError, match="no webhook delivery") as caught:
        webhooks.parse(headers, body)
    assert told in str(caught.value)


@given(
    st.dictionaries(st.sampled_from([*HEADERS, "Other"]), st.text(max_size=20)),
    st.binary(max_size=40)
    | st.recursive(
        st.none() | st.booleans() | st.text(max_size=5),
        lambda inner: st.dictionaries(st.sampled_from(["data", "task_id", "status"]), inner),
    ).map(lambda value: json.dumps(value).encode()),
)
def test_whatever_is_posted_is_read_or_refused(headers: dict[str, str], body: bytes) -> None:
    try:
        delivery = webhooks.parse(headers, body)
    except UnexpectedResponseError:
        return
    assert delivery.task_id.isprintable()
    assert 0 < len(delivery.task_id) <= 512


FORGED = webhooks.parse({}, data("success", "task-1", billing={"amount": "0"}))


def test_a_delivery_is_confirmed_by_one_reading_that_alone_counts() -> None:
    wire, twin = Wire([Step(body=data("processing"))]), Wire([Step(body=data("processing"))])
    with wire.client() as client:
        task = client.tasks.confirm(FORGED)

    async def ask() -> Any:
        async with twin.async_client() as client:
            return await client.tasks.confirm(FORGED)

    assert run(ask()) == task
    assert (task.status, task.billing) == ("processing", None)
    assert wire.trace() == twin.trace() == [(0, "GET", "/api/v1/tasks/task-1")]


def test_a_delivery_about_a_task_of_nobody() -> None:
    wire = Wire([problem(404, "Resource not found")])
    with wire.client() as client, pytest.raises(NotFoundError):
        client.tasks.confirm(FORGED)


def test_a_task_id_leads_to_no_other_path() -> None:
    wire = Wire([problem(404, "Resource not found")])
    delivery = webhooks.parse({}, data("success", "../team/balance?x#y"))
    with wire.client() as client, pytest.raises(ModellixError):
        client.tasks.confirm(delivery)
    assert [path for _, _, path in wire.trace()] == ["/api/v1/tasks/..%2Fteam%2Fbalance%3Fx%23y"]
