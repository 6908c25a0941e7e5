"""A page's facts as OpenAPI: a document of one operation, a path item, a page with a block."""

from __future__ import annotations

import json
from typing import Any

import yaml

from generator.docs.rendering import parts
from generator.docs.rendering.sentences import description, note
from generator.docs.rendering.sheet import Sheet


def operation(sheet: Sheet) -> dict[str, Any]:
    """The submit operation of a model."""
    properties: dict[str, Any] = {}
    for field in sheet.fields:
        schema = _bare(parts.schema(field.shape))
        schema["description"] = description(sheet, field)
        if field.has_default:
            schema["default"] = field.default
        schema["example"] = parts.example(field)
        properties[field.name] = schema
    body: dict[str, Any] = {"type": "object", "properties": properties}
    required = [field.name for field in sheet.fields if field.required]
    if required:
        body["required"] = required
    if told := note(sheet):
        body["description"] = told
    answer = {"application/json": {"schema": {"type": "object"}, "example": parts.answer(sheet)}}
    return {
        "summary": sheet.model.title,
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": body, "example": parts.body(sheet)}},
        },
        "responses": {"200": {"description": "The task was accepted", "content": answer}},
    }


def _bare(schema: dict[str, Any]) -> dict[str, Any]:
    """Images are told in words, as the service's own documents do."""
    found = {key: value for key, value in schema.items() if key != "x-media"}
    for key in ("items",):
        if key in found:
            found[key] = _bare(found[key])
    if "properties" in found:
        found["properties"] = {name: _bare(part) for name, part in found["properties"].items()}
    return found


def document(*sheets: Sheet) -> dict[str, Any]:
    """A whole document with one path for each model."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Models", "version": "1.0.0"},
        "servers": [{"url": parts.ORIGIN}],
        "paths": {sheet.model.path: {"post": operation(sheet)} for sheet in sheets},
    }


def path_item(sheet: Sheet) -> dict[str, Any]:
    """The public schema of one model: the path item at the root."""
    url = f"{parts.ORIGIN}{dict(sheet.model.routes)['c']}"
    return {"servers": [{"url": url}], "post": operation(sheet)}


def render_json(value: dict[str, Any]) -> str:
    """The text of a JSON page."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def render_markdown(sheet: Sheet) -> str:
    """A page in Markdown that ends in a block with the document."""
    block = yaml.safe_dump(document(sheet), sort_keys=False, allow_unicode=True, width=100)
    model = sheet.model
    return (
        f"# {model.title}\n\n> {model.description}\n\n## OpenAPI\n\n"
        f"````yaml POST {model.path}\n{block}````\n"
    )
