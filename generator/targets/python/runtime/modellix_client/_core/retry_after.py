"""How long the service asks to be left alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .http_date import date_ms

# The service counts by the minute: a longer wait could only be a slip, and would hang a program.
LONGEST_MS: Final = 60_000
_MANY_DIGITS: Final = 9


def retry_after_ms(headers: Mapping[str, str]) -> int | None:
    """``Retry-After`` in milliseconds, at most a minute.

    A date is read against the answer's own ``Date``, so that this computer's time of day does
    not matter; without one it says nothing.

    Args:
        headers: Of the answer, by lower-case names.

    Returns:
        Milliseconds from the arrival of the answer; ``None`` when nothing usable is there.
    """
    text = headers.get("retry-after", "").strip(" \t")
    if text.isascii() and text.isdigit():
        digits = text.lstrip("0")
        return LONGEST_MS if len(digits) > _MANY_DIGITS else min(int(text) * 1000, LONGEST_MS)
    until = date_ms(text)
    sent = date_ms(headers.get("date", ""))
    if until is None or sent is None:
        return None
    return min(max(until - sent, 0), LONGEST_MS)
