"""What the text of a page in any form is put together from."""

from __future__ import annotations

import json
from typing import Any

from generator.contract.types import Field, Json, Scalar, Shape
from generator.docs.patching.samples import sample
from generator.docs.rendering.sheet import Sheet

ORIGIN = "https://api.modellix.ai"


def body(sheet: Sheet) -> dict[str, Json]:
    """The body of the call that a page shows."""
    return dict(sheet.model.examples[0].body) if sheet.model.examples else {}


def call(sheet: Sheet, *, indent: str) -> list[str]:
    """The curl call."""
    shown = json.dumps(body(sheet), indent=2 if indent else 0, ensure_ascii=False)
    return [
        "curl --request POST \\",
        f"{indent}--url {ORIGIN}{sheet.model.path} \\",
        f"{indent}--header 'Authorization: Bearer <token>' \\",
        f"{indent}--header 'Content-Type: application/json' \\",
        f"{indent}--data '",
        *shown.replace("'", "'\\''").split("\n"),
        "'",
    ]


def answer(sheet: Sheet) -> dict[str, Any]:
    """The answer that a page shows."""
    data: dict[str, Any] = {"status": "pending", "task_id": "task-7", "model_id": sheet.model.id}
    if sheet.model.documented != "a":
        data["get_result"] = {"method": "GET", "url": f"{ORIGIN}/api/v1/tasks/task-7"}
    return {"code": 0, "message": "success", "data": data}


def example(field: Field) -> Json:
    """The example of a parameter."""
    if field.examples:
        return field.examples[0]
    value: Json = sample(schema(field.shape))
    return value


def schema(shape: Shape) -> dict[str, Any]:
    """The shape as JSON Schema, without what is told in prose."""
    found: dict[str, Any] = {"type": shape.type}
    keywords: dict[str, Any] = {
        "enum": list(shape.enum) if shape.enum else None,
        "minLength": shape.min_length,
        "maxLength": shape.max_length,
        "pattern": shape.pattern,
        "minimum": shape.minimum,
        "exclusiveMinimum": shape.exclusive_minimum,
        "maximum": shape.maximum,
        "exclusiveMaximum": shape.exclusive_maximum,
        "multipleOf": shape.multiple_of,
        "minItems": shape.min_items,
        "maxItems": shape.max_items,
    }
    found |= {name: value for name, value in keywords.items() if value is not None}
    if shape.items is not None:
        found["items"] = schema(shape.items)
    if shape.fields:
        found["properties"] = {member.name: schema(member.shape) for member in shape.fields}
        required = [member.name for member in shape.fields if member.required]
        if required:
            found["required"] = required
    if shape.media is not None:
        found["x-media"] = {}
    return found


def plain(value: Scalar) -> str:
    """A value as pages print it, without quotes."""
    return value if isinstance(value, str) else json.dumps(value)


def type_word(shape: Shape) -> str:
    """The type as a head has it."""
    if shape.type == "array" and shape.items is not None:
        return f"{type_word(shape.items)}[]"
    return f"enum<{shape.type}>" if shape.enum else shape.type


def interval(shape: Shape) -> str:
    """The range of a number; empty when it has none."""
    low = [(shape.minimum, "<="), (shape.exclusive_minimum, "<")]
    high = [(shape.maximum, "<="), (shape.exclusive_maximum, "<")]
    left = [f"{limit} {sign} " for limit, sign in low if limit is not None]
    right = [f" {sign} {limit}" for limit, sign in high if limit is not None]
    if left and right:
        return f"{left[0]}x{right[0]}"
    if left:
        return "x " + left[0].split()[1].replace("<", ">") + " " + left[0].split()[0]
    return f"x{right[0]}" if right else ""


def lengths(low: int | None, high: int | None) -> str:
    """``1 - 4``, or the one end that there is; empty without any."""
    if low is not None and high is not None:
        return f"{low} - {high}"
    return str(low if low is not None else high) if (low, high) != (None, None) else ""
