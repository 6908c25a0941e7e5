"""One generated file: its head, its imports, its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LITERAL = re.compile(r'"(?:[^"\\\n]|\\.)*"|`[^`]*`|//[^\n]*')
_STANDARD = ("context", "regexp", "strconv")
_OWN = ("checks", "jsonvalue", "strictjson", "wirejson")
_HEAD = "// Code generated from the spec. DO NOT EDIT.\n\npackage modellix\n"


def source(parts: Sequence[str]) -> bytes:
    """A file of the package with these parts, importing what they use."""
    body = "\n".join(part.strip("\n") + "\n" for part in parts if part.strip())
    code = _LITERAL.sub("", body)
    standard = [name for name in _STANDARD if _uses(code, name)]
    own = [f"modellix/internal/{name}" for name in _OWN if _uses(code, name)]
    groups = ["".join(f'\t"{path}"\n' for path in group) for group in (standard, own) if group]
    imports = ("import (\n" + "\n".join(groups) + ")\n\n") if groups else ""
    return f"{_HEAD}\n{imports}{body}".encode()


def aligned(pairs: Sequence[tuple[str, str]], depth: int = 1) -> list[str]:
    """The members of a composite literal, one a line, as gofmt lines them up."""
    width = max(len(key) for key, _ in pairs) + 1
    tabs = "\t" * depth
    return [f"{tabs}{(key + ':').ljust(width)} {value}," for key, value in pairs]


def _uses(code: str, package: str) -> bool:
    return re.search(rf"(?<![\w.]){package}\.", code) is not None
