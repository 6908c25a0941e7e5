"""The bytes that the Go client would send are those of the Python client."""

import importlib
import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from modellix_client._json import to_text

from contract_tests.counts import record
from contract_tests.facts.page import Json
from contract_tests.go.program import Filter
from contract_tests.judges.bundle import contract, models
from contract_tests.profile import count
from contract_tests.strategies.bodies import near_misses, valid_bodies, wild_bodies


@pytest.fixture(scope="module")
def wire() -> Iterator[Filter]:
    with Filter("wire") as program:
        yield program


def _told(wire: Filter, model: str, body: Json) -> str:
    line = json.dumps({"id": 1, "model": model, "body": body}).encode()
    return str(json.loads(wire.ask(line))["wire"])


def _expected(model: str, body: Json) -> str:
    rules = importlib.import_module(f"modellix_client.rules.{contract().model(model).stem}")
    return to_text(body, rules.LAYOUT)


@settings(
    max_examples=count(200, 20_000),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_drawn_bodies(wire: Filter, data: st.DataObject) -> None:
    model = data.draw(st.sampled_from(models()))
    bodies = st.one_of(near_misses(model), wild_bodies(model), valid_bodies(model))
    body = data.draw(bodies)
    assert _told(wire, model, body) == _expected(model, body)
    record("drawn bodies written in Go", 1)


@settings(
    max_examples=count(1_000, 20_000),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(number=st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.integers()))
def test_numbers(wire: Filter, number: float) -> None:
    if isinstance(number, int) and not -(2**63) <= number < 2**63:
        number = float(number)
    model = models()[0]
    assert _told(wire, model, [number]) == _expected(model, [number])


def test_texts(wire: Filter) -> None:
    text = "".join(map(chr, range(0x100))) + "\u2028\u2029\ufeff\uffff\U0001f600"
    model = models()[0]
    assert _told(wire, model, {text: text}) == _expected(model, {text: text})
