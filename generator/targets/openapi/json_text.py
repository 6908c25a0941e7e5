"""Indented JSON put together from texts, exactly as ``json.dumps`` prints the whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

_STEP = "  "


def text_of(value: Any, depth: int) -> str:
    """JSON as it stands at this depth; its first line is not indented."""
    text = json.dumps(value, indent=len(_STEP), ensure_ascii=False)
    # A string of JSON holds no line break: each one in the text is of the printer's making.
    return text.replace("\n", "\n" + _STEP * depth)


def object_text(members: Mapping[str, str], depth: int) -> str:
    """An object at this depth whose members are texts, printed for one level deeper."""
    named = (f"{json.dumps(name, ensure_ascii=False)}: {text}" for name, text in members.items())
    return _block("{", named, "}", depth)


def list_text(items: Iterable[str], depth: int) -> str:
    """A list at this depth of texts that are printed for one level deeper."""
    return _block("[", items, "]", depth)


def _block(start: str, lines: Iterable[str], end: str, depth: int) -> str:
    inner = (",\n" + _STEP * (depth + 1)).join(lines)
    if not inner:
        return start + end
    return f"{start}\n{_STEP * (depth + 1)}{inner}\n{_STEP * depth}{end}"
