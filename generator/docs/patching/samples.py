"""Values for examples, in our own words and within the limits of their schema."""

from __future__ import annotations

from typing import Any

_TEXT = "A red kite over the dunes"
_PICTURE = "https://example.com/picture.jpg"
_LONG = "The kite climbs higher and higher. "


def sample(schema: Any) -> Any:
    """A value that the schema admits; schemas are those of the spec."""
    if schema.get("enum"):
        return schema["enum"][0]
    match schema.get("type"):
        case "string":
            return _string(schema)
        case "integer" | "number":
            return _number(schema)
        case "boolean":
            return False
        case "array":
            items = schema.get("items") or {}
            return [sample(items) for _ in range(max(1, int(schema.get("minItems", 1))))]
    properties, required = schema.get("properties") or {}, schema.get("required") or []
    return {name: sample(properties[name]) for name in required if name in properties}


def _string(schema: Any) -> str:
    if "x-media" in schema:
        return _PICTURE
    low, high = int(schema.get("minLength", 0)), int(schema.get("maxLength", 200))
    text = _TEXT
    while len(text) < low:
        text += ". " + _LONG.strip()
    return text[: max(high, 1)].strip() or "A"


def _number(schema: Any) -> Any:
    low, high = schema.get("minimum"), schema.get("maximum")
    step = schema.get("multipleOf", 1)
    if "exclusiveMinimum" in schema:
        low = schema["exclusiveMinimum"] + step
    if low is None:
        low = min(1, high) if high is not None else 1
    if schema.get("type") == "integer":
        return -(-int(low) // int(step)) * int(step)
    return low
