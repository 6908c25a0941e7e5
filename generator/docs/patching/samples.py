"""Values for examples, in our own words and within the limits of their schema."""

from __future__ import annotations

from typing import Any

_TEXT = "A red kite over the dunes"
_PICTURE = "https://example.com/picture.jpg"
_LONG = "The kite climbs higher and higher. "


def sample(schema: Any, shown: Any = None) -> Any:
    """A value that the schema admits; schemas are those of the spec.

    ``shown`` is the page's example, for what no words of ours can be: a name of a certain form.
    """
    if "pattern" in schema:
        return shown
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
    low, above = schema.get("minimum"), schema.get("exclusiveMinimum")
    high, below = schema.get("maximum"), schema.get("exclusiveMaximum")
    if schema.get("type") == "integer":
        step = int(schema.get("multipleOf", 1))
        most = high if below is None else below - 1
        least = low if above is None else above + 1
        if least is None:
            least = min(1, most) if most is not None else 1
        return -(-int(least) // step) * step
    if low is not None:
        return low
    end = high if below is None else below
    if above is not None:
        return above + 1 if end is None else (above + end) / 2
    return 1 if end is None else min(1, end if below is None else end - 1)
