from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from modellix_client import InvalidRequestError
from modellix_client._json import read_json, to_bytes

pytestmark = pytest.mark.client

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
# Between 2^53 and 1e21 a float prints as an integer of which only its first 17 digits are its own.
FLOATS = st.floats(allow_nan=False, allow_infinity=False).filter(
    lambda number: abs(number) <= 2**53 or abs(number) >= 1e21
)
NUMBERS = st.one_of(st.integers(-(2**63), 2**63 - 1), FLOATS)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, TEXT),
    lambda inside: st.one_of(st.lists(inside), st.dictionaries(TEXT, inside)),
)


@given(VALUES)
def test_what_is_written_reads_back_equal(value: Any) -> None:
    assert json.loads(to_bytes(value)) == value
    assert read_json(to_bytes(value)) == value


@given(st.dictionaries(TEXT, st.integers(0, 9)))
def test_members_without_a_layout_stand_in_the_order_of_their_bytes(value: dict[str, int]) -> None:
    names = list(json.loads(to_bytes(value)))
    assert names == sorted(value, key=str.encode)


def test_the_layout_comes_first_and_reaches_into_lists() -> None:
    layout = {"b": None, "a": {"y": None, "x": None}}
    value = {"a": [{"x": 1, "y": 2, "é": 3, "z": 4}], "c": {"y": 1, "x": 2}, "b": (5.0, True)}
    assert to_bytes(value, layout).decode() == (
        '{"b":[5,true],"a":[{"y":2,"x":1,"z":4,"é":3}],"c":{"x":2,"y":1}}'
    )


def test_only_mandatory_escapes_and_these_in_short() -> None:
    raw = to_bytes('"\\/\b\f\n\r\t\x00\x1f\x7f\u2028é😀')
    assert raw.decode() == '"\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7f\u2028é😀"'


def looped() -> list[object]:
    value: list[object] = []
    value.append(value)
    return value


REFUSED: list[tuple[object, str]] = [
    ({"a": [1, float("nan")]}, "/a/1"),
    ({"a~b/c": {1, 2}}, "/a~0b~1c"),
    ({"a": {"b": "\ud800"}}, "/a/b"),
    ({"a": b"bytes"}, "/a"),
    ({"a": {1: "x"}}, "/a"),
    ({"a": {"\udfff": "x"}}, "/a"),
    (10**400, "the top"),
    (looped(), "more than 64 levels"),
]


@pytest.mark.parametrize(("value", "place"), REFUSED)
def test_what_json_has_no_form_for_is_refused_at_its_place(value: object, place: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        to_bytes(value)
    assert place in str(caught.value)


def test_sixty_four_levels_are_written_and_one_more_is_not() -> None:
    value: object = 1
    for _ in range(64):
        value = [value]
    assert to_bytes(value) == b"[" * 64 + b"1" + b"]" * 64
    with pytest.raises(InvalidRequestError, match="64 levels"):
        to_bytes([value])


@pytest.mark.parametrize(
    "raw", [b"", b"<html>", b'{"a":NaN}', b"[" * 100_000, b'{"a":1', b"\xff\xfe{}"]
)
def test_what_is_no_json_is_a_value_error(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_json(raw)


def test_reading_is_tolerant() -> None:
    assert read_json(b'\xef\xbb\xbf {"a":1,"a":2} ') == {"a": 2}
    assert read_json(b'{"a":"\xff\\ud800"}') == {"a": "\ufffd\ufffd"}
    assert read_json(b"123456789012345678901") == 123456789012345678901


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r'"\uD83D\ude00"', "\U0001f600"),
        (r'"\ude00\ud83d"', "\ufffd\ufffd"),
        (r'"\ud83d\ud83d\ude00"', "\ufffd\U0001f600"),
        (r'"\ud83dA"', "\ufffdA"),
        (r'"\\ud83d"', "\\ud83d"),
        (r'"\\\ud83d"', "\\\ufffd"),
        (r'"\ud83d\\ude00"', "\ufffd\\ude00"),
    ],
)
def test_half_of_a_surrogate_pair_is_replaced(raw: str, text: str) -> None:
    assert read_json(raw.encode()) == text
