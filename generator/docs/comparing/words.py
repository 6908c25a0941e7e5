"""Differences in words: what changed, and what that does to the clients' public surface."""

from __future__ import annotations

import json
import unicodedata

from generator.contract.types import Contract, Json
from generator.docs.comparing.difference import Difference

_SHOWN = 70
# Control signs, signs that turn the direction of text, ends of lines, halves of characters.
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
# What a log of answers shows.
_ANSWERED = ("accepted", "refused")


def shown(value: Json) -> str:
    """A value as people read it; long ones are cut."""
    if value is None:
        return "-"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def visible(text: str, keep: str = "") -> str:
    """Text of a page or a file's name with signs that steer a terminal, or hide, written out."""
    return "".join(
        repr(sign)[1:-1] if sign not in keep and unicodedata.category(sign) in _UNSEEN else sign
        for sign in text
    )


def what(entry: Difference) -> str:
    """What a difference is about, in a few words."""
    if entry.kind == "model":
        return "new model" if entry.was is None else "model gone"
    if entry.kind == "type" and (entry.was is None or entry.is_ is None):
        if entry.other_name:
            name = entry.other_name
            return f"parameter, was {name}" if entry.was is None else f"parameter, now {name}"
        return "new parameter" if entry.was is None else "parameter gone"
    if entry.kind in _ANSWERED:
        return f"{entry.kind}, {entry.keyword}" if entry.keyword else entry.kind
    return entry.keyword or entry.kind


def where(entry: Difference) -> str:
    """Page and line."""
    return entry.file if entry.line is None else f"{entry.file}:{entry.line}"


def surface(entry: Difference, contract: Contract) -> str:
    """What happens to the public surface of each client."""
    try:
        model = contract.model(entry.model)
    except KeyError:
        return "a new resource with submit and run, and a new request type"
    if entry.kind in _ANSWERED:
        return "none until the spec follows"
    call = f"client.{model.provider}.{model.attribute}"
    go = f"{model.class_name}Request"
    name = entry.subject
    if entry.kind == "model":
        return f"`{call}` and `{go}` go away"
    if entry.kind == "type" and entry.was is None:
        return f"`{call}` takes `{name}`; `{go}` gains a field"
    if entry.kind == "type" and entry.is_ is None:
        return f"`{call}` no longer takes `{name}`; `{go}` loses a field"
    if entry.kind in ("type", "enum"):
        return f"the type of `{name}` in `{call}` and in `{go}` changes"
    if entry.kind == "required":
        needs = "must be given" if entry.is_ else "may be left out"
        return f"`{name}` {needs} in `{call}`; its place in the signature and in `{go}` changes"
    return "none: the checks change, no name and no type does" if entry.rules else "none"
