"""Images in every other form than a plain https URL, for the checks written by hand."""

from __future__ import annotations

import binascii
import re
from typing import Final

# White space as ECMAScript has it: the contract's verdicts are the same in every language.
_SPACE: Final = r"\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_URL: Final = re.compile(rf"https?://[^{_SPACE}]+", re.IGNORECASE)
_DATA_URL: Final = re.compile(r"data:image/[A-Za-z0-9.+-]+;base64,")
_MOST_BYTES: Final = 10 * 1024 * 1024


def image(text: str) -> bool:
    """Whether it is an http(s) URL, a data URL or Base64."""
    return _content(text) is not None


def picture(text: str) -> bool:
    """The same, for members that take JPEG and PNG of at most ten MiB when given as Base64."""
    content = _content(text)
    return content is not None and (
        not content
        or (
            content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))
            and len(content) <= _MOST_BYTES
        )
    )


def has_surrogate(text: str) -> bool:
    """Whether it holds half of a pair, which UTF-8 has no form for."""
    return any("\ud800" <= letter <= "\udfff" for letter in text)


def _content(text: str) -> bytes | None:
    """The bytes of Base64, none of a URL, ``None`` of what is neither."""
    if _URL.fullmatch(text):
        return None if has_surrogate(text) else b""
    if head := _DATA_URL.match(text):
        text = text[head.end() :]
    try:
        return binascii.a2b_base64(text, strict_mode=True) or None
    except ValueError:
        return None
