"""JSON and YAML of strangers: bounded in depth, size and time before anything is built."""

from __future__ import annotations

import json
from typing import Any, Final

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.docs.page import PageError
from generator.docs.text.json_values import depth

MAX_DEPTH: Final = 64
# A description of one operation has a few hundred values; of a whole service some ten thousands.
MAX_EVENTS: Final = 300_000
MAX_YAML: Final = 3_000_000
# Aliases of aliases make a short text a large value.
_MOST_ALIASES = 200


class _Loader(yaml.CSafeLoader):
    """Plain data, and dates left as the text that they are."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":merge"))
    ]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def load_document(text: str) -> dict[str, Any]:
    """The mapping that a JSON or YAML text holds.

    Raises:
        PageError: broken, nested too deep, too large, or no mapping; with the line where known.
    """
    start = text.lstrip()
    value = _json(text) if start.startswith(("{", "[")) else _yaml(text)
    if not isinstance(value, dict):
        raise PageError("no mapping at the top: save an OpenAPI document or a path item")
    return value


def _json(text: str) -> Any:
    try:
        value = json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise PageError(f"line {error.lineno}: broken JSON ({error.msg}): save it again") from None
    except (ValueError, RecursionError) as error:
        kind = "nested too deep" if isinstance(error, RecursionError) else "a number out of range"
        raise PageError(f"JSON with {kind}: save it again") from None
    if depth(value) > MAX_DEPTH:
        raise PageError(f"JSON nested deeper than {MAX_DEPTH}: no description needs that")
    return value


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _yaml(text: str) -> Any:
    if len(text) > MAX_YAML:
        raise PageError(f"{len(text)} characters of YAML: at most {MAX_YAML} are read")
    try:
        _measure(text)
        return yaml.load(text, Loader=_Loader)  # noqa: S506 -- a safe loader, with fewer types
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"line {mark.line + 1}: " if mark else ""
        raise PageError(f"{where}broken YAML ({error.problem}): save it again") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise PageError(f"broken YAML ({type(error).__name__}): save it again") from None


def _measure(text: str) -> None:
    """Walk the events, which build nothing, and refuse what would grow."""
    level = aliases = 0
    for count, event in enumerate(yaml.parse(text, Loader=yaml.CSafeLoader)):
        if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            level += 1
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            level -= 1
        elif isinstance(event, AliasEvent):
            aliases += 1
        line = event.start_mark.line + 1 if event.start_mark else 0
        if level > MAX_DEPTH:
            raise PageError(f"line {line}: YAML nested deeper than {MAX_DEPTH}")
        if count > MAX_EVENTS or aliases > _MOST_ALIASES:
            raise PageError(f"line {line}: more YAML than a description has")
