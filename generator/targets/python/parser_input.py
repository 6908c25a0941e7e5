"""The document that openapi-python-client reads: ours, cut to what it understands.

It loses classes over composed schemas and turns defaults into attribute defaults that are always
sent, so rules, limits and defaults stay out of it; the templates take them from the contract.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from openapi_python_client.strings import ClassName, pascal_case

from generator.contract.reading import plain
from generator.contract.types import Contract, Model, Scalar, Shape
from generator.spec.document import Document
from generator.targets.common.errors import GenerationError
from generator.targets.python.literals import one_line

Schema = dict[str, Any]


def parser_input(document: Document, contract: Contract) -> Schema:
    """An OpenAPI document with one submit operation a model, and every schema of the answers."""
    schemas: Schema = plain(document.openapi["components"]["schemas"])
    for model in contract.models:
        schemas[f"{model.stem}_request"] = _schema(model, f"{model.stem}_request", model.request)
    return {
        "openapi": "3.1.0",
        "info": {"title": contract.title, "version": contract.version},
        "paths": {model.path: {"post": _operation(model)} for model in contract.models},
        "components": {"schemas": schemas},
    }


def class_names(document: Document, contract: Contract) -> set[str]:
    """The classes that have to come out, by the names that users see.

    Raises:
        GenerationError: two of them would have one name; the parser keeps one and says nothing.
    """
    names = Counter(list(document.openapi["components"]["schemas"]))
    names.update(_wanted(name) for model in contract.models for name, _ in _titles(model))
    shared = sorted(name for name, count in names.items() if count > 1)
    if shared:
        raise GenerationError(f"two types would be called {', '.join(shared)}: rename a member")
    return set(names)


def class_overrides(contract: Contract) -> dict[str, dict[str, str]]:
    """What the parser would call a class, with the name and module that it gets instead.

    Left alone it splits names at digits: ``KlingV2Mi2IRequest`` in ``kling_v2_mi_2i_request``.
    """
    overrides = {}
    for model in contract.models:
        for title, made in _titles(model):
            overrides[str(made)] = {"class_name": title, "module_name": title}
    return overrides


def enumerations(contract: Contract) -> dict[str, tuple[Scalar, ...]]:
    """The members of each enumeration in the contract's order; the parser keeps them in a set."""
    return {
        _wanted(title): shape.enum
        for model in contract.models
        for title, _, shape in _classes(model)
        if shape.type != "object" and shape.enum is not None
    }


def _titles(model: Model) -> Iterator[tuple[str, ClassName]]:
    return ((title, made) for title, made, _ in _classes(model))


def _classes(model: Model) -> Iterator[tuple[str, ClassName, Shape]]:
    """Each class of a request in snake_case, with the name that the parser makes for it."""
    stack = [(f"{model.stem}_request", f"{model.stem}_request", model.request)]
    while stack:
        title, parent, shape = stack.pop()
        if shape.type == "object":
            yield title, ClassName(title, "field_"), shape
        elif shape.enum is not None and shape.type == "string":
            joined = pascal_case(_wanted(parent)) + pascal_case(title)
            yield title, ClassName(joined, "field_"), shape
        if shape.items is not None:
            stack.append((f"{title}_item", title, shape.items))
        stack += [(f"{title}_{member.name}", title, member.shape) for member in shape.fields]


def _wanted(title: str) -> str:
    return "".join(word.capitalize() for word in title.split("_"))


def _operation(model: Model) -> Schema:
    reference = {"$ref": f"#/components/schemas/{model.stem}_request"}
    return {
        "operationId": model.attribute,
        "tags": [model.provider],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": reference}},
        },
        "responses": {
            "200": {
                "description": "accepted",
                "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/TaskEnvelope"}}
                },
            }
        },
    }


def _schema(model: Model, title: str, shape: Shape) -> Schema:
    # From a title in snake_case the parser makes the class name that we want.
    schema: Schema = {"type": shape.type, "description": one_line(shape.description)}
    if shape.enum is not None and shape.type == "string":
        schema |= {"enum": list(shape.enum), "title": title}
    if shape.items is not None:
        schema["items"] = _schema(model, f"{title}_item", shape.items)
    if shape.type == "object":
        schema["title"] = title
        schema["required"] = [member.name for member in shape.fields if member.required]
        schema["properties"] = {
            member.name: _schema(model, f"{title}_{member.name}", member.shape)
            for member in shape.fields
        }
    return schema
