"""Puts the whole spec into one document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.contract.inventory import model_rules
from generator.contract.reading import plain
from generator.contract.types import Contract, Model, Shape
from generator.spec.document import Document
from generator.targets.openapi.request_schema import Schema, request_schema

_SIZE = "the size of a decoded image cannot be said in JSON Schema"
_INTEGER = "JSON Schema cannot tell a number written with fraction or exponent from an integer"
_EXACT = 2**53


def build_bundle(document: Document, contract: Contract) -> Schema:
    """An OpenAPI 3.1 document with every operation, references inside itself only.

    ``x-not-lowered`` lists, by rule, what its schemas leave to the clients.
    """
    bundle: Schema = plain(document.openapi)
    schemas = bundle["components"]["schemas"]
    for file in document.models:
        model = contract.model(file.model)
        paths = plain(file.table["paths"])
        operation = paths[model.path]["post"]
        media = operation["requestBody"]["content"]["application/json"]
        name = f"{model.class_name}Request"
        media["schema"] = {"$ref": f"#/components/schemas/{name}"}
        schemas[name] = request_schema(model)
        bundle["paths"].update(_with_inner_references(paths))
    bundle["tags"] += [
        {"name": provider, "description": f"Models of {provider}."}
        for provider in dict.fromkeys(model.provider for model in contract.models)
    ]
    bundle["x-not-lowered"] = [
        {"rule": rule, "reason": reason}
        for model in contract.models
        for rule, reason in _not_lowered(model)
    ]
    return bundle


def _with_inner_references(value: Any) -> Any:
    """The same document with references to other files pointing into this one."""
    if isinstance(value, dict):
        return {
            key: "#" + member.partition("#")[2]
            if key == "$ref" and isinstance(member, str)
            else _with_inner_references(member)
            for key, member in value.items()
        }
    if isinstance(value, list):
        return [_with_inner_references(item) for item in value]
    return value


def _not_lowered(model: Model) -> Iterator[tuple[str, str]]:
    for rule in model_rules(model):
        if rule.shape is None:
            continue
        media = rule.shape.media
        if rule.keyword == "media" and media is not None and media.max_bytes is not None:
            yield rule.id, _SIZE
        if rule.keyword == "type" and rule.shape.type == "integer" and _reaches_past(rule.shape):
            yield rule.id, _INTEGER


def _reaches_past(shape: Shape) -> bool:
    """Whether an integer beyond 2**53 can keep every other limit of the shape."""
    if shape.enum is not None:
        return any(isinstance(value, int) and abs(value) > _EXACT for value in shape.enum)
    low = shape.minimum if shape.minimum is not None else shape.exclusive_minimum
    high = shape.maximum if shape.maximum is not None else shape.exclusive_maximum
    return low is None or high is None or low < -_EXACT or high > _EXACT
