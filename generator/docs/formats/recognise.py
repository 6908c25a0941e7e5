"""Which form a page is published in, told by its content."""

from __future__ import annotations

import re
from typing import Final

from generator.docs.formats.heads import is_line
from generator.docs.page import Format
from generator.docs.text.type_words import read_type

_HTML = re.compile(
    r"<(?:!doctype html|html|head|body|main|article|section|"
    r"div)\b[^>]*>",
    re.IGNORECASE,
)
_OPENAPI = re.compile(r"^\s{0,6}[\"']?(?:openapi|swagger)[\"']?\s*:\s*['\"]?[23]", re.MULTILINE)
_FENCE = re.compile(r"^\s{0,3}(?:`{3,}|~{3,})", re.MULTILINE)
_LINK = re.compile(r"^\s*[-*]\s+\[[^\]]*\]\(\s*https?://[^)\s]+\)", re.MULTILINE)
_CURL = re.compile(r"^\s*(?:\$\s*)?curl\b", re.MULTILINE)
_NAME = re.compile(r"[A-Za-z_$][\w$.\[\]]*")
# One could be a menu's; a page has the key's head and those of its parameters.
_ENOUGH: Final = 2
_LOOKED_AT: Final = 200_000


def recognise(text: str) -> Format | None:
    """The form of a page; ``None`` when it is none that is known."""
    head = text[:_LOOKED_AT]
    start = head.lstrip("\ufeff \t\r\n")
    if start.startswith(("{", "[")):
        return "path-item" if not re.search(r'"(?:openapi|swagger|paths)"\s*:', head) else "openapi"
    if _HTML.match(start) or len(_HTML.findall(start[:20_000])) > 2:  # noqa: PLR2004
        return "html"
    if _OPENAPI.search(text):
        return "md" if _FENCE.search(text) else "openapi"
    if _CURL.search(text):
        return text_form(text.split("\n"))
    if _LINK.search(head):
        return "llms"
    return None


def text_form(lines: list[str]) -> Format:
    """Which of the two plain texts: a-format has names above types, or before them."""
    named = [line.strip() for line in lines]
    heads = 0
    for index, line in enumerate(named[:-1]):
        if len(line) >= 100:  # noqa: PLR2004 -- no name is longer
            continue
        below = ""
        if _NAME.fullmatch(line):
            below = next((text for text in named[index + 1 : index + 4] if text), "")
        if (below and read_type(below) is not None) or is_line(line):
            heads += 1
            if heads == _ENOUGH:
                return "a"
    return "b"
