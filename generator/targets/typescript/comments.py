"""Documentation as TSDoc comments, with nothing in it that could end one."""

from __future__ import annotations

from collections.abc import Iterable

from generator.targets.common.wrapping import visible, wrapped

_WIDTH = 96


def comment(lines: Iterable[str], indent: int = 0) -> str:
    """The lines as one comment at this indentation, wrapped; no line feed behind it."""
    pad = " " * indent
    shown: list[str] = []
    for line in lines:
        shown += wrapped(_plain(line), _WIDTH - indent) or [""]
    if len(shown) == 1:
        return f"{pad}/** {shown[0]} */"
    body = "\n".join(f"{pad} * {line}".rstrip() for line in shown)
    return f"{pad}/**\n{body}\n{pad} */"


def _plain(text: str) -> str:
    # `@` begins a tag of TSDoc, `{` an inline one; `*/` ends the comment.
    return visible(text).replace("*/", "* /").replace("@", "\\@").replace("{", "\\{").strip()
