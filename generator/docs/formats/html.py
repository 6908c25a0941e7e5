"""The rendered page: its text in lines, as the plain forms have it."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import replace

from lxml import etree

from generator.docs.formats.heads import is_flag, is_line
from generator.docs.page import Fact, PageError, Reading
from generator.docs.text.normal import MAX_LINE
from generator.docs.text.type_words import read_type

# Nothing of these is text of the page.
_SKIPPED = frozenset(
    ("script", "style", "noscript", "template", "svg", "nav", "footer", "iframe", "head", "dialog")
)
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "kbd", "label", "mark", "q"),
        *("s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
_PLAIN = frozenset(("pre", "textarea"))
# Stands where two elements meet without a space between them: no character, and no space either.
_SEAM = "\ufdd0"
_NAME = re.compile(r"[A-Za-z_$][\w$.\[\]-]*")
_MOST_LINES = 100_000


class _Text:
    """Collects the text of a page from the parser's events, so that no tree is ever built."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._line: list[str] = []
        self._size = 0
        self._skipped = 0
        self._plain = 0
        self._seam = False

    def start(self, tag: str, _attributes: object) -> None:
        if tag in _SKIPPED:
            self._skipped += 1
        elif tag in _PLAIN:
            self._end_line()
            self._plain += 1
        elif tag not in _INLINE:
            self._end_line()
        else:
            self._seam = not self._plain

    def end(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipped = max(0, self._skipped - 1)
        elif tag in _PLAIN:
            self._plain = max(0, self._plain - 1)
            self._end_line()
        elif tag not in _INLINE:
            self._end_line()
        else:
            self._seam = not self._plain

    def data(self, text: str) -> None:
        if self._skipped:
            return
        if self._plain:
            *whole, last = text.split("\n")
            for line in whole:
                self._add(line)
                self._end_line()
            self._add(last)
            return
        open_end = self._line and not self._line[-1].endswith((" ", "\n"))
        if self._seam and open_end and not text[:1].isspace():
            self._add(_SEAM)
        self._seam = False
        self._add(text)

    def comment(self, text: str) -> None:
        """Nothing of a comment is seen."""

    def close(self) -> list[str]:
        self._end_line()
        return self.lines

    def _add(self, text: str) -> None:
        if self._size < MAX_LINE:
            self._line.append(text)
            self._size += len(text)

    def _end_line(self) -> None:
        if self._line and len(self.lines) < _MOST_LINES:
            text = "".join(self._line)
            self.lines += _parted(text if self._plain else " ".join(text.split()))
        self._line, self._size, self._seam = [], 0, False


def _parted(text: str) -> list[str]:
    """A line at its seams, where these part a parameter's head; else without them."""
    parts = [part.strip() for part in text.split(_SEAM) if part.strip()]
    if len(parts) > 1 and _NAME.fullmatch(parts[0]) and read_type(parts[1]) is not None:
        return parts
    if len(parts) > 1 and read_type(parts[0]) is not None and all(map(is_flag, parts[1:])):
        return parts  # the name has a line of its own
    apart = text.replace(_SEAM, " ")
    return [apart if is_line(apart) else text.replace(_SEAM, "")]


def text_of(source: str) -> list[str]:
    """The lines of text of a page.

    Raises:
        PageError: the markup cannot be read, or it is nested too deep.
    """
    parser = etree.HTMLParser(target=_Text(), encoding="utf-8", remove_comments=True)
    try:
        parser.feed(source.encode("utf-8", errors="replace"))
        lines: list[str] = parser.close()
    except (etree.LxmlError, ValueError) as error:
        raise PageError(f"broken HTML ({type(error).__name__}): save the page again") from None
    return [line.strip() for line in lines]


def in_source(reading: Reading, lines: list[str], source: str) -> Reading:
    """The same reading with the lines of the file in place of those of its text."""
    breaks = [match.start() for match in re.finditer("\n", source)]
    plain = html.unescape(source) if "&" in source else source
    if plain.count("\n") != len(breaks):
        plain = source
    starts = [match.start() for match in re.finditer("\n", plain)]
    number, offset, found = 1, 0, []
    for line in lines:
        place = plain.find(line, offset) if line else -1
        if place >= 0:
            offset = place
            number = bisect_right(starts, place) + 1
        found.append(number)

    def at(line: int | None) -> int | None:
        return found[line - 1] if line is not None and line <= len(found) else line

    facts: tuple[Fact, ...] = tuple(replace(fact, line=at(fact.line)) for fact in reading.facts)
    sentences = tuple(replace(entry, line=at(entry.line) or 1) for entry in reading.sentences)
    return replace(reading, facts=facts, sentences=sentences)
