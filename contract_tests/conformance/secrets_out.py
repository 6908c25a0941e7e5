"""Keeps keys out of whatever is written: a server may echo what it was sent, in any spelling."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

PLACEHOLDER = "$MODELLIX_API_KEY"


class Scrubber:
    """Replaces every spelling of the given keys."""

    def __init__(self, keys: Sequence[str]) -> None:
        spellings = sorted({s for key in keys if key for s in _spellings(key)}, key=len)
        pattern = "|".join(re.escape(spelling) for spelling in reversed(spellings))
        self._pattern = re.compile(pattern, re.IGNORECASE) if pattern else None

    def __call__(self, text: str) -> str:
        """The text without the keys."""
        return self._pattern.sub(PLACEHOLDER, text) if self._pattern else text


def _spellings(key: str) -> Iterator[str]:
    yield key
    yield quote(key, safe="")
    yield json.dumps(key)[1:-1]
    yield json.dumps(key).replace("/", "\\/")[1:-1]
    yield key[::-1]
    for text in (key, f"Bearer {key}", f":{key}", f"{key}:"):
        raw = text.encode()
        yield base64.b64encode(raw).decode().rstrip("=")
        yield base64.urlsafe_b64encode(raw).decode().rstrip("=")
        yield raw.hex()
