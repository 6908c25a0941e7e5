from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from modellix_client._numbers import number_text

pytestmark = pytest.mark.client

# As `String(x)` of Node 24 prints them.
KNOWN = {
    0.0: "0",
    1.0: "1",
    -1.5: "-1.5",
    0.1: "0.1",
    1e-6: "0.000001",
    1.23e-6: "0.00000123",
    1e-7: "1e-7",
    1.5e-9: "1.5e-9",
    100.0: "100",
    123456789012345680000.0: "123456789012345680000",
    999999999999999900000.0: "999999999999999900000",
    1e20: "100000000000000000000",
    1e21: "1e+21",
    -1e21: "-1e+21",
    1.5e300: "1.5e+300",
    5e-324: "5e-324",
    1.7976931348623157e308: "1.7976931348623157e+308",
    2.0**53: "9007199254740992",
    4.35: "4.35",
    0.30000000000000004: "0.30000000000000004",
}


@pytest.mark.parametrize(("value", "text"), KNOWN.items())
def test_known_numbers(value: float, text: str) -> None:
    assert number_text(value) == text
    assert number_text(-value) == (text if value == 0 else text[1:] if value < 0 else "-" + text)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_reads_back_as_itself(value: float) -> None:
    text = number_text(value)
    assert float(text) == value
    assert float(json.loads(text)) == value
    assert ("e" in text) == (value != 0 and not 1e-6 <= abs(value) < 1e21)


@given(st.integers(-(2**1023), 2**1023))
def test_an_integer_keeps_all_its_digits(value: int) -> None:
    assert number_text(value) == str(value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), 10**400, -(10**400)])
def test_what_is_no_number_of_json_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match=r"finite|range"):
        number_text(value)
