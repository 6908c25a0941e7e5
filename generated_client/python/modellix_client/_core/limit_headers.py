"""What the service says of the key's limit: ``X-RateLimit-Limit``, ``-Remaining``, ``-Reset``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .http_date import date_ms
from .retry_after import LONGEST_MS

LARGEST_LIMIT: Final = 10_000_000
_MANY_DIGITS: Final = 15
# A reset is told by its magnitude: the service counts by the minute, so that no span of time
# reaches the first bound as seconds, or the second one as milliseconds.
_MILLISECONDS: Final = 1_000
_EPOCH_SECONDS: Final = 1_000_000_000
_EPOCH_MILLISECONDS: Final = 100_000_000_000


def stated_limit(headers: Mapping[str, str]) -> int | None:
    """Requests a minute, if a number that can be one is stated.

    Args:
        headers: Of the answer, by lower-case names.
    """
    limit = _whole(headers.get("x-ratelimit-limit", ""))
    return min(limit, LARGEST_LIMIT) if limit else None


def stated_remaining(headers: Mapping[str, str]) -> int | None:
    """How many requests are left, if that is stated."""
    return _whole(headers.get("x-ratelimit-remaining", ""))


def reset_ms(headers: Mapping[str, str]) -> int | None:
    """In how many milliseconds the count begins anew, at most a minute.

    The header may hold seconds or milliseconds from now, or a moment in either; a moment is read
    against the answer's own ``Date``, never against this computer's time of day.

    Returns:
        Milliseconds from the arrival of the answer; ``None`` when nothing usable is there.
    """
    value = _whole(headers.get("x-ratelimit-reset", ""))
    if value is None:
        return None
    if value < _MILLISECONDS:
        return min(value * 1000, LONGEST_MS)
    if value < _EPOCH_SECONDS:
        return min(value, LONGEST_MS)
    sent = date_ms(headers.get("date", ""))
    if sent is None:
        return None
    moment = value if value >= _EPOCH_MILLISECONDS else value * 1000
    return min(max(moment - sent, 0), LONGEST_MS)


def _whole(text: str) -> int | None:
    text = text.strip(" \t")
    if not text.isascii() or not text.isdigit() or len(text) > _MANY_DIGITS:
        return None
    return int(text)
