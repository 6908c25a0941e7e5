"""Documentation as TSDoc comments, with nothing in it that could end one."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable

_WIDTH = 96


def comment(lines: Iterable[str], indent: int = 0) -> str:
    """The lines as one comment at this indentation, wrapped; no line feed behind it."""
    pad = " " * indent
    wrapped: list[str] = []
    for line in lines:
        wrapped += textwrap.wrap(_visible(line), _WIDTH - indent) or [""]
    if len(wrapped) == 1:
        return f"{pad}/** {wrapped[0]} */"
    body = "\n".join(f"{pad} * {line}".rstrip() for line in wrapped)
    return f"{pad}/**\n{body}\n{pad} */"


def _visible(text: str) -> str:
    shown = "".join(" " if _breaks(character) else character for character in text)
    # `@` begins a tag of TSDoc, `{` an inline one; `*/` ends the comment.
    return shown.replace("*/", "* /").replace("@", "\\@").replace("{", "\\{").strip()


def _breaks(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
