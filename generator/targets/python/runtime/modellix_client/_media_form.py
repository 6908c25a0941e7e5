"""Whether a string is an image in a form that the service takes, judged without decoding it."""

from __future__ import annotations

import binascii
import re
from typing import Final

from .violations import Json

# ECMAScript's white space, written out: Python's own \s knows others (U+001C, U+0085) and
# does not know U+FEFF, and a verdict must not depend on the language.
_SPACE: Final = r"\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_URL: Final = re.compile(rf"[Hh][Tt][Tt][Pp][Ss]?://[^{_SPACE}]+")
_DATA_URL: Final = re.compile(r"data:image/[A-Za-z0-9.+-]+;base64,")
_ALPHABET: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_PADDINGS: Final = (b"", b"=", b"==")
_QUANTUM: Final = 4
_HEAD: Final = 32  # Base64 letters: 24 bytes, more than any signature below needs


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
    if text[:4].lower() == "http" and _URL.fullmatch(text):
        return None
    wanted: Json = list(formats) or None
    start = 0
    if text.startswith("data:"):
        head = _DATA_URL.match(text)
        if head is None:
            return wanted, None
        start = head.end()
    size = _decoded_size(text, start)
    if size is None:
        return wanted, None
    if formats:
        found = recognised(binascii.a2b_base64(text[start : start + _HEAD]))
        if found not in formats:
            return wanted, found
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


def _decoded_size(text: str, start: int) -> int | None:
    """Bytes that the Base64 after ``start`` decodes to; ``None`` if it is no Base64."""
    length = len(text) - start
    if length == 0 or length % _QUANTUM or not text.isascii():
        return None
    # Deleting the alphabet leaves the padding: one pass in C over any length.
    rest = text[start:].encode("ascii").translate(None, _ALPHABET)
    if rest not in _PADDINGS or not text.endswith(rest.decode("ascii")):
        return None
    return length // _QUANTUM * 3 - len(rest)
