"""Text as a reader sees it: one kind of quote, dash, space and line end."""
# ruff: noqa: RUF001 -- signs that look alike are what this is about

from __future__ import annotations

from typing import Final

MAX_BYTES: Final = 10 * 1024 * 1024
# No line of a page that people read is longer; what is, belongs to a machine.
MAX_LINE: Final = 20_000

_QUOTES = dict.fromkeys("“”„‟〝〞＂«»", '"') | dict.fromkeys("‘’‚‛′´`", "'")
_SIGNS = dict.fromkeys("‐‑‒–—―−－", "-") | {"≤": "<=", "≥": ">=", "：": ":", "…": "..."}
_SPACES = dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009", " ")
_SPACES |= dict.fromkeys("\u200a\u202f\u205f\u3000\t\v\f", " ")
_NOTHING = dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", "")
# Signs that only turn the direction of text hide nothing and are no part of a name.
_NOTHING |= dict.fromkeys("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e", "")
_NOTHING |= dict.fromkeys("\u2066\u2067\u2068\u2069", "")
_TABLE = str.maketrans(_QUOTES | _SIGNS | _SPACES | _NOTHING)
_WHITE = str.maketrans(_SPACES | _NOTHING)
_ONLY_QUOTES = str.maketrans(_QUOTES)


def plain(text: str) -> str:
    """The same text with ASCII quotes, dashes and spaces."""
    return text.translate(_TABLE)


def plain_quotes(text: str) -> str:
    """The same text, as long as before, with ASCII quotes."""
    return text.translate(_ONLY_QUOTES)


def lines_of(text: str) -> list[str]:
    """The lines without the white space around them; quotes and dashes stay as they are."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_WHITE)
    return [line.strip()[:MAX_LINE] for line in text.split("\n")]
