"""Bodies that two readers could take for different things are not read at all."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_tests.mock.calls import call
from contract_tests.mock_api import MockService
from contract_tests.mock_api.strict_json import InvalidJsonError, read_json

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8")),
    lambda below: (
        st.lists(below, max_size=4)
        | st.dictionaries(st.text(st.characters(codec="utf-8")), below, max_size=4)
    ),
)
REFUSED = {
    "empty": b"",
    "two values": b"{} {}",
    "member twice": b'{"a":1,"a":1}',
    "member twice, written differently": b'{"a":1,"\\u0061":1}',
    "member twice, deep": b'{"a":[{"b":1,"b":2}]}',
    "NaN": b'{"n":NaN}',
    "Infinity": b"[-Infinity]",
    "past every double": b"[1e400]",
    "too many digits": b"[" + b"9" * 5_000 + b"]",
    "byte order mark": b"\xef\xbb\xbf{}",
    "UTF-16": '{"a":1}'.encode("utf-16"),
    "latin-1": b'{"a":"\xe9"}',
    "half a pair": b'{"a":"\\ud800"}',
    "half a pair in a name": b'{"\\udc00":1}',
    "deep": b"[" * 65 + b"]" * 65,
    "bottomless": b"[" * 200_000,
    "comment": b"{} // no",
    "trailing comma": b"[1,]",
    "control character": b'"\n"',
}


@given(value=VALUES)
def test_what_json_can_say_is_read(value: object) -> None:
    assert read_json(json.dumps(value, ensure_ascii=False).encode()) == value
    assert read_json(json.dumps(value).encode()) == value


@given(body=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        value = read_json(body)
    except InvalidJsonError:
        return
    assert value == json.loads(body)


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_strict_json_is_a_400(body: bytes) -> None:
    with pytest.raises(InvalidJsonError):
        read_json(body)
    answer = call(MockService(), "POST", "/api/v1/kling/kling-v1-i2v", body=body)
    assert answer.status == 400
    assert answer.json()["message"].startswith("Invalid format: ")


def test_nesting_is_read_to_the_limit() -> None:
    assert read_json(b"[" * 64 + b"]" * 64)
