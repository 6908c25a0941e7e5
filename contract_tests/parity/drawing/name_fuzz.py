"""Drawn files to name without end, the same for the same seed: hostile addresses and folders."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from contract_tests.facts.page import Json
from contract_tests.parity.drawing.traps import ALL, FAMILY, SMILE, spelled

_BEGINNINGS: Final = (
    *("https://files.example/",) * 6,
    *(
        "https://files.example",
        "HTTP://u:p@files.example:8080/a/",
        "https:///",
        "https:/",
        "https:",
    ),
    *(
        "//files.example",
        "//files.example/",
        "/",
        "",
        "data:image/png;base64,",
        "file:///c:/",
        "c:\\",
        "1s://h/",
    ),
    *(" https://files.example/", "\x01https://files.example/", "ht\ntps://files.example/"),
    *("https://[", "https://[::1]/", "https://[::1/", "https://h]/", "https://\uff0f/", "x+-.1:"),
)
_SEPARATORS: Final = ("/", "//", "\\", "/../", "/./", "%2F", "%5c", "?", "#", ";", "?#", "#?", ":")
# What readers of addresses strip, decode twice or take for the end.
_ODD: Final = (
    *("%00", "%0a", "%0D%0A", "\x00", "\t", "\n", "\r", " ", "%20", "+", "%7F", "\x7f", "\x1f"),
    *("%", "%%", "%2", "%zz", "%252e", "%2e%2E", "%c0%af", "%FF", "%ed%a0%80", "%F0%9F%98", "%E2"),
    *("%E2%80%AE", "\u202e", "\u2066", "%EF%BB%BF", "\ufeff", "\u200b", "\u2028", "\x85", "\xa0"),
    *("\u3000", "\u0301", "\u0130", "\u0131", "\u017f", "\u212a", "\ufb01", "\u00df", "\u0660"),
    *("\uff0e", "\uff0f", "\u2215", "\u00b9", SMILE, FAMILY, "\ufffd", "\uffff", "\U0010ffff"),
    *("*", "|", "<", ">", '"', "'", "$(x)", "~", "~1", "@", "&", "=", "!", "`", "^", "{", "}"),
)
_WORDS: Final = (
    *(
        "photo",
        "PHOTO",
        "a",
        "B",
        "0",
        "con",
        "NUL",
        "aux",
        "PrN",
        "com1",
        "COM10",
        "lpt9",
        "conin$",
    ),
    *("clock$", "desktop", "..", "...", ".", "-", "_", "-rf", "x-1", "x-2", "a" * 100, "b" * 101),
)
_SUFFIXES: Final = (
    *(
        "",
        ".png",
        ".PNG",
        ".Jpg",
        ".exe",
        ".EXE",
        ".tar.gz",
        ".",
        "..",
        ".p ng",
        ".\uff50ng",
        ".lnk",
    ),
    *(
        ".12345678",
        ".123456789",
        ".jpe\u0301g",
        ".svg",
        ".\u017fvg",
        ".htm\u212a",
        "%2Epng",
        ".png.",
    ),
)
_FORMATS: Final = (
    *(
        None,
        None,
        "png",
        "PNG",
        "exe",
        "",
        ".png",
        "image/png",
        "p\u0131ng",
        "\u212a",
        "jpg\n",
        "mp4",
    ),
)
_TYPES: Final = (
    *(None, None, "image/png", "IMAGE/PNG; charset=utf-8", " image/jpeg ", "\timage/gif;", ";"),
    *(
        "image/png\x1f;x",
        "\u3000image/png",
        "\ufeffimage/png",
        "\x85image/png\xa0",
        "\x0bimage/png",
    ),
    *(
        "text/html",
        "video/mp4,image/png",
        "image/\u212aind",
        "",
        "image/png ; a",
        "\x1cimage/webp\x1d",
    ),
)
_BROKEN: Final = 0.04


def drawn_names(seed: str, count: int) -> Iterator[bytes]:
    """So many lines for ``names``."""
    random = Random(seed)  # noqa: S311 (no secret: the same lines in every run)
    for number in range(count):
        line: dict[str, Json] = {
            "id": number,
            "names": random.choice(("task", "url", "url")),
            "task_id": _task_id(random),
            "index": random.choice((0, 0, 1, 9, 99)),
            "url": _address(random),
            "format": random.choice(_FORMATS),
            "content_type": random.choice(_TYPES),
            "taken": [_taken(random) for _ in range(random.choice((0, 0, 1, 3)))],
        }
        if random.random() < _BROKEN:
            line[random.choice([*line])] = random.choice(ALL)
        if random.random() < _BROKEN:
            del line[random.choice([*line])]
        yield spelled(line).encode()


def _address(random: Random) -> str:
    parts = [random.choice(_BEGINNINGS)]
    for _ in range(random.choice((1, 1, 2, 3))):
        parts += (random.choice(_SEPARATORS) if random.random() < 0.4 else "", _word(random))
    return "".join(parts) + random.choice(_SUFFIXES)


def _word(random: Random) -> str:
    every = random.choices((*_WORDS, *_ODD), k=random.choice((0, 1, 1, 2, 3)))
    return "".join(every)


def _task_id(random: Random) -> str:
    return random.choice(("task-7", "task-7", "a/b:c.d", "nul", "..", "", _word(random)))


def _taken(random: Random) -> str:
    stem = random.choice(("photo", "PHOTO", "\u212a", "\ufb01", "a", "task-7-1", "_con", "x-1"))
    end = random.choice(("", "-1", "-2", "\u0301"))
    return stem + end + random.choice((".png", ".PNG", ".bin", ".jpg", ""))
