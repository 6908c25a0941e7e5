"""Data of the spec as Python source: always literals, never code."""

from __future__ import annotations

import math
from typing import Any

from generator.targets.common.wrapping import visible, wrapped

_WIDTH = 96
_DEEPEST = 8


def literal(value: Any) -> str:
    """A literal of ``value`` in ASCII, so that no character can end a line or a string."""
    if isinstance(value, tuple):
        items = ", ".join(literal(item) for item in value)
        return f"({items},)" if len(value) == 1 else f"({items})"
    if isinstance(value, list):
        return f"[{', '.join(literal(item) for item in value)}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{literal(k)}: {literal(v)}" for k, v in value.items()) + "}"
    if isinstance(value, float) and not math.isfinite(value):
        raise TypeError(f"{value} has no literal")
    if value is None or isinstance(value, (bool, int, float, str)):
        return ascii(value)
    raise TypeError(type(value).__name__)


def docstring(text: str, indent: int) -> str:
    """``text`` as a docstring at this indentation; wrapped, with nothing that could end it.

    Characters that break or reorder lines become spaces, every double quotation mark a single one.
    """
    pad = " " * indent
    lines: list[str] = []
    for line in map(visible, text.splitlines()):
        shift = " " * min(len(line) - len(line.lstrip()), _DEEPEST)
        width = _WIDTH - indent
        lines += wrapped(line, width, indent=shift + "    " * bool(shift)) or [""]
    body = "\n".join(lines).strip().replace("\\", "\\\\").replace('"', "'")
    if "\n" not in body:
        return f'"""{body}"""'
    indented = "\n".join(f"{pad}{line}".rstrip() for line in body.split("\n")).lstrip()
    return f'"""{indented}\n{pad}"""'


def one_line(text: str) -> str:
    """``text`` as part of a docstring that somebody else wraps: one line without double quotes."""
    return " ".join(visible(text).split()).replace('"', "'")
