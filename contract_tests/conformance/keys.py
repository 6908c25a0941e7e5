"""Keys that must open nothing, made from the one that opens everything."""

from __future__ import annotations

import secrets
import string
from typing import Final

from contract_tests.conformance.step import Key

_CHARACTERS: Final = string.ascii_letters + string.digits
WORDS: Final[dict[Key, str]] = {
    "none": "no Authorization header",
    "empty": "a Bearer without a key",
    "unrelated": "a key of nobody",
    "altered": "the key with its last character changed",
    "cased": "the key in the other case",
    "cut": "the key without its last character",
    "longer": "the key with a character more",
    "bare": "the key without Bearer",
    "basic": "the key as Basic",
    "expired": "a key that has expired",
}


def made_up(key: str) -> dict[Key, str]:
    """Every kind of key; one without letters has no other case, and is altered instead."""
    other = next(c for c in _CHARACTERS if c.lower() != key[-1:].lower())
    altered = key[:-1] + other
    return {
        "right": key,
        "empty": "",
        "unrelated": "mdlx-" + secrets.token_hex(16),
        "altered": altered,
        "cased": key.swapcase() if key.swapcase() != key else altered,
        "cut": key[:-1],
        "longer": key + other,
        "bare": key,
        "basic": key,
    }


def authorization(secret: str, key: Key) -> str:
    """The header's value."""
    if key == "bare":
        return secret
    scheme = "Basic" if key == "basic" else "Bearer"
    return f"{scheme} {secret}".strip()
