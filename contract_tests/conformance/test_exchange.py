"""Whatever stands in an answer, it can be asked about and written down."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_tests.conformance.exchange import NOT_JSON, Answer

HALF = "\ud800"


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'{"task_id":"a\\ud800b"}', {"task_id": "a?b"}),
        (b'{"\\udfff":["\\ud83d"]}', {"?": ["?"]}),
        (b'"\xed\xa0\x80"', "?"),
        (b'"\\ud83d\\ude00"', "\U0001f600"),
        (b'{"code":400}', {"code": 400}),
        (b"[" * 200_000, NOT_JSON),
        (b"9" * 10_000, NOT_JSON),
        (b"\xff", NOT_JSON),
    ],
)
def test_half_a_pair_does_not_get_in(body: bytes, value: object) -> None:
    assert Answer(200, (), body).json() == value


@given(st.recursive(st.text(st.characters()) | st.just(HALF), st.lists))
def test_every_value_can_be_written(value: object) -> None:
    read = Answer(200, (), json.dumps(value).encode()).json()
    json.dumps(read, ensure_ascii=False).encode()
