"""Reads a page in whichever form it is."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.docs.formats.html import in_source, text_of
from generator.docs.formats.markdown import read_index, read_markdown
from generator.docs.formats.openapi import read_openapi
from generator.docs.formats.recognise import recognise, text_form
from generator.docs.formats.text_a import read_text_a
from generator.docs.formats.text_b import read_text_b
from generator.docs.names.candidates import Known
from generator.docs.page import Format, Listing, PageError, Reading
from generator.docs.text.normal import MAX_BYTES, lines_of

Names = Callable[[str], Known]
_MOST_LINES = 100_000
_ARCHIVE = re.compile(r"^MIME-Version:|^Content-Type: multipart/related", re.MULTILINE)


def read_page(file: str, data: bytes, known: Names) -> list[Reading | Listing]:
    """What a page says: one reading a model, or the models that an index lists.

    ``known`` gives what helps to recover names, for the id of a model.

    Raises:
        PageError: too large, in no form that is known, or broken; the message says which.
    """
    if len(data) > MAX_BYTES:
        raise PageError(
            f"{len(data)} bytes: a page has at most {MAX_BYTES}; save one page of one model"
        )
    if not data.strip():
        raise PageError("the file is empty: save the page again")
    if b"\0" in data:
        raise PageError("holds NUL bytes, so it is no UTF-8 text: save the page again as UTF-8")
    text = _text_of(data)
    if _ARCHIVE.search(text[:5_000]):
        raise PageError("a web archive (MHTML): save the page as HTML alone, or as text")
    form = recognise(text)
    if form is None:
        raise PageError(
            "not recognised: neither a model's page (text, HTML, Markdown) nor OpenAPI nor "
            "an llms.txt"
        )
    return _READERS[form](file, text, known)


def _text_of(data: bytes) -> str:
    """The text with one kind of line end, so that every form counts its lines alike."""
    text = data.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def looks_like_a_page(start: bytes) -> bool:
    """Whether the first bytes of a file are those of a model's page, whatever it is called.

    HTML has to speak of a call: scripts and other sites' pages hold markup too.
    """
    if b"\0" in start:
        return False
    text = _text_of(start)
    return recognise(text) is not None and "/api/v" in text


def _text(file: str, text: str, known: Names) -> list[Reading | Listing]:
    lines = lines_of(text)
    if len(lines) > _MOST_LINES:
        raise PageError(f"{len(lines)} lines: a page has at most {_MOST_LINES}; save it again")
    return [read_lines(file, lines, known)]


def read_lines(file: str, lines: list[str], known: Names, form: Format | None = None) -> Reading:
    """A page of plain text, in either form."""
    if text_form(lines) == "a":
        return read_text_a(file, lines, form or "a")
    return read_text_b(file, lines, known, form or "b")


def _html(file: str, text: str, known: Names) -> list[Reading | Listing]:
    lines = text_of(text)
    reading = read_lines(file, lines, known, "html")
    return [in_source(reading, lines, text)]


def _openapi(file: str, text: str, _known: Names) -> list[Reading | Listing]:
    return [*read_openapi(file, text)]


def _markdown(file: str, text: str, _known: Names) -> list[Reading | Listing]:
    return [*read_markdown(file, text)]


def _index(file: str, text: str, _known: Names) -> list[Reading | Listing]:
    return [read_index(file, text)]


_READERS: dict[Format, Callable[[str, str, Names], list[Reading | Listing]]] = {
    "a": _text,
    "b": _text,
    "html": _html,
    "md": _markdown,
    "openapi": _openapi,
    "path-item": _openapi,
    "llms": _index,
}
