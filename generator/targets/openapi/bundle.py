"""Puts the whole spec into one document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.contract.inventory import model_rules
from generator.contract.reading import plain
from generator.contract.types import Model, Overview, Shape
from generator.spec.document import Document, ModelFile
from generator.targets.common.part import Facts, Files, Part
from generator.targets.openapi.json_text import Pieces, list_pieces, object_pieces, text_of
from generator.targets.openapi.request_schema import request_schema

_SIZE = "the size of a decoded image cannot be said in JSON Schema"
_INTEGER = "JSON Schema cannot tell a number written with fraction or exponent from an integer"
_EXACT = 2**53
# How deep things stand in the document, in levels of indentation.
_PATHS, _COMPONENTS, _SCHEMAS, _LOWERED = 2, 2, 3, 2


class BundleTarget:
    """``openapi.json``: every operation, with references inside itself only.

    What a model adds is kept as text: a document of many models is put together, not printed anew.
    ``x-not-lowered`` lists, by rule, what its schemas leave to the clients.
    """

    folder = ""

    def fixed(self, document: Document, overview: Overview) -> Part:  # noqa: ARG002
        """The shared document, as a fact: it is printed with the models in it."""
        return Part({}, {"document": plain(document.openapi)})

    def of_model(self, file: ModelFile, model: Model) -> Part:
        """A model's operation and the schema of its request, as they will stand in the document."""
        paths = plain(file.table["paths"])
        name = f"{model.class_name}Request"
        media = paths[model.path]["post"]["requestBody"]["content"]["application/json"]
        media["schema"] = {"$ref": f"#/components/schemas/{name}"}
        paths = _with_inner_references(paths)
        facts = {
            "paths": {path: text_of(item, _PATHS) for path, item in paths.items()},
            "schemas": {name: text_of(request_schema(model), _SCHEMAS)},
            "not_lowered": [
                text_of({"rule": rule, "reason": reason}, _LOWERED)
                for rule, reason in _not_lowered(model)
            ],
        }
        return Part({}, facts)

    def listing(self, overview: Overview, fixed: Facts, models: Mapping[str, Facts]) -> Files:
        """The document."""
        document = fixed["document"]
        paths = _joined(document["paths"], models, "paths", _PATHS)
        schemas = _joined(document["components"]["schemas"], models, "schemas", _SCHEMAS)
        components: dict[str, str | Pieces] = {**_texts(document["components"], _COMPONENTS)}
        components["schemas"] = object_pieces(schemas, _COMPONENTS)
        providers = dict.fromkeys(model.provider for model in overview.models)
        tags = [{"name": name, "description": f"Models of {name}."} for name in providers]
        members: dict[str, str | Pieces] = {**_texts(document, 1)}
        members["tags"] = text_of([*document["tags"], *tags], 1)
        members["paths"] = object_pieces(paths, 1)
        members["components"] = object_pieces(components, 1)
        not_lowered = [text for facts in models.values() for text in facts["not_lowered"]]
        members["x-not-lowered"] = list_pieces(not_lowered, 1)
        pieces = [*object_pieces(members, 0), "\n"]
        return {"openapi.json": b"".join(piece.encode() for piece in pieces)}

    def finished(self, files: Mapping[str, bytes]) -> Files:
        """As they are."""
        return dict(files)


def _texts(members: Mapping[str, Any], depth: int) -> dict[str, str]:
    return {name: text_of(value, depth) for name, value in members.items()}


def _joined(
    shared: Mapping[str, Any], models: Mapping[str, Facts], name: str, depth: int
) -> dict[str, str]:
    """What stands under ``name`` in the shared document, and what the models add to it."""
    members = _texts(shared, depth)
    for facts in models.values():
        members |= facts[name]
    return members


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
