from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from modellix_client._core.retry_after import LONGEST_MS, retry_after_ms

pytestmark = pytest.mark.client

DATE = "Wed, 21 Oct 2026 07:28:00 GMT"


@pytest.mark.parametrize(
    ("text", "date", "expected"),
    [
        ("0", "", 0),
        ("7", "", 7_000),
        (" 7 ", "", 7_000),
        ("007", "", 7_000),
        ("60", "", 60_000),
        ("61", "", LONGEST_MS),
        ("9" * 5_000, "", LONGEST_MS),
        ("", "", None),
        ("-1", "", None),
        ("1.5", "", None),
        ("٣", "", None),
        ("soon", "", None),
        ("Wed, 21 Oct 2026 07:28:09 GMT", DATE, 9_000),
        ("Wed, 21 Oct 2026 09:28:09 +0200", DATE, 9_000),
        ("Wed, 21 Oct 2026 02:28:09 -0500", DATE, 9_000),
        ("Wed, 21 Oct 2026 08:28:00 GMT", DATE, LONGEST_MS),
        ("Wed, 30 Feb 2026 07:28:09 GMT", DATE, None),
        ("Wed, 21 Okt 2026 07:28:09 GMT", DATE, None),
        ("Wed, 21 Oct 1926 07:28:09 GMT", DATE, None),
        ("Wed, 21 Oct 2026 24:00:00 GMT", DATE, None),
        ("21 Oct 2026 07:28:09 GMT", DATE, None),
        ("Wednesday, 21-Oct-26 07:28:09 GMT", DATE, None),
        ("Wed Oct 21 07:28:09 2026", DATE, None),
        ("Wed, 21 Oct 2026 07:27:00 GMT", DATE, 0),
        ("Wed, 21 Oct 2026 07:28:09 GMT", "", None),
        ("Wed, 21 Oct 2026 07:28:09 GMT", "today", None),
        ("Wed, 99 Oct 2026 07:28:09 GMT", DATE, None),
        ("Wed, 21 Oct 99999999999999 07:28:09 GMT", DATE, None),
        ("Wed, 99999999999999999999 Oct 2026 07:28:09 GMT", DATE, None),
        ("Wed, 21 Oct 2026 07:28:99999999999999999999 GMT", DATE, None),
        ("7", "Wed, 21 Oct 99999999999999 07:28:09 GMT", 7_000),
    ],
)
def test_what_the_service_asks_for(text: str, date: str, expected: int | None) -> None:
    assert retry_after_ms({"retry-after": text, "date": date}) == expected


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_header_is_read_without_a_fault(text: str, date: str) -> None:
    found = retry_after_ms({"retry-after": text, "date": date})
    assert found is None or 0 <= found <= LONGEST_MS
