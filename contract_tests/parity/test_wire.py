"""The wire filter: what it tells is what a submit sends, and it is the form that was agreed on."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from modellix_client import AsyncModellix, Modellix, wire

from contract_tests import counts
from contract_tests.facts.page import Json
from contract_tests.judges.bundle import contract, models
from contract_tests.judges.wire import wire as agreed
from contract_tests.parity.scenarios import one_line
from contract_tests.profile import count
from contract_tests.strategies.bodies import near_misses, valid_bodies, wild_bodies
from contract_tests.validation.client_side import KEY, Recorder

pytestmark = pytest.mark.client


def told(model: str, body: Json) -> bytes:
    line = {"id": 1, "model": model, "body": body}
    answer: dict[str, Any] = json.loads(wire.answer(one_line(line)))
    assert answer.keys() == {"id", "wire"}
    text: str = answer["wire"]
    return text.encode()


def past_64_bits(value: Json) -> bool:
    if isinstance(value, dict):
        return any(map(past_64_bits, value.values()))
    if isinstance(value, list):
        return any(map(past_64_bits, value))
    return isinstance(value, int) and not -(2**63) <= value < 2**63


@given(data=st.data(), model=st.sampled_from(models()))
@settings(max_examples=count(200, 5_000))
def test_it_is_the_form_that_was_agreed_on(data: st.DataObject, model: str) -> None:
    """Also of what breaks the rules, to the bytes."""
    body = data.draw(st.one_of(valid_bodies(model), near_misses(model), wild_bodies(model)))
    assume(not past_64_bits(body))  # no line can hold it
    assert told(model, body) == agreed(body, contract().model(model).request)
    counts.record("wire forms", 1)


@pytest.fixture(scope="module")
def recorder() -> Iterator[tuple[Recorder, Modellix]]:
    recorder = Recorder()
    with Modellix(KEY, transport=recorder.transport(), validation="off") as client:
        yield recorder, client


@given(data=st.data(), model=st.sampled_from(models()))
@settings(max_examples=count(60, 1_000))
def test_a_submit_sends_it(
    recorder: tuple[Recorder, Modellix], data: st.DataObject, model: str
) -> None:
    service, client = recorder
    body = data.draw(st.one_of(valid_bodies(model), near_misses(model)))
    client.submit(model, body)
    assert service.take().content == told(model, body)


@pytest.mark.names("kling-v2-mi2i", "prompt", "n", whole=True)
def test_an_asynchronous_submit_sends_it() -> None:
    service = Recorder()
    body = {"prompt": "é\U0001f600", "n": 2.0}

    async def submit() -> None:
        async with AsyncModellix(KEY, transport=service.async_transport()) as client:
            await client.submit("kling-v2-mi2i", body)

    asyncio.run(submit())
    expected = '{"prompt":"é\U0001f600","n":2}'.encode()
    assert service.take().content == told("kling-v2-mi2i", body) == expected


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("[]", "[]"),
        ("null", "null"),
        ('{"z":1e21,"duration":5.0}', '{"duration":5,"z":1e+21}'),
        ('{"z":-0,"a":-0.0,"cfg_scale":0.10}', '{"cfg_scale":0.1,"a":0,"z":0}'),
        ('{"z":9007199254740993,"a":1e-7}', '{"a":1e-7,"z":9007199254740993}'),
        pytest.param(
            '{"dynamic_masks":[{"b":1,"a":[]}],"image":"x"}',
            '{"image":"x","dynamic_masks":[{"a":[],"b":1}]}',
            marks=pytest.mark.names("kling-v1-i2v", "image", "dynamic_masks"),
        ),
        (r'"\u00e9\ud83d\ude00\/\u007f\u0000\u2028"', '"é\U0001f600/\x7f\\u0000\u2028"'),
    ],
)
def test_traps(body: str, text: str) -> None:
    line = f'{{"id":"a","model":"kling-v1-i2v","body":{body}}}'.encode()
    assert json.loads(wire.answer(line)) == {"id": "a", "wire": text}


@pytest.mark.parametrize(
    ("line", "line_id", "code"),
    [
        (None, None, "too_large"),
        (b"\xef\xbb\xbf{}", None, "invalid_json"),
        (b'{"id":1,"model":"kling-v1-i2v"}', 1, "bad_line"),
        (b'{"id":1,"model":"kling-v1-i2w","body":1}', 1, "unknown_model"),
        (b'{"id":1,"model":"kling-v1-i2v","body":{"a":1,"a":2}}', 1, "duplicate_key"),
    ],
)
def test_a_line_that_cannot_be_read(line: bytes | None, line_id: int | None, code: str) -> None:
    answer = json.loads(wire.answer(line))
    assert (answer["id"], answer["error"]["code"]) == (line_id, code)
