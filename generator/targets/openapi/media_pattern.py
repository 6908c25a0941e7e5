"""The form and signature of an image string as one regular expression.

The expression keeps to what ECMA-262, RE2 and Python read alike: explicit classes, no look-around.
Source: api facts, section 7, decisions 13 and 14.
"""

from __future__ import annotations

import string
from functools import cache
from typing import Final

from generator.contract.types import Media

# What ECMA-262 calls white space, one by one: `\s` means other sets in RE2 and in Python.
_WHITE = "\t\n\x0b\x0c\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_URL = f"[Hh][Tt][Tt][Pp][Ss]?://[^{_WHITE}]+"
_DATA = "data:image/[A-Za-z0-9.+-]+;base64,"
_ALPHABET = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"
_ANY = "[A-Za-z0-9+/]"
_TAIL = f"(?:{_ANY}{{2}}==|{_ANY}{{3}}=)"
_BASE64 = f"(?:(?:{_ANY}{{4}})+{_TAIL}?|{_TAIL})"
_REST = f"(?:{_ANY}{{4}})*{_TAIL}?"

Signature = tuple[int | None, ...]
# The first bytes of a file in each format; `None` stands for any byte.
SIGNATURES: Final[dict[str, tuple[Signature, ...]]] = {
    "jpeg": ((0xFF, 0xD8, 0xFF),),
    "png": (tuple(b"\x89PNG\r\n\x1a\n"),),
    "gif": (tuple(b"GIF87a"), tuple(b"GIF89a")),
    "webp": ((*b"RIFF", None, None, None, None, *b"WEBP"),),
    "bmp": (tuple(b"BM"),),
    "tiff": (tuple(b"II*\0"), tuple(b"MM\0*")),
}


def media_pattern(media: Media) -> str:
    """The pattern that a string for ``media`` matches; decoded size is not in it."""
    content = _BASE64
    if media.formats:
        forms = [_signature(form) for name in media.formats for form in SIGNATURES[name]]
        content = "(?:" + "|".join(forms) + ")"
    return f"^(?:{_URL}|(?:{_DATA})?{content})$"


@cache
def _signature(signature: Signature) -> str:
    """Base64 of any file that begins with these bytes."""
    bits: list[int | None] = []
    for byte in signature:
        bits += [None] * 8 if byte is None else [byte >> shift & 1 for shift in range(7, -1, -1)]
    text = "".join(_class(bits[start : start + 6]) for start in range(0, len(bits), 6))
    # A signature that ends inside a group of four leaves the rest of that group open.
    missing = -len(signature) % 3
    if missing == 0:
        return text + _REST
    if missing == 1:
        return f"{text}(?:=|{_ANY}{_REST})"
    return f"{text}(?:==|{_ANY}=|{_ANY}{{2}}{_REST})"


def _class(bits: list[int | None]) -> str:
    """The Base64 characters whose leading bits are these, as a class or a single character."""
    fits = [
        character
        for value, character in enumerate(_ALPHABET)
        if all(
            bit is None or (value >> (5 - position) & 1) == bit for position, bit in enumerate(bits)
        )
    ]
    if len(fits) == len(_ALPHABET):
        return _ANY
    if len(fits) == 1:
        return "\\+" if fits[0] == "+" else fits[0]
    return "[" + "".join(fits) + "]"
