"""What checkers take from the published bundle: its schemas, and the patterns of images."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

_BUNDLE: Final = Path(__file__).parents[2] / "generated_client" / "openapi.json"


@cache
def schemas() -> dict[str, Any]:
    """The schemas of the bundle, by their names."""
    found: dict[str, Any] = json.loads(_BUNDLE.read_text("utf-8"))["components"]["schemas"]
    return found


def patterns() -> tuple[str, str]:
    """The pattern of images of any format, and of those that have to be JPEG or PNG.

    Raises:
        LookupError: The bundle has no more image of one of the two kinds.
    """
    return _pattern([]), _pattern(["jpeg", "png"])


def _pattern(formats: list[str]) -> str:
    """Of the first image of these formats, whatever its name is now."""
    for image in _images(schemas()):
        if image["x-media"].get("formats", []) == formats:
            told: str = image["allOf"][0]["pattern"]
            return told
    raise LookupError(f"no image of the bundle has the formats {formats or 'of any kind'}")


def _images(node: Any) -> Iterator[dict[str, Any]]:
    """Each schema of an image, from the outside in."""
    if isinstance(node, dict) and "x-media" in node:
        yield node
    elif isinstance(node, dict | list):
        for below in node.values() if isinstance(node, dict) else node:
            yield from _images(below)
