"""A model's request as plain JSON Schema, its rules over several fields lowered into it."""

from __future__ import annotations

from typing import Any

from generator.contract.inventory import limits_of
from generator.contract.types import Evidence, Media, Model, Shape
from generator.rules import compile_validation, lower
from generator.targets.openapi.media_pattern import media_pattern

Schema = dict[str, Any]


def request_schema(model: Model) -> Schema:
    """JSON Schema 2020-12 of a request body, with the extensions of the spec beside it.

    What a rule demands stands in an entry of ``allOf`` whose ``$comment`` is the rule's id, so
    that a reader can tell which rule a failure belongs to. Warnings are not lowered.
    """
    schema = value_schema(model, (), model.request)
    if model.unsupported:
        schema["x-unsupported"] = [entry.name for entry in model.unsupported]
    rules = []
    for validation in model.validations:
        compiled = compile_validation(validation, model.request)
        rules.append(
            {
                "id": validation.id,
                "rule": validation.text,
                "message": validation.message,
                "severity": validation.severity,
                "x-evidence": [_evidence(entry) for entry in validation.evidence],
            }
        )
        if validation.severity == "error":
            lowered = lower(compiled.expression, model.request)
            entry = {"$comment": f"{model.id}/rule/{validation.id}", **lowered}
            schema.setdefault("allOf", []).append(entry)
    if rules:
        schema["x-validations"] = rules
    return schema


def value_schema(model: Model, path: tuple[str, ...], shape: Shape) -> Schema:
    """JSON Schema of one value of a request, without rules over several fields."""
    schema: Schema = {"type": shape.type}
    if shape.description:
        schema["description"] = shape.description
    schema.update((keyword, limit) for keyword, limit in limits_of(shape) if keyword != "type")
    if shape.type == "object":
        schema["additionalProperties"] = not shape.closed
        required = [member.name for member in shape.fields if member.required]
        if required:
            schema["required"] = required
        if shape.fields:
            schema["properties"] = {}
        for member in shape.fields:
            below = value_schema(model, (*path, member.name), member.shape)
            if member.has_default:
                below["default"] = member.default
            if member.examples:
                below["examples"] = list(member.examples)
            schema["properties"][member.name] = below
    if shape.items is not None:
        schema["items"] = value_schema(model, (*path, "items"), shape.items)
    if shape.media is not None:
        schema["x-media"] = _media(shape.media)
        comment = "/".join((model.id, *path, "media"))
        schema["allOf"] = [{"$comment": comment, "pattern": media_pattern(shape.media)}]
    if shape.evidence:
        schema["x-evidence"] = [_evidence(entry) for entry in shape.evidence]
    return schema


def _media(media: Media) -> Schema:
    limits: Schema = {}
    if media.formats:
        limits["formats"] = list(media.formats)
    if media.max_bytes is not None:
        limits["maxBytes"] = media.max_bytes
    return limits


def _evidence(entry: Evidence) -> Schema:
    evidence: Schema = {"page": entry.page, "how": entry.how}
    if entry.keywords:
        evidence["for"] = list(entry.keywords)
    return evidence
