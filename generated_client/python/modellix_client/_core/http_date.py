"""Dates in headers, as moments that can be compared with each other."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

# fmt: off
_MONTHS: Final = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
]
# fmt: on
_FORM: Final = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), ([0-9]{2}) ([A-Z][a-z]{2}) ([0-9]{4}) "
    r"([0-9]{2}):([0-9]{2}):([0-9]{2}) (?:GMT|([+-])([0-9]{2})([0-9]{2}))"
)
_FIRST_YEAR: Final = 1970


def date_ms(text: str) -> int | None:
    """A date of HTTP in milliseconds since the epoch; ``None`` when it is none.

    The one form that servers have to send (RFC 9110, 5.6.7), also with another zone. What mail
    readers guess beyond it differs from library to library, and clients are to agree.
    """
    found = _FORM.fullmatch(text)
    if found is None or found[2] not in _MONTHS or int(found[3]) < _FIRST_YEAR:
        return None
    month = _MONTHS.index(found[2]) + 1
    day, year, hour, minute, second = (int(found[at]) for at in (1, 3, 4, 5, 6))
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None
    east = int(f"{found[7]}1") * (int(found[8]) * 60 + int(found[9])) if found[7] else 0
    seconds = int((moment - datetime(_FIRST_YEAR, 1, 1, tzinfo=UTC)).total_seconds())
    return (seconds - east * 60) * 1000
