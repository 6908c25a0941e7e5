"""A page in a-format: names, types, flags and defaults are printed."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.contract.types import Field, Shape
from generator.docs.rendering import parts
from generator.docs.rendering.sentences import description, note
from generator.docs.rendering.sheet import Sheet


def render_text_a(sheet: Sheet) -> str:
    """The whole page."""
    lines = ["Skip to main content", "POST", "/", sheet.model.id, "/", "async"]
    lines += [*parts.call(sheet, indent="  "), json.dumps(parts.answer(sheet), indent=2), ""]
    lines += ["Authorizations", "", "Authorization", "string", "header", "required", ""]
    lines += ["A key, sent as a bearer token.", "", "Body", "", "application/json"]
    told = note(sheet)
    lines += ["", told, ""] if told else []
    for field in sheet.fields:
        lines += [*_field(sheet, field), ""]
    lines += ["Response", "", "The task was accepted", ""]
    for name, kind in (("code", "integer"), ("message", "string"), ("data", "object")):
        lines += [name, kind, "required", ""]
    return "\n".join(lines)


def _field(sheet: Sheet, field: Field) -> Iterator[str]:
    shape = field.shape
    yield from (field.name, parts.type_word(shape))
    if field.required:
        yield "required"
    if field.has_default:
        yield f"default:{parts.plain(field.default)}"  # type: ignore[arg-type]
    yield from ("", description(sheet, field), "")
    yield from _constraints(shape)
    if shape.items is not None:
        yield from _constraints(shape.items)
    yield from ("Example:", "", json.dumps(parts.example(field), ensure_ascii=False))


def _constraints(shape: Shape) -> Iterator[str]:
    for noun, low, high in (
        ("string", shape.min_length, shape.max_length),
        ("array", shape.min_items, shape.max_items),
    ):
        value = parts.lengths(low, high)
        if value:
            end = "Minimum" if high is None else "Maximum" if low is None else "Required"
            yield f"{end} {noun} length: {value}"
    if span := parts.interval(shape):
        yield f"Required range: {span}"
    if shape.multiple_of is not None:
        yield f"Must be a multiple of: {shape.multiple_of}"
    if shape.enum:
        yield "Available options:"
        *first, last = map(parts.plain, shape.enum)
        yield from (f"{option}," for option in first)
        yield last
