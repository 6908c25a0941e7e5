"""The head of a model and the overview of the service as JSON, and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, fields
from itertools import chain
from typing import Any

from generator.contract.types import (
    Evidence,
    Location,
    Model,
    ModelHead,
    Overview,
    Shape,
    TaskProtocol,
)

_HEAD = tuple(field.name for field in fields(ModelHead))
_LISTS = ("statuses", "terminal", "success")


def head_data(model: ModelHead) -> dict[str, Any]:
    """What names a model."""
    place = model.location
    data = {name: getattr(model, name) for name in _HEAD}
    return data | {"location": [place.file, place.line, place.column]}


def head_of(data: dict[str, Any]) -> ModelHead:
    """The head that was written."""
    routes = tuple((vintage, path) for vintage, path in data["routes"])
    return ModelHead(**data | {"routes": routes, "location": Location(*data["location"])})


def overview_data(overview: Overview) -> dict[str, Any]:
    """The service without its models."""
    return {
        "title": overview.title,
        "version": overview.version,
        "server": overview.server,
        "task": asdict(overview.task),
    }


def overview_of(data: dict[str, Any], models: tuple[ModelHead, ...]) -> Overview:
    """The overview that was written, with these models."""
    task = data["task"] | {name: tuple(data["task"][name]) for name in _LISTS}
    return Overview(**data | {"task": TaskProtocol(**task), "models": models})


def cited_pages(model: Model) -> list[str]:
    """The pages that the evidence of a model names, without their vintages."""
    entries = [
        *_evidence(model.request),
        *chain(*(entry.evidence for entry in model.unsupported)),
        *chain(*(rule.evidence for rule in model.validations)),
    ]
    return sorted({entry.page.partition("@")[0] for entry in entries})


def _evidence(shape: Shape) -> Iterator[Evidence]:
    yield from shape.evidence
    for member in shape.fields:
        yield from _evidence(member.shape)
    if shape.items is not None:
        yield from _evidence(shape.items)
