"""Drawn headers that a client times itself by: pauses, dates and limits, proper and odd."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final

_NOW: Final = datetime(2026, 11, 21, 1, 0, 0, tzinfo=UTC)
_NOW_TEXT: Final = "Sat, 21 Nov 2026 01:00:00 GMT"
_MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    *("jan", "FEB", "Sept", "Mai", "13", "Jan."),
)
_WEEKDAYS: Final = ("Sat", "Sat", "Sun", "Mon", "sat", "SAT", "Saturday", "Samstag", "", "Xyz")
_ZONES: Final = (
    *("GMT",) * 8,
    *("+0000", "-0000", "+0130", "-0130", "+1400", "-9999", "+9999", "+0060", "GMT+1", "UTC", "Z"),
    *("gmt", "+00:00", "EST", "", "+1", "+000", "+00000", "-", "0000", "A"),
)
_PAUSES: Final = (
    *("0", "1", "3", "59", "60", "61", "007", "000", "0" * 400 + "3", "9" * 9, "9" * 10, "9" * 400),
    *(
        "2.5",
        "-1",
        "+3",
        "1e1",
        "0x3",
        "3s",
        "3,4",
        "3;",
        "",
        " 3",
        "3 ",
        "  3  ",
        "1 2",
        "soon",
        "inf",
    ),
)
_LIMITS: Final = (
    *(
        "0",
        "1",
        "7",
        "42",
        "60",
        "100",
        "999",
        "1000",
        "59999",
        "60001",
        "00",
        "0060",
        "100.0",
        "-1",
    ),
    *(
        "999999999",
        "1000000000",
        "99999999999",
        "100000000000",
        "9" * 15,
        "9" * 16,
        "+5",
        "",
        "none",
    ),
)
# Date and Retry-After, half a minute apart for a reader who mends what is no date.
_SPANS: Final = (
    ("Sat, 28 Feb 2026 23:59:50 GMT", "Sun, 29 Feb 2026 00:00:20 GMT"),
    ("Sun, 01 Mar 2026 23:59:50 GMT", "Mon, 30 Feb 2026 00:00:20 GMT"),
    ("Wed, 28 Feb 2024 23:59:50 GMT", "Thu, 29 Feb 2024 00:00:20 GMT"),
    ("Sat, 21 Nov 2026 23:59:50 GMT", "Sat, 21 Nov 2026 24:00:20 GMT"),
    ("Sat, 21 Nov 2026 01:00:20 GMT", "Sat, 21 Nov 2026 01:00:60 GMT"),
    ("Sat, 21 Nov 2026 00:59:40 GMT", "Sat, 21 Nov 2026 00:60:10 GMT"),
    ("Sun, 30 Nov 2026 23:59:50 GMT", "Mon, 31 Nov 2026 00:00:20 GMT"),
    ("Mon, 30 Nov 2026 23:59:50 GMT", "Tue, 00 Dec 2026 00:00:20 GMT"),
    ("Wed, 31 Dec 1969 23:59:50 GMT", "Thu, 01 Jan 1970 00:00:20 GMT"),
    ("Thu, 01 Jan 1970 00:00:00 GMT", "Thu, 01 Jan 1970 00:00:30 GMT"),
    ("Fri, 31 Dec 9999 23:59:50 GMT", "Sat, 01 Jan 10000 00:00:20 GMT"),
    ("Fri, 31 Dec 9999 23:59:20 GMT", "Fri, 31 Dec 9999 23:59:50 GMT"),
    ("Sat, 21 Nov 2026 01:00:00 GMT", "Mon, 21 Nov 2026 01:00:30 GMT"),
    ("Sat, 21 Nov 2026 01:00:00 GMT", "Sat, 21 Nov 2026 01:00:30 UTC"),
    ("Sat, 21 Nov 2026 01:00:00 GMT", "Sat, 21 nov 2026 01:00:30 GMT"),
    ("Sat, 21 Nov 2026 01:00:00 GMT", "Sat, 21 Nov 26 01:00:30 GMT"),
    ("Sat, 21 Nov 2026 01:00:00 GMT", "Sat, 21 Nov 2026 02:00:30 +0060"),
    ("Sat, 21 Nov 2026 01:00:00 GMT", "Sat, 21 Nov 2026 00:30:30 -0030"),
    ("Sat, 21 Nov 2026 01:00:00 GMT", "Sat, 21 Nov 2026 01:00:30 -0000"),
    ("Sat, 21 Nov 2026 01:00:00 GMT", "Sat, 21 Nov 2026 02:00:30 +01:00"),
    ("Sat, 21 Nov 2026 01:00:00 GMT", "Saturday, 21-Nov-26 01:00:30 GMT"),
    ("Sat, 21 Nov 2026 01:00:00 GMT", "Sat Nov 21 01:00:30 2026"),
    ("Sun, 09 Nov 2026 01:00:00 GMT", "Sun,  9 Nov 2026 01:00:30 GMT"),
)
# Moments at which a reset changes its meaning, and the Date half a minute before them.
_RESETS: Final = (
    *(
        (_NOW_TEXT, text)
        for text in ("999", "1000", "1001", "59999", "60000", "60001", "999999999")
    ),
    *(
        ("Sun, 09 Sep 2001 01:46:10 GMT", text)
        for text in ("999999999", "1000000000", "1000000001")
    ),
    *(("Sat, 03 Mar 1973 09:46:10 GMT", text) for text in ("99999999999", "100000000000")),
    *((_NOW_TEXT, "9" * digits) for digits in (15, 16)),
)
EDGES: Final[tuple[dict[str, str], ...]] = (
    *({"date": date, "retry-after": until} for date, until in _SPANS),
    *({"retry-after": text} for text in _PAUSES),
    *(
        {"date": date, "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset}
        for date, reset in _RESETS
    ),
)


def drawn_headers(random: Random) -> dict[str, str]:
    """Headers of one answer."""
    headers: dict[str, str] = {}
    if random.random() < 0.1:
        return dict(random.choice(EDGES))
    kind = random.random()
    if kind < 0.35:
        return headers
    if kind < 0.6:
        headers["retry-after"] = random.choice(_PAUSES)
    if kind >= 0.5:
        headers["date"] = _date(random, 0)
        if kind < 0.8:
            headers["retry-after"] = _date(random, random.choice((-5, 0, 1, 9, 59, 60, 61, 90_000)))
    if random.random() < 0.4:
        for name in ("limit", "remaining", "reset"):
            if random.random() < 0.7:
                headers[f"x-ratelimit-{name}"] = _limit(random)
    if random.random() < 0.05:
        headers["content-type"] = "text/html"
    return headers


def _limit(random: Random) -> str:
    if random.random() < 0.3:
        moment = int(_NOW.timestamp()) + random.choice((-1, 0, 5, 60))
        return str(moment * random.choice((1, 1000)))
    return random.choice(_LIMITS)


def _date(random: Random, seconds: int) -> str:
    """A moment so many seconds from now, in the form of HTTP, or in one that is near it."""
    moment = _NOW + timedelta(seconds=seconds)
    proper = moment.strftime("%a, %d %b %Y %H:%M:%S GMT")
    kind = random.random()
    if kind < 0.4:
        return proper
    if kind < 0.55:
        east = random.choice((0, 1, 90, -90, 840, 60 * 99 + 59))
        zone = f"{'-' if east < 0 else '+'}{abs(east) // 60:02}{abs(east) % 60:02}"
        local = moment + timedelta(minutes=east)
        return local.strftime("%a, %d %b %Y %H:%M:%S ") + zone
    if kind < 0.65:
        return random.choice(
            (
                moment.strftime("%A, %d-%b-%y %H:%M:%S GMT"),
                moment.strftime("%a %b %e %H:%M:%S %Y"),
                moment.isoformat(),
                str(int(moment.timestamp())),
                proper.lower(),
                proper.replace(", ", ","),
                proper.replace(" ", "  ", 1),
                f" {proper} ",
                proper[:-4],
                f"{proper} ({proper})",
            )
        )
    return _odd_date(random, proper)


def _odd_date(random: Random, proper: str) -> str:
    """The date with one to three of its parts changed."""
    weekday, day, month, year, time, zone = proper.replace(",", "").split()
    for _ in range(random.randint(1, 3)):
        part = random.randrange(6)
        if part == 0:
            weekday = random.choice(_WEEKDAYS)
        elif part == 1:
            day = random.choice(("00", "01", "1", "28", "29", "30", "31", "32", "021", " 1", "-1"))
        elif part == 2:
            month = random.choice(_MONTHS)
        elif part == 3:
            year = random.choice(("0000", "0099", "1900", "1969", "1970", "2024", "2028", "9999"))
            year = random.choice((year, year, "26", "10000", "+2026", "026", "20 26"))
        elif part == 4:
            time = random.choice(
                (
                    *(
                        "24:00:00",
                        "23:59:59",
                        "23:59:60",
                        "00:60:00",
                        "1:00:05",
                        "01:00",
                        "01:00:5",
                    ),
                    *("01:00:05.5", "01.00.05", "-1:00:00", "00:00:00", "25:00:00", "01:00:05 PM"),
                )
            )
        else:
            zone = random.choice(_ZONES)
    return f"{weekday}, {day} {month} {year} {time} {zone}"
