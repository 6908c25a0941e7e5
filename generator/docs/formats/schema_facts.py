"""A request schema as facts: each keyword one, each description a passage of prose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

from generator.contract.types import Json
from generator.docs.formats.assembly import Described
from generator.docs.formats.schema_view import OPTIONS, View, type_of
from generator.docs.page import STATED, Fact
from generator.docs.prose.reader import Passage

_LIMITS = (
    *("minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
    *("multipleOf", "minItems", "maxItems", "pattern"),
)
# What binds a value too, or is coming to its end, and no fact can say.
_FURTHER = (
    *("uniqueItems", "minProperties", "maxProperties", "propertyNames", "patternProperties"),
    *("contains", "prefixItems", "not", "if", "dependentRequired", "dependentSchemas"),
    "deprecated",
)
_TYPES = ("string", "integer", "number", "boolean", "array", "object")
_MAX_DEPTH = 6
LineOf = Callable[[str], int | None]


def parameters(view: View, schema: Mapping[str, Any], line_of: LineOf) -> list[Described]:
    """Every parameter of a request schema with everything below it."""
    required = schema.get("required")
    names = required if isinstance(required, list) else []
    properties = schema.get("properties")
    return [
        _described(view, str(name), child, name in names, line_of)
        for name, child in (properties.items() if isinstance(properties, dict) else ())
        if is_name(name)
    ]


def is_name(name: object) -> bool:
    """Whether a member's name can be a step of a path; others are for a person to look at."""
    return bool(name) and "/" not in str(name)


def _described(view: View, name: str, child: Any, required: bool, line_of: LineOf) -> Described:  # noqa: FBT001
    line = line_of(name)
    schema = view.flat(child)
    passages: list[Passage] = []
    unclear: list[str] = []
    facts = list(_value(view, name, schema, line, passages, unclear, 0))
    facts.append(Fact(name, "required", required, STATED, line))
    examples = schema.get("examples")
    example = schema.get(
        "example", examples[0] if isinstance(examples, list) and examples else None
    )
    return Described(name, tuple(facts), tuple(passages), example, line, tuple(unclear))


def _value(  # noqa: PLR0917 -- a walk over a schema, and what it collects
    view: View,
    subject: str,
    schema: Mapping[str, Any],
    line: int | None,
    passages: list[Passage],
    unclear: list[str],
    level: int,
) -> Iterator[Fact]:
    kind = type_of(schema)
    if OPTIONS in schema:
        unclear.append(f"{subject}: {schema[OPTIONS]}")
    unclear += [f"{subject}: {keyword}" for keyword in _FURTHER if schema.get(keyword)]
    if kind in _TYPES:
        yield Fact(subject, "type", kind, STATED, line)
    if isinstance(schema.get("description"), str):
        about = subject.removesuffix("/items")
        passages.append(Passage(schema["description"], line or 1, about))
    yield from _keywords(subject, schema, line)
    if level >= _MAX_DEPTH:
        return
    if kind == "array":
        yield from _value(
            view,
            f"{subject}/items",
            view.flat(schema.get("items")),
            line,
            passages,
            unclear,
            level + 1,
        )
    properties, required = schema.get("properties"), schema.get("required")
    for name, child in properties.items() if isinstance(properties, dict) else ():
        if not is_name(name):
            unclear.append(f"{subject}: a member is called {name!r}")
            continue
        below = f"{subject}/{name}"
        flag = isinstance(required, list) and name in required
        yield Fact(below, "required", flag, STATED, line)
        yield from _value(view, below, view.flat(child), line, passages, unclear, level + 1)


def _keywords(subject: str, schema: Mapping[str, Any], line: int | None) -> Iterator[Fact]:
    for keyword in _LIMITS:
        value = schema.get(keyword)
        if value is True and keyword.startswith("exclusive"):  # as OpenAPI 3.0 writes it
            value = schema.get(keyword.removeprefix("exclusive").lower())
        elif schema.get(f"exclusive{keyword.capitalize()}") is True:
            continue
        if isinstance(value, bool) or not isinstance(value, (int, float, str)):
            continue
        if isinstance(value, str) is (keyword == "pattern"):
            yield Fact(subject, "limit", _number(value), STATED, line, keyword)
    options = schema.get("enum", [schema["const"]] if "const" in schema else None)
    if isinstance(options, list):
        values: list[Json] = [value for value in options if isinstance(value, (str, int, float))]
        if values:
            yield Fact(subject, "enum", values, STATED, line)
    default = schema.get("default")
    if isinstance(default, (str, int, float, bool)):
        yield Fact(subject, "default", _number(default), STATED, line)
    media = schema.get("x-media")
    if isinstance(media, dict):
        yield Fact(subject, "image", ["url", "base64"], STATED, line)
        formats = media.get("formats")
        if isinstance(formats, list):
            most = media.get("maxBytes")
            size: dict[str, Json] = {"maxBytes": most} if isinstance(most, int) else {}
            limits: Json = {"formats": [str(name) for name in formats], **size}
            yield Fact(subject, "media", limits, STATED, line)


def _number(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def relations(parts: Iterable[Mapping[str, Any]], line: int | None) -> tuple[list[Fact], bool]:
    """Rules over several parameters that a schema's parts state, and whether all are understood."""
    facts: list[Fact] = []
    understood = True
    for part in parts:
        names = part.get("x-unsupported")
        facts += [
            Fact(str(name), "unsupported", value=True, confidence=STATED, line=line)
            for name in (names if isinstance(names, list) else ())
        ]
        for keyword in ("anyOf", "oneOf", "not", "dependentRequired", "if", "dependentSchemas"):
            if keyword in part:
                read = list(_relation(keyword, part[keyword], line))
                facts += read
                understood = understood and bool(read)
    return facts, understood


def _relation(keyword: str, value: Any, line: int | None) -> Iterator[Fact]:
    if keyword in ("anyOf", "oneOf") and isinstance(value, list):
        names = [_one_required(entry) for entry in value]
        if len(names) > 1 and all(names):
            listed: list[Json] = [name for name in names if name]
            yield Fact("model", "at-least-one", listed, STATED, line)
            if keyword == "oneOf":
                for one, other in combinations(listed, 2):
                    yield Fact("model", "exclusion", [one, other], STATED, line)
    elif keyword == "not" and isinstance(value, dict):
        required = value.get("required")
        if set(value) == {"required"} and isinstance(required, list) and len(required) == 2:  # noqa: PLR2004
            yield Fact("model", "exclusion", [str(name) for name in required], STATED, line)
    elif keyword == "dependentRequired" and isinstance(value, dict):
        for name, needed in value.items():
            if isinstance(needed, list) and needed:
                needs: Json = {str(entry): None for entry in needed}
                told: Json = {"parameter": str(name), "needs": needs}
                yield Fact("model", "requires", told, STATED, line)


def _one_required(entry: Any) -> str | None:
    required = entry.get("required") if isinstance(entry, dict) else None
    if isinstance(required, list) and len(required) == 1 and set(entry) <= {"required", "$comment"}:
        return str(required[0])
    return None
