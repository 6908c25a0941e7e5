"""Indented JSON put together from texts, exactly as ``json.dumps`` prints the whole.

A document of many models is megabytes that would be copied at each level: what is put together
stays in pieces until it is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

_STEP = "  "

Pieces = list[str]


def text_of(value: Any, depth: int) -> str:
    """JSON as it stands at this depth; its first line is not indented."""
    text = json.dumps(value, indent=len(_STEP), ensure_ascii=False)
    # A string of JSON holds no line break: each one in the text is of the printer's making.
    return text.replace("\n", "\n" + _STEP * depth)


def object_pieces(members: Mapping[str, str | Pieces], depth: int) -> Pieces:
    """An object at this depth whose members are texts, printed for one level deeper."""
    named = (
        [f"{json.dumps(name, ensure_ascii=False)}: ", *_pieces(text)]
        for name, text in members.items()
    )
    return _block("{", named, "}", depth)


def list_pieces(items: Iterable[str], depth: int) -> Pieces:
    """A list at this depth of texts that are printed for one level deeper."""
    return _block("[", ([item] for item in items), "]", depth)


def _pieces(text: str | Pieces) -> Pieces:
    return [text] if isinstance(text, str) else text


def _block(start: str, lines: Iterable[Pieces], end: str, depth: int) -> Pieces:
    gap = f",\n{_STEP * (depth + 1)}"
    found = [start]
    for line in lines:
        found.append(gap if len(found) > 1 else gap[1:])
        found += line
    found.append(f"\n{_STEP * depth}{end}" if len(found) > 1 else end)
    return found
