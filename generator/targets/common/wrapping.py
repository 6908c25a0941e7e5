"""Lines of documentation, broken where they are too long."""

from __future__ import annotations

import textwrap
import unicodedata


def wrapped(line: str, width: int, *, indent: str = "", break_long_words: bool = True) -> list[str]:
    """One line as `textwrap.wrap` breaks it; nothing for one of white space alone.

    Nearly every line is short and plain: to be left as it is takes it a tenth of the time.

    Args:
        line: The text.
        width: The most characters of a line.
        indent: What each further line begins with.
        break_long_words: Whether a word of more characters is broken too.
    """
    if len(line) <= width and line.isascii() and line.isprintable():
        short = line.rstrip()
        return [short] if short else []
    return textwrap.wrap(line, width, subsequent_indent=indent, break_long_words=break_long_words)


def visible(text: str) -> str:
    """The text with a space for every character that breaks or reorders lines."""
    if text.isprintable():
        return text  # nearly every one: none of these is printable
    return "".join(" " if _breaks(character) else character for character in text)


def _breaks(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
