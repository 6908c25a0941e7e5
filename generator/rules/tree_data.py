"""The tree of a rule as JSON, and back."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_args

from generator.rules.expression import Expression

_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Expression)}
_KIND = "is"


def data_of(tree: Expression) -> dict[str, Any]:
    """A tree as JSON."""
    members = {part.name: _data(getattr(tree, part.name)) for part in fields(tree)}
    return {_KIND: type(tree).__name__, **members}


def tree_of(data: dict[str, Any]) -> Expression:
    """The tree that was written."""
    members = {name: _value(value) for name, value in data.items() if name != _KIND}
    tree: Expression = _KINDS[data[_KIND]](**members)
    return tree


def _data(value: Any) -> Any:
    if isinstance(value, tuple):
        return [data_of(item) for item in value]
    return data_of(value) if type(value).__name__ in _KINDS else value


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(tree_of(item) for item in value)
    return tree_of(value) if isinstance(value, dict) else value
