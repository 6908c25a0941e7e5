"""Pieces of English that several patterns share."""

from __future__ import annotations

from typing import Final

# A list of names in words: no sentence end, no bracket that opens another thought; bounded.
NAMES: Final = r"[A-Za-z'\"][\w ,'\"/&+.\[\]-]{0,300}"
MUST: Final = (
    r"(?:must|should|has to|have to|needs? to|shall|is to)\s+(?:always\s+)?be\s+(?:provided|given|"
    r"specified|set|present|supplied|included|used|passed|sent|filled(?: in)?|non-empty|not empty)"
)
MUST_NOT: Final = r"(?:can\s*not|can't|must not|mustn't|may not|should not|shouldn't|shall not)"
TOGETHER: Final = (
    r"together|at the same time|simultaneously|in combination|in the same request|jointly|"
    r"concurrently|at once"
)
AND_NOW: Final = r"(?:ever|both|all)\s+"
SIZE_UNITS: Final = {"b": 1, "kb": 1024, "kib": 1024, "mb": 1024**2, "mib": 1024**2}
GIB: Final = 1024**3

_NUMBERS = tuple("zero one two three four five six seven eight nine ten".split())  # noqa: SIM905


def integer(text: str) -> int:
    """A count in digits or in words."""
    lower = text.lower()
    return _NUMBERS.index(lower) if lower in _NUMBERS else int(lower.replace(",", ""))
