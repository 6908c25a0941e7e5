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


def _answer(wire: Filter, model: str, body: Json) -> dict[str, Json]:
    answer: dict[str, Json] = json.loads(
        wire.ask(json.dumps({"id": 1, "model": model, "body": body}).encode())
    )
    return answer


def _told(wire: Filter, model: str, body: Json) -> str:
    return str(_answer(wire, model, body)["wire"])


def _past_64_bits(value: Json) -> bool:
    """Whether an integer is in the value that no line of the program can hold."""
    if isinstance(value, (dict, list)):
        return any(map(_past_64_bits, value.values() if isinstance(value, dict) else value))
    return isinstance(value, int) and not -(2**63) <= value < 2**63


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
    if _past_64_bits(body):
        # A near miss of a limit of 64 bits.
        assert _answer(wire, model, body)["error"]["code"] == "number_out_of_range"
        return
    assert _told(wire, model, body) == _expected(model, body)
    record("drawn bodies written in Go", 1)


def test_a_body_that_no_line_can_hold(wire: Filter) -> None:
    body = {"prompt": "0", "element_list": [{"element_id": -(2**63) - 1}]}
    assert _past_64_bits(body)
    assert _answer(wire, models()[0], body)["error"]["code"] == "number_out_of_range"


@settings(
    max_examples=count(1_000, 20_000),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(number=st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.integers()))
def test_numbers(wire: Filter, number: float) -> None:
    if _past_64_bits(number):
        number = float(number)
    model = models()[0]
    assert _told(wire, model, [number]) == _expected(model, [number])


def test_texts(wire: Filter) -> None:
    text = "".join(map(chr, range(0x100))) + "\u2028\u2029\ufeff\uffff\U0001f600"
    model = models()[0]
    assert _told(wire, model, {text: text}) == _expected(model, {text: text})
