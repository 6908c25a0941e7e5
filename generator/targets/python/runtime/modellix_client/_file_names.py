"""Names for the files of a result: made here, never taken from an answer as they are."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

_SAFE: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
_LONGEST_STEM: Final = 100
_LONGEST_EXTENSION: Final = 8


def stem_of(task_id: str, index: int) -> str:
    """The name without extension: the task's id in safe characters, and a number from 1."""
    safe = "".join(letter if letter in _SAFE else "_" for letter in task_id[:_LONGEST_STEM])
    return f"{safe}-{index + 1}"


def extension_of(file_format: str | None, url: str) -> str:
    """The extension with its dot: by the stated format, else by the URL, else ``.bin``."""
    try:
        path = urlsplit(url).path
    except ValueError:
        path = ""
    last = path.rpartition("/")[2]
    for candidate in (file_format or "", last.rpartition(".")[2] if "." in last else ""):
        if 0 < len(candidate) <= _LONGEST_EXTENSION and candidate.isascii() and candidate.isalnum():
            return "." + candidate.lower()
    return ".bin"
