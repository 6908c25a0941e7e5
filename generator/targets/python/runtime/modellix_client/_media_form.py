"""Whether a string is an image in a form that the service takes, judged without decoding it."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from typing import Final

from ._media_text import MediaText
from .violations import Json

# ECMAScript's white space, written out: Python's own \s knows others (U+001C, U+0085) and
# does not know U+FEFF, and a verdict must not depend on the language.
_SPACE: Final = r"\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_URL: Final = re.compile(rf"[Hh][Tt][Tt][Pp][Ss]?://[^{_SPACE}]+")
_DATA_URL: Final = re.compile(r"data:image/[A-Za-z0-9.+-]+;base64,")
_ALPHABET: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_PADDINGS: Final = (b"", b"=", b"==")
_QUANTUM: Final = 4
_STEP: Final = 256 * 1024  # letters that are looked at in well under a millisecond
HEAD_LETTERS: Final = 32  # of Base64: 24 bytes, more than any signature below needs


def check_media(
    text: str, formats: tuple[str, ...], max_bytes: int | None
) -> tuple[Json, Json] | None:
    """Judge an image given as URL, data URL or Base64.

    Args:
        text: The string as it goes over the wire.
        formats: The formats that Base64 content may have; empty for any.
        max_bytes: The largest decoded size of Base64 content, in bytes; ``None`` for any.

    Returns:
        ``None`` when nothing is wrong, else ``limit`` and ``actual`` of the violation: the
        formats and the one found (or ``None``), or the bytes allowed and found.
    """
    if text[:1] in "hH" and _URL.fullmatch(text):
        return None
    if isinstance(text, MediaText):
        size = text.source.size
    elif len(text) % _QUANTUM and not text.startswith("data:"):  # as most that is no image at all
        size = None
    else:
        start = base64_start(text)
        size = None if start is None else decoded_size(text, start)
    if size is None:
        return list(formats) or None, None
    if formats:
        found = recognised(_head(text))
        if found not in formats:
            return list(formats), found
    if max_bytes is not None and size > max_bytes:
        return max_bytes, size
    return None


def recognised(head: bytes) -> str | None:
    """The image format whose signature the first bytes carry, or ``None``."""
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if head.startswith(b"BM"):
        return "bmp"
    if head.startswith((b"II*\x00", b"MM\x00*")):
        return "tiff"
    return None


def base64_start(text: str) -> int | None:
    """Where the Base64 of a data URL begins, 0 without such a prefix, ``None`` for another one."""
    if not text.startswith("data:"):
        return 0
    head = _DATA_URL.match(text)
    return None if head is None else head.end()


def base64_steps(text: str, start: int) -> Iterator[int | None]:
    """Look at the Base64 after ``start``, slice by slice; the last entry is the verdict.

    Yields:
        ``None`` while there is more to look at, and in the end the bytes that it decodes to, or
        ``None`` if it is no Base64.
    """
    length = len(text) - start
    if length == 0 or length % _QUANTUM or not text.isascii():
        yield None
        return
    # Deleting the alphabet leaves what does not belong there, in one pass in C for each slice.
    end = len(text) - 2
    for at in range(start, end, _STEP):
        if text[at : min(at + _STEP, end)].encode("ascii").translate(None, _ALPHABET):
            yield None
            return
        yield None
    rest = text[end:].encode("ascii").translate(None, _ALPHABET)
    proper = rest in _PADDINGS and text.endswith(rest.decode("ascii"))
    yield length // _QUANTUM * 3 - len(rest) if proper else None


def decoded_size(text: str, start: int) -> int | None:
    """Bytes that the Base64 after ``start`` decodes to; ``None`` if it is no Base64."""
    if (len(text) - start) % _QUANTUM:
        return None
    size: int | None = None
    for size in base64_steps(text, start):  # noqa: B007 (the last one counts)
        pass
    return size


def _head(text: str) -> bytes:
    if isinstance(text, MediaText):
        return text.source.head
    start = base64_start(text) or 0
    return binascii.a2b_base64(text[start : start + HEAD_LETTERS])
