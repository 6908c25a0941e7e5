"""What the templates see of a provider: its models, under names that do not clash."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from generator.contract.types import ModelHead, Overview
from generator.targets.common.errors import GenerationError
from generator.targets.typescript.comments import comment
from generator.targets.typescript.names import camel, model_name, module_name, request_type

# Members that the client itself has: a provider of such a name would hide one.
_TAKEN = frozenset(
    (
        *("account", "check", "constructor", "exchange", "files", "follow", "get", "map", "run"),
        *("send", "submit", "tasks", "told", "updates", "validate", "wait"),
    )
)


@dataclass(frozen=True, slots=True)
class ModelView:
    """One model as the templates print it."""

    attribute: str
    exported: str
    alias: str
    module: str
    request: str
    title: str


@dataclass(frozen=True, slots=True)
class ProviderView:
    """A provider with its models."""

    name: str
    models: tuple[ModelView, ...]


def providers(overview: Overview) -> tuple[ProviderView, ...]:
    """Every provider of the spec, in the order of its files.

    Raises:
        GenerationError: two names of the contract are one in TypeScript.
    """
    names = dict.fromkeys(model.provider for model in overview.models)
    views = tuple(
        ProviderView(
            _provider_name(name),
            tuple(_view(model) for model in overview.models if model.provider == name),
        )
        for name in names
    )
    _refuse_clashes(views)
    return views


def _provider_name(name: str) -> str:
    made = camel(name.replace("-", "_"))
    return f"{made}Models" if made in _TAKEN else made


def _view(model: ModelHead) -> ModelView:
    attribute = camel(model.attribute)
    return ModelView(
        attribute=attribute,
        exported=model_name(model.attribute),
        alias=camel(f"{model.provider.replace('-', '_')}_{model.attribute}"),
        module=f"{model.provider}/{module_name(model.attribute)}",
        request=request_type(model),
        title=comment([f"{model.title}: {model.id}."], 4),
    )


def _refuse_clashes(views: tuple[ProviderView, ...]) -> None:
    for kind, names in (
        ("provider", [view.name for view in views]),
        ("model", [f"{view.name}.{model.attribute}" for view in views for model in view.models]),
        ("import", [model.alias for view in views for model in view.models]),
    ):
        twice = sorted(name for name, count in Counter(names).items() if count > 1)
        if twice:
            raise GenerationError(f"TypeScript has one name for two: {kind} {', '.join(twice)}")
