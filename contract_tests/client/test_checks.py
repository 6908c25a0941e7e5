from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from modellix_client._checks import (
    is_integer,
    json_type,
    max_image_ref,
    nearest,
    pointer,
    shown,
    spellings,
    strangers,
    utf8_sorted,
)

pytestmark = pytest.mark.client

TYPES: list[tuple[object, str]] = [
    (None, "null"),
    (True, "boolean"),
    (1, "integer"),
    (2**70, "integer"),
    (5.0, "integer"),
    (-0.0, "integer"),
    (2.0**53, "integer"),
    (2.0**53 + 2, "number"),
    (1.5, "number"),
    (float("nan"), "invalid"),
    (float("-inf"), "invalid"),
    ("x", "string"),
    ("\ud83d\ude00", "invalid"),
    ("😀", "string"),
    ([], "array"),
    ((), "array"),
    ({}, "object"),
    (b"", "invalid"),
    (object(), "invalid"),
]


@pytest.mark.parametrize(("value", "name"), TYPES)
def test_the_type_of_a_value(value: Any, name: str) -> None:
    assert json_type(value) == name
    assert is_integer(value) == (name == "integer")


def distance(left: str, right: str) -> int:
    if not left or not right:
        return len(left) + len(right)
    return min(
        distance(left[1:], right) + 1,
        distance(left, right[1:]) + 1,
        distance(left[1:], right[1:]) + (left[0] != right[0]),
    )


@given(st.text("abc", max_size=5), st.lists(st.text("abc", max_size=5), max_size=4))
def test_the_nearest_name_is_the_first_of_the_closest(name: str, known: list[str]) -> None:
    close = [candidate for candidate in known if distance(name, candidate) <= 2]
    expected = min(close, key=lambda candidate: distance(name, candidate), default=None)
    assert nearest(name, spellings(known)) == expected


def test_a_name_of_ten_megabytes_costs_nothing() -> None:
    begun = time.perf_counter()
    assert nearest("x" * 10_000_000, spellings(("prompt", "n"))) is None
    assert time.perf_counter() - begun < 0.05


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("<<<image_1>>> <<<image_12>>>", 12),
        ("<<<image_12>>> <<<image_1>>>", 12),
        ("<<<<image_2>>>>", 2),
        ("<<<image_<<<image_3>>>", 3),
        ("<<<image_007>>>", 7),
        ("<<<image_0>>>", 0),
        ("<<<image_999999999>>>", 999_999_999),
        ("<<<image_1000000000>>>", 999_999_999),
        ("<<<image_" + "9" * 100_000 + ">>>", 999_999_999),
        ("<<<image_" + "0" * 5_000 + "4>>>", 4),
        ("<<<image_3>>", 0),
        ("<<<image_٣>>>", 0),
        ("<<<image_³>>>", 0),
        ("<<<image_-3>>>", 0),
        ("<<<IMAGE_3>>>", 0),
        ("<<<image_>>>", 0),
    ],
)
def test_the_largest_reference(text: str, number: int) -> None:
    assert max_image_ref(text) == number


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_names_are_sorted_by_their_bytes(names: list[str]) -> None:
    assert utf8_sorted(names) == sorted(names, key=str.encode)


def test_small_things() -> None:
    assert pointer("a~b/c") == "a~0b~1c"
    assert shown("x" * 32) == "x" * 32
    assert shown("x" * 33) == 33
    assert shown(12.5) == 12.5
    assert strangers(["z", "n", "é", "image", "a"], frozenset(("n", "image"))) == ["a", "z", "é"]
