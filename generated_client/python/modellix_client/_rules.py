"""Finds the generated rules of a model: each module is loaded with its first use."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from ._checks import nearest, spellings
from ._json import Layout
from ._media import Places
from ._specification import ModelSpec
from .errors import InvalidRequestError
from .violations import Findings


class Rules(Protocol):
    """What a generated module of rules offers."""

    LAYOUT: Layout
    MEDIA: Places
    WORDS: frozenset[str]

    def check(self, body: object) -> Findings:
        """Violations and warnings of a request body."""
        ...


def rules_of(model: ModelSpec) -> Rules:
    """The rules of a model."""
    return cast(Rules, import_module(f".rules.{model.module}", __package__))


def check_body(model: ModelSpec, body: object) -> Findings:
    """Violations and warnings of a body for this model, both in the contract's order."""
    return rules_of(model).check(body)


def model_named(name: str, models: dict[str, ModelSpec]) -> ModelSpec:
    """The model with this id.

    Raises:
        InvalidRequestError: there is none; the text names the nearest, or all.
    """
    model = models.get(name)
    if model is None:
        near = nearest(name, spellings(models))
        hint = f"did you mean {near}?" if near else f"this client knows {', '.join(models)}"
        raise InvalidRequestError(f"there is no model of that id, nothing was sent; {hint}")
    return model
