"""Who feels a change: callers whose requests are refused now, or nobody."""

from __future__ import annotations

from typing import Any

from generator.contract.types import Json
from generator.docs.comparing.difference import Class

_LOWER = ("minLength", "minimum", "exclusiveMinimum", "minItems")


def class_of(kind: str, keyword: str | None, was: Json, is_: Json) -> Class:
    """The class of a change of one statement about one value; ``None`` stands for no statement."""
    match kind:
        case "limit":
            return _of_limit(keyword or "", was, is_)
        case "enum":
            return _of_sets(was, is_)
        case "required":
            return "breaking" if is_ else "loosening"
        case "type":
            return "loosening" if (was, is_) == ("integer", "number") else "breaking"
        case "media":
            return _of_media(was, is_)
        case "image":
            return _of_sets(was if isinstance(was, list) else ["url", "base64"], is_)
        case "default" | "unsupported" | "response":
            return "documentation"
    return "breaking"


def _of_limit(keyword: str, was: Any, is_: Any) -> Class:
    if is_ is None:
        return "loosening"
    if was is None or keyword in ("pattern", "multipleOf"):
        return "breaking"
    tighter = is_ > was if keyword in _LOWER else is_ < was
    return "breaking" if tighter else "loosening"


def _of_sets(was: Json, is_: Json) -> Class:
    if is_ is None:
        return "loosening"
    if not isinstance(was, list) or not isinstance(is_, list):
        return "breaking"
    gone = [entry for entry in was if entry not in is_]
    return "breaking" if gone else "loosening"


def _of_media(was: Any, is_: Any) -> Class:
    if is_ is None:
        return "loosening"
    if was is None:
        return "breaking"
    size_was, size_is = was.get("maxBytes"), is_.get("maxBytes")
    tighter = size_is is not None and (size_was is None or size_is < size_was)
    fewer = bool(is_["formats"]) and not set(was["formats"]) <= set(is_["formats"])
    return (
        "breaking" if tighter or fewer or (is_["formats"] and not was["formats"]) else "loosening"
    )
