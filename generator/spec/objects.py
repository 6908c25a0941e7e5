"""The OpenAPI objects that the spec may use, with the members each may have.

A name maps to the kind of its value: another object of this table, ``[kind]`` for a list of
them, ``{kind}`` for a map of them, ``any`` for data that is free or read elsewhere, ``names`` for a
list of strings, or ``text`` and the like for scalars.
"""

from __future__ import annotations

from typing import Final

OBJECTS: Final[dict[str, dict[str, str]]] = {
    "document": {
        "openapi": "text",
        "info": "info",
        "servers": "[server]",
        "security": "any",
        "tags": "[tag]",
        "paths": "{path_item}",
        "components": "components",
    },
    "model_document": {"paths": "{model_path_item}"},
    "info": {
        "title": "text",
        "version": "text",
        "summary": "text",
        "description": "text",
        "license": "license",
    },
    "license": {"name": "text", "identifier": "text"},
    "server": {"url": "text", "description": "text"},
    "tag": {"name": "text", "description": "text"},
    "path_item": {"get": "operation", "post": "operation", "delete": "operation"},
    "model_path_item": {"post": "submit"},
    "operation": {
        "operationId": "text",
        "tags": "names",
        "summary": "text",
        "description": "text",
        "parameters": "[parameter]",
        "requestBody": "form",
        "responses": "{response}",
        "x-waiter": "waiter",
    },
    "submit": {
        "operationId": "text",
        "tags": "names",
        "summary": "text",
        "description": "text",
        "requestBody": "request_body",
        "responses": "{response}",
        "x-routes": "routes",
        "x-output": "text",
    },
    "routes": {"a": "text", "b": "text", "c": "text"},
    "waiter": {
        "terminal": "any",
        "success": "any",
        "firstDelayMs": "integer",
        "minDelayMs": "integer",
        "maxDelayMs": "integer",
        "growthPercent": "integer",
        "timeoutMs": "integer",
    },
    "parameter": {
        "name": "text",
        "in": "text",
        "required": "boolean",
        "description": "text",
        "schema": "answer_schema",
    },
    "request_body": {
        "required": "boolean",
        "description": "text",
        "content": "{request_media}",
    },
    # What an operation beside the submits takes: a form, described and not generated from.
    "form": {"required": "boolean", "description": "text", "content": "{form_media}"},
    "form_media": {"schema": "form_schema"},
    "form_schema": {
        "type": "text",
        "description": "text",
        "required": "names",
        "properties": "{form_schema}",
        "contentMediaType": "text",
    },
    "request_media": {"schema": "request_schema", "examples": "{example}"},
    "media": {"schema": "answer_schema", "examples": "{example}"},
    "example": {"summary": "text", "description": "text", "value": "any"},
    "response": {
        "$ref": "text",
        "description": "text",
        "headers": "{header}",
        "content": "{media}",
        "links": "{link}",
    },
    "header": {"$ref": "text", "description": "text", "schema": "answer_schema"},
    "link": {"operationId": "text", "description": "text", "parameters": "any"},
    "components": {
        "securitySchemes": "{security_scheme}",
        "headers": "{header}",
        "responses": "{response}",
        "schemas": "{answer_schema}",
    },
    "security_scheme": {"type": "text", "scheme": "text", "description": "text"},
    "answer_schema": {
        "$ref": "text",
        "type": "types",
        "description": "text",
        "required": "names",
        "properties": "{answer_schema}",
        "items": "answer_schema",
        "minLength": "integer",
    },
    "request_schema": {
        "type": "text",
        "description": "text",
        "enum": "any",
        "minLength": "integer",
        "maxLength": "integer",
        "pattern": "text",
        "minimum": "number",
        "exclusiveMinimum": "number",
        "maximum": "number",
        "exclusiveMaximum": "number",
        "multipleOf": "integer",
        "minItems": "integer",
        "maxItems": "integer",
        "items": "request_schema",
        "properties": "{request_schema}",
        "required": "any",
        "additionalProperties": "boolean",
        "default": "any",
        "examples": "any",
        "x-media": "media_limits",
        "x-evidence": "any",
        "x-unsupported": "unsupported",
        "x-validations": "[validation]",
    },
    "media_limits": {"formats": "any", "maxBytes": "integer"},
    "unsupported": {"names": "any", "hint": "text", "x-evidence": "any"},
    "validation": {
        "id": "text",
        "rule": "text",
        "message": "text",
        "severity": "text",
        "x-evidence": "any",
    },
}

# Without these there is nothing to generate from; what the contract's readers miss they say.
REQUIRED: Final[dict[str, tuple[str, ...]]] = {
    "document": ("openapi", "info", "tags", "paths", "components"),
    "components": ("schemas",),
    "operation": ("operationId", "responses"),
    "submit": ("responses",),
    "parameter": ("name", "in"),
}

# JSON Schema has these too; told apart so that the answer can say why they are refused.
REFUSED: Final[dict[str, str]] = {
    **dict.fromkeys(
        ("anyOf", "oneOf", "not", "if", "then", "else", "dependentRequired", "dependentSchemas"),
        "what ties several values together is said in x-validations",
    ),
    "allOf": "write the members out in one schema",
    "$ref": "write the schema out; a model's file stands alone",
    "uniqueItems": "equality of JSON values is not enforced by every client",
    "format": "formats are annotations in JSON Schema; say it with pattern or x-media",
    "const": "write an enum with one member",
    "nullable": "null is no value in a request",
    "example": "write examples, a list",
}
