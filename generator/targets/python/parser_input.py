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
from generator.contract.types import Model, Overview, Scalar, Shape
from generator.spec.document import Document
from generator.targets.common.answers import without_null
from generator.targets.common.errors import GenerationError
from generator.targets.python.literals import one_line

Schema = dict[str, Any]


def answers_input(document: Document, overview: Overview) -> Schema:
    """An OpenAPI document with every schema of the answers."""
    schemas = plain(document.openapi["components"]["schemas"])
    answers = {name: without_null(schema) for name, schema in schemas.items()}
    return _input(overview.title, answers, {})


def model_input(model: Model) -> Schema:
    """An OpenAPI document with one model's request, and its submit."""
    name = f"{model.stem}_request"
    schemas = {name: _schema(model, name, model.request)}
    return _input(model.id, schemas, {model.path: {"post": _operation(model)}})


def class_names(model: Model) -> list[str]:
    """The classes that have to come out for a model, by the names that users see.

    Raises:
        GenerationError: two of them would have one name; the parser keeps one and says nothing.
    """
    names = Counter(_wanted(name) for name, _ in _titles(model))
    shared = sorted(name for name, count in names.items() if count > 1)
    if shared:
        raise GenerationError(f"two types would be called {', '.join(shared)}: rename a member")
    return list(names)


def class_overrides(model: Model) -> dict[str, dict[str, str]]:
    """What the parser would call a class, with the name and module that it gets instead.

    Left alone it splits names at digits: ``KlingV2Mi2IRequest`` in ``kling_v2_mi_2i_request``.
    """
    return {
        str(made): {"class_name": title, "module_name": title} for title, made in _titles(model)
    }


def enumerations(model: Model) -> dict[str, tuple[Scalar, ...]]:
    """The members of each enumeration in the contract's order; the parser keeps them in a set."""
    return {
        _wanted(title): shape.enum
        for title, _, shape in _classes(model)
        if shape.type != "object" and shape.enum is not None
    }


def _input(title: str, schemas: Schema, paths: Schema) -> Schema:
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
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
            # The parser names what stands in a list after the object that holds the list.
            stack.append((f"{title}_item", parent, shape.items))
        stack += [(f"{title}_{member.name}", title, member.shape) for member in shape.fields]


def _wanted(title: str) -> str:
    return "".join(word.capitalize() for word in title.split("_"))


def _operation(model: Model) -> Schema:
    # The answer is the same for every model: our template of a submit does not ask for it.
    reference = {"$ref": f"#/components/schemas/{model.stem}_request"}
    return {
        "operationId": model.attribute,
        "tags": [model.provider],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": reference}},
        },
        "responses": {"200": {"description": "accepted"}},
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
