"""Data of the spec as Python source: always literals, never code."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import Any

_WIDTH = 96


def literal(value: Any) -> str:
    """A literal of ``value`` in ASCII, so that no character can end a line or a string."""
    if isinstance(value, tuple):
        items = ", ".join(literal(item) for item in value)
        return f"({items},)" if len(value) == 1 else f"({items})"
    if isinstance(value, list):
        return f"[{', '.join(literal(item) for item in value)}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{literal(k)}: {literal(v)}" for k, v in value.items()) + "}"
    if value is None or isinstance(value, (bool, int, float, str)):
        return ascii(value)
    raise TypeError(type(value).__name__)


def docstring(text: str, indent: int) -> str:
    """``text`` as a docstring at this indentation; wrapped, with nothing that could end it."""
    pad = " " * indent
    lines: list[str] = []
    for line in text.splitlines():
        shift = " " * (len(line) - len(line.lstrip()))
        width = _WIDTH - indent
        wrapped = textwrap.wrap(line, width, subsequent_indent=shift + "    " * bool(shift))
        lines += wrapped or [""]
    body = ("\n").join(_safe(line) for line in lines).strip()
    if "\n" not in body:
        return f'"""{body}"""'
    indented = "\n".join(f"{pad}{line}".rstrip() for line in body.split("\n")).lstrip()
    return f'"""{indented}\n{pad}"""'


def comment_free(text: str) -> str:
    """``text`` on one line, without control or format characters."""
    return " ".join("".join(" " if _breaks(c) else c for c in text).split())


def _safe(line: str) -> str:
    text = "".join(" " if _breaks(character) else character for character in line)
    return text.replace("\\", "\\\\").replace('"', "'") if '"""' in text or "\\" in text else _end(text)


def _end(text: str) -> str:
    # A quotation mark at the end of the text would run into the closing ones.
    return text[:-1] + "'" if text.endswith('"') else text


def _breaks(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
