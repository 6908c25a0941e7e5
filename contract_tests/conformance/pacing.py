"""When the next request may go out, by what the server says about its limits."""

from __future__ import annotations

import email.utils
from typing import Final

from contract_tests.conformance.exchange import Answer

# A window is a minute, so no honest server asks for much more; past this the run gives up.
LONGEST_WAIT_MS: Final = 90_000
MOST_REFUSALS: Final = 6
_FIRST_MS: Final = 1_000
_MS: Final = 1_000


def wait_after_429(answer: Answer, refusals: int, epoch_ms: int) -> int | None:
    """Milliseconds to wait after the n-th 429 in a row, or ``None`` to give up."""
    if refusals > MOST_REFUSALS:
        return None
    asked = _retry_after(answer, epoch_ms)
    if asked is None:
        asked = _until_reset(answer, epoch_ms)
    wait = max(asked or 0, _FIRST_MS * 2 ** (refusals - 1))
    return wait if wait <= LONGEST_WAIT_MS else None


def wait_before_next(answer: Answer, epoch_ms: int) -> int:
    """Milliseconds to hold back when this answer used up the window; 0 without usable headers."""
    remaining = answer.header("x-ratelimit-remaining")
    if remaining is None or not remaining.strip().isdecimal() or int(remaining) > 0:
        return 0
    wait = _until_reset(answer, epoch_ms) or 0
    return wait if wait <= LONGEST_WAIT_MS else 0


def _until_reset(answer: Answer, epoch_ms: int) -> int | None:
    text = (answer.header("x-ratelimit-reset") or "").strip()
    if not text.isdecimal() or len(text) > len(str(10**15)):
        return None
    number = int(text)
    # Documented as Unix seconds; milliseconds and a delta are seen too, told by their magnitude.
    if number > 10**11:
        wait = number - epoch_ms
    elif number > 10**8:
        wait = number * _MS - epoch_ms
    else:
        wait = number * _MS
    return max(0, wait)


def _retry_after(answer: Answer, epoch_ms: int) -> int | None:
    text = (answer.header("retry-after") or "").strip()
    if text.isdecimal():
        return int(text[:9]) * _MS
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return max(0, int(moment.timestamp() * _MS) - epoch_ms)
