"""The types that pages print: ``string``, ``enum<string>``, ``object[]``, ``number<float>``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_BASES = {
    "string": "string",
    "str": "string",
    "text": "string",
    "file": "string",
    "integer": "integer",
    "int": "integer",
    "int32": "integer",
    "int64": "integer",
    "long": "integer",
    "number": "number",
    "float": "number",
    "double": "number",
    "decimal": "number",
    "boolean": "boolean",
    "bool": "boolean",
    "object": "object",
    "map": "object",
    "dict": "object",
    "array": "array",
    "list": "array",
}
# Words that also begin sentences or name parameters count as types only in company.
_MAX = 80
_TYPE = re.compile(r"[A-Za-z0-9<>\[\]|,()\s-]{3,80}")


@dataclass(frozen=True, slots=True)
class TypeWord:
    """A printed type: JSON type, whether it is an enum, and the type of the items of a list."""

    type: str
    enum: bool = False
    items: TypeWord | None = None


@cache
def read_type(text: str) -> TypeWord | None:
    """The type that ``text`` is, ``None`` if it is no type."""
    text = text.strip()
    if len(text) > _MAX or not _TYPE.fullmatch(text):
        return None
    parts = [part.strip(" ()") for part in text.split("|")]
    parts = [part for part in parts if part.lower() not in ("null", "none")]
    # Of several types the page would have to say more; the first one is what its text goes on with.
    return _one(text if len(parts) > 1 and text.endswith("[]") else parts[0]) if parts else None


def _one(text: str) -> TypeWord | None:
    if text.endswith("[]"):
        items = _one(text[:-2].strip(" ()").split("|")[0].strip())
        return TypeWord("array", items=items) if items else None
    match = re.fullmatch(r"([A-Za-z0-9]+)\s*<\s*(.+?)\s*>", text)
    if match:
        outer, inner = match[1].lower(), match[2]
        if outer == "enum":
            of = _one(inner)
            return TypeWord(of.type, enum=True, items=of.items) if of else None
        if _BASES.get(outer) == "array":
            of = _one(inner)
            return TypeWord("array", items=of) if of else None
        base = _BASES.get(outer)  # string<uri>, number<float>, integer<int64>
        return TypeWord(base) if base else None
    if text.lower() == "enum":
        return TypeWord("string", enum=True)
    base = _BASES.get(text.lower())
    return TypeWord(base) if base else None
