"""What could not be measured here, and why: told at once, and in the results."""

from __future__ import annotations

import sys
from typing import Final

_FOUND: Final[dict[str, str]] = {}


def tell(what: str, why: str) -> None:
    """Remember that something is left out."""
    if what not in _FOUND:
        print(f"left out: {what}: {why}", file=sys.stderr)
    _FOUND[what] = why


def found() -> dict[str, str]:
    """What was left out, and why."""
    return dict(_FOUND)
