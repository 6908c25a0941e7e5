"""Several ways to keep a schema (``oneOf``, ``anyOf``), as what holds in any of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

_LOWER: Final = ("minLength", "minimum", "exclusiveMinimum", "minItems")
_UPPER: Final = ("maxLength", "maximum", "exclusiveMaximum", "maxItems")
# What these say is for people and binds nobody.
_WORDS: Final = frozenset(("title", "description", "example", "examples", "default", "$comment"))
View = dict[str, Any]


def differ(views: Sequence[View]) -> bool:
    """Whether one option takes what another one refuses."""
    bare = [{k: v for k, v in view.items() if k not in _WORDS} for view in views]
    return any(view != bare[0] for view in bare)


def loosest(views: Sequence[View]) -> View:
    """What every option asks for; empty when they are of different types.

    Of two limits the one that refuses less, of two sets of values both, of two lists of required
    members what stands in both. What only one of them limits is not limited.
    """
    kinds = [view.get("type") for view in views]
    if any(kind != kinds[0] for kind in kinds) or kinds[0] is None:
        return {}
    found: View = {"type": kinds[0]}
    for keyword in set.intersection(*(set(view) for view in views)) - _WORDS - {"type"}:
        values = [view[keyword] for view in views]
        merged = _merged(keyword, values)
        if merged is not None:
            found[keyword] = merged
    if any(isinstance(view.get("properties"), dict) for view in views):
        found["properties"] = _members(views)
    return found


def _merged(keyword: str, values: list[Any]) -> Any:
    if all(value == values[0] for value in values):
        return values[0]
    if keyword in (*_LOWER, *_UPPER):
        numbers = [v for v in values if isinstance(v, (int, float)) and not isinstance(v, bool)]
        pick = min if keyword in _LOWER else max
        return pick(numbers) if len(numbers) == len(values) else None
    if keyword == "enum" and all(isinstance(value, list) for value in values):
        both: list[Any] = []
        for value in values:
            both += [entry for entry in value if entry not in both]
        return both
    if keyword == "required" and all(isinstance(value, list) for value in values):
        return [name for name in values[0] if all(name in value for value in values)]
    return {"anyOf": values} if keyword == "items" else None


def _members(views: Sequence[View]) -> View:
    """Every member of any option; one that several have is what it is in any of them."""
    ways: dict[str, list[Any]] = {}
    for view in views:
        properties = view.get("properties")
        for name, child in properties.items() if isinstance(properties, dict) else ():
            if child not in ways.setdefault(name, []):
                ways[name].append(child)
    return {name: each[0] if len(each) == 1 else {"anyOf": each} for name, each in ways.items()}
