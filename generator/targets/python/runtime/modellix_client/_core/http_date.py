"""Dates in headers, as moments that can be compared with each other."""

from __future__ import annotations

from datetime import UTC, datetime


def date_ms(text: str) -> int | None:
    """A date of HTTP in milliseconds since the epoch; ``None`` when it is none."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 (slow to import, rarely needed)

    try:
        value = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    moment = value if value.tzinfo else value.replace(tzinfo=UTC)
    return int((moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()) * 1000
