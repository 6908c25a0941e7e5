"""A page in b-format: names, types, flags, defaults and labels are lost, the rest is glued."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.contract.types import Field, Shape
from generator.docs.rendering import parts
from generator.docs.rendering.sentences import description, note
from generator.docs.rendering.sheet import Sheet


def render_text_b(sheet: Sheet) -> str:
    """The whole page."""
    call = "\n".join(parts.call(sheet, indent=""))
    answer = json.dumps(parts.answer(sheet), indent=0)
    lines = [f"{call}{answer}{sheet.model.description}", "Authorizations"]
    lines += ["A key. Format: Bearer YOUR_API_KEY.", "Body"]
    told = note(sheet)
    lines += [told] if told else []
    text = "\n".join(lines) + "\n"
    for field in sheet.fields:
        text += "".join(_field(sheet, field))
    return text.rstrip("\n") + "\n"


def _field(sheet: Sheet, field: Field) -> Iterator[str]:
    shape = field.shape
    yield description(sheet, field) + "\n"
    value = parts.example(field)
    shown = json.dumps(value, ensure_ascii=False, indent=0 if isinstance(value, list) else None)
    yield _constraint(shape)
    if shape.items is not None and parts.lengths(shape.min_items, shape.max_items):
        yield f" elements{_entry(field)}\n"
        yield _constraint(shape.items)
    yield shown
    # What follows a list on the page stands right behind its bracket.
    yield "" if isinstance(value, list) else "\n"


def _entry(field: Field) -> str:
    return f"One entry of {field.name.replace('_', ' ')}"


def _constraint(shape: Shape) -> str:
    if shape.enum:
        return ", ".join(map(parts.plain, shape.enum)) + " "
    if span := parts.interval(shape):
        return span
    return parts.lengths(shape.min_length, shape.max_length) or parts.lengths(
        shape.min_items, shape.max_items
    )
