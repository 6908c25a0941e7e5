"""Valid bodies go out as they are: equal as JSON values, and byte for byte in the wire form."""

import asyncio
import json
import warnings

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from modellix_client import AsyncModellix, Modellix
from modellix_client.errors import RequestWarning

from contract_tests.counts import record
from contract_tests.facts.page import Json
from contract_tests.judges.bundle import contract, models
from contract_tests.judges.wire import number, wire
from contract_tests.profile import count
from contract_tests.strategies.bases import bases, context
from contract_tests.strategies.bodies import valid_bodies
from contract_tests.strategies.kept import inside, kept
from contract_tests.validation.client_side import KEY, Recorder, equal


def _arrived(service: Recorder, model: str, body: Json) -> None:
    request = service.take()
    entry = contract().model(model)
    assert (request.method, request.url.path) == ("POST", entry.path)
    assert request.headers["content-type"] == "application/json"
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.content == wire(body, entry.request)
    assert equal(json.loads(request.content), body)


@pytest.mark.parametrize("model", models())
def test_drawn_bodies_arrive(
    model: str,
    service: Recorder,
    client: Modellix,
    async_client: AsyncModellix,
    runner: asyncio.Runner,
) -> None:
    sent = []

    @settings(max_examples=count(80, 2_000))
    @given(valid_bodies(model))
    def send(body: Json) -> None:
        with warnings.catch_warnings():
            # A reference to a picture that is not there is worth a warning, and is sent.
            warnings.simplefilter("ignore", RequestWarning)
            task = client.submit(model, body)
            _arrived(service, model, body)
            again = runner.run(async_client.submit(model, body))
            _arrived(service, model, body)
        assert task.id == again.id == "task-1"
        sent.append(body)

    send()
    record("valid bodies sent", 2 * len(sent))


@pytest.mark.parametrize("model", models())
def test_bodies_on_every_limit_arrive(model: str, service: Recorder, client: Modellix) -> None:
    on_limits = [one.body for bodies in kept(model).values() for one in bodies]
    for body in (*bases(model), *on_limits, *(one.body for one in inside(model))):
        client.submit(model, body)
        _arrived(service, model, body)


@pytest.mark.parametrize("model", models())
def test_typed_arguments_send_the_same(model: str, service: Recorder, client: Modellix) -> None:
    entry = contract().model(model)
    resource = getattr(getattr(client, entry.provider), entry.attribute)
    for body in (*bases(model), *(one.body for one in inside(model))):
        resource.submit(**body)
        _arrived(service, model, body)


@pytest.mark.parametrize("model", models())
def test_order_of_members_is_the_contracts(model: str, service: Recorder, client: Modellix) -> None:
    for body in bases(model):
        client.submit(model, dict(reversed(body.items())))
        _arrived(service, model, body)
        assert list(json.loads(wire(body, contract().model(model).request))) == list(body)


# What ECMAScript's Number::toString prints, from the standard and from Node.
NUMBERS = {
    0.0: "0",
    5.0: "5",
    -1.5: "-1.5",
    0.1: "0.1",
    1e-6: "0.000001",
    1e-7: "1e-7",
    1.5e-7: "1.5e-7",
    123456.789: "123456.789",
    1e20: "100000000000000000000",
    1e21: "1e+21",
    1.5e21: "1.5e+21",
    5e-324: "5e-324",
    1.7976931348623157e308: "1.7976931348623157e+308",
    2.0**53: "9007199254740992",
    123456789012345680000.0: "123456789012345680000",
}


@pytest.mark.parametrize("value", NUMBERS)
def test_numbers_of_the_independent_writer(value: float) -> None:
    assert number(value) == NUMBERS[value]
    assert number(-value).removeprefix("-") == NUMBERS[value].removeprefix("-")


_TEXT = '"\\/\b\t\n\f\r\x00\x1f\x7f\u2028\u2029é\U0001f600<>&'


@pytest.mark.names("kling-v1-i2v", "dynamic_masks")
@settings(max_examples=count(100, 5_000))
@given(value=st.floats(allow_nan=False, allow_infinity=False))
@example(value=1e21)
@example(value=-0.0)
def test_numbers_and_texts_in_open_objects(
    value: float, service: Recorder, client: Modellix
) -> None:
    mask = {"z": [value, {_TEXT: value, "": None, "a": -(2**63)}], "\uffff": 1, "\U0001f600": 2}
    body = context("kling-v1-i2v", "dynamic_masks") | {"dynamic_masks": [mask, {}]}
    client.submit("kling-v1-i2v", body)
    _arrived(service, "kling-v1-i2v", body)
    assert b"\\u2028" not in wire(body, None)
