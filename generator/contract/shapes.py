"""Reads request schemas: what one value must be."""

from __future__ import annotations

import re
from typing import Any, cast, get_args

from generator.contract.evidence import read_evidence, require_evidence
from generator.contract.reading import Reading, plain
from generator.contract.types import Field, JsonType, Media, Scalar, Shape
from generator.spec.source import Items, Table

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
FORMATS = ("jpeg", "png", "gif", "webp", "bmp", "tiff")
# In the path of a rule it stands for any entry of a list.
_ENTRY = "items"
_TYPES = get_args(JsonType)
_NUMERIC = ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")
_SIZES = ("minLength", "maxLength", "minItems", "maxItems")
# Which keywords speak about values of which type; elsewhere they would bind nothing.
_APPLIES = {
    **dict.fromkeys(("minLength", "maxLength", "pattern", "x-media"), ("string",)),
    **dict.fromkeys(_NUMERIC, ("integer", "number")),
    "multipleOf": ("integer",),
    **dict.fromkeys(("minItems", "maxItems", "items"), ("array",)),
    **dict.fromkeys(("properties", "required", "additionalProperties"), ("object",)),
    "enum": ("string", "integer", "number", "boolean"),
}
_ENFORCED = ("type", "enum", *_SIZES, "pattern", *_NUMERIC, "multipleOf")


def read_shape(reading: Reading, table: Table) -> Shape:
    """One request schema with everything below it.

    Mistakes go to ``reading``; the shape that comes back leaves out what could not be used.
    """
    json_type = _type(reading, table)
    evidence = read_evidence(reading, table)
    for keyword, types in _APPLIES.items():
        if keyword in table and json_type not in types:
            reading.report(
                table.at(keyword),
                f"{keyword!r} binds nothing on type {json_type}",
                "remove it or change the type",
            )
    limits = _limits(reading, table)
    fields, closed = _members(reading, table, json_type)
    items = None
    if json_type == "array":
        if isinstance(table.get("items"), Table):
            items = read_shape(reading, table["items"])
        else:
            reading.report(table.location, "an array without items", "say what its items are")
            items = Shape("object", table.location, closed=False)
    shape = Shape(
        type=json_type,
        location=table.location,
        description=str(table.get("description") or ""),
        enum=_enum(reading, table, json_type),
        min_length=limits.get("minLength"),
        max_length=limits.get("maxLength"),
        pattern=limits.get("pattern"),
        minimum=limits.get("minimum"),
        exclusive_minimum=limits.get("exclusiveMinimum"),
        maximum=limits.get("maximum"),
        exclusive_maximum=limits.get("exclusiveMaximum"),
        multiple_of=limits.get("multipleOf"),
        min_items=limits.get("minItems"),
        max_items=limits.get("maxItems"),
        items=items,
        media=_media(reading, table),
        fields=fields,
        closed=closed,
        evidence=evidence,
        keyword_locations=tuple((key, table.at(key)) for key in table),
    )
    for keyword in _ENFORCED:
        if keyword in table:
            require_evidence(reading, evidence, keyword, table.at(keyword))
    for name, keyword in (("media", "x-media"), ("additionalProperties", "additionalProperties")):
        if keyword in table:
            require_evidence(reading, evidence, name, table.at(keyword))
    return shape


def _type(reading: Reading, table: Table) -> JsonType:
    json_type = table.get("type")
    if json_type in _TYPES:
        return cast("JsonType", json_type)
    problem = "no type" if json_type is None else f"unknown type {json_type!r}"
    reading.report(table.at("type"), problem, "give one of " + ", ".join(_TYPES))
    return "string"


def _limits(reading: Reading, table: Table) -> dict[str, Any]:
    limits: dict[str, Any] = {}
    for keyword in (*_SIZES, *_NUMERIC, "multipleOf", "pattern"):
        value = table.get(keyword)
        wanted: type | tuple[type, ...] = str if keyword == "pattern" else int
        if keyword in _NUMERIC:
            wanted = (int, float)
        if value is None or isinstance(value, bool) or not isinstance(value, wanted):
            continue
        floor = 1 if keyword == "multipleOf" else 0
        if keyword in (*_SIZES, "multipleOf") and isinstance(value, int) and value < floor:
            reading.report(table.value_at(keyword), f"{keyword} {value}", f"at least {floor}")
            continue
        limits[keyword] = value
    for low, high in (
        ("minLength", "maxLength"),
        ("minItems", "maxItems"),
        ("minimum", "maximum"),
    ):
        if low in limits and high in limits and limits[low] > limits[high]:
            reading.report(
                table.value_at(low),
                f"{low} {limits[low]} is above {high} {limits[high]}",
                "no value can keep both: change one",
            )
    return limits


def _enum(reading: Reading, table: Table, json_type: JsonType) -> tuple[Scalar, ...] | None:
    value = table.get("enum")
    if value is None:
        return None
    if not isinstance(value, Items) or not value:
        reading.report(table.at("enum"), "enum is no list of values", "list the allowed values")
        return None
    members: list[Scalar] = []
    for index, member in enumerate(value):
        if not is_of_type(member, json_type) or isinstance(member, (dict, list)):
            reading.report(
                value.at(index),
                f"the enum member {member!r} is no {json_type}",
                "write it in the type of the property (quote strings)",
            )
        elif member in members:
            reading.report(value.at(index), f"{member!r} stands twice in enum", "keep one")
        else:
            members.append(member)
    return tuple(members) or None


def _media(reading: Reading, table: Table) -> Media | None:
    limits = table.get("x-media")
    if not isinstance(limits, Table):
        return None
    formats = []
    for name, location in reading.names(limits, "formats"):
        if name in FORMATS:
            formats.append(name)
        else:
            reading.report(
                location, f"unknown image format {name!r}", "use one of " + ", ".join(FORMATS)
            )
    size = limits.get("maxBytes")
    if isinstance(size, int) and not isinstance(size, bool) and size < 1:
        reading.report(limits.value_at("maxBytes"), f"maxBytes {size}", "at least 1")
        size = None
    if size is not None and not formats:
        reading.report(limits.at("maxBytes"), "maxBytes without formats", "name the formats too")
    return Media(tuple(formats), size if isinstance(size, int) else None)


def _members(reading: Reading, table: Table, json_type: str) -> tuple[tuple[Field, ...], bool]:
    closed = table.get("additionalProperties") is False
    if json_type != "object":
        return (), closed
    if "additionalProperties" not in table:
        reading.report(
            table.location,
            "an object that does not say whether it is open",
            "write additionalProperties: false, or true for an open one",
        )
    properties = table.get("properties")
    properties = properties if isinstance(properties, Table) else Table(table.location)
    required = dict(reading.names(table, "required"))
    for name, location in required.items():
        if name not in properties:
            reading.report(
                location,
                f"required names {name!r}, which is no property here",
                "add the property or remove the name",
            )
    fields = []
    alike: dict[str, str] = {}
    for name, child in properties.items():
        if not NAME.fullmatch(name) or name == _ENTRY:
            advice = f"use ASCII letters, digits and _, a letter first, at most 64; not {_ENTRY!r}"
            reading.report(properties.at(name), f"the property name {name!r}", advice)
            continue
        other = alike.setdefault(name.replace("_", "").lower(), name)
        if other != name:
            problem = f"the property name {name!r} differs from {other!r} in case or _ only"
            reading.report(properties.at(name), problem, "types and fields would share a name")
        if isinstance(child, Table):
            fields.append(_field(reading, name, child, name in required))
    return tuple(fields), closed


def _field(
    reading: Reading,
    name: str,
    table: Table,
    required: bool,  # noqa: FBT001
) -> Field:
    shape = read_shape(reading, table)
    if not shape.description:
        reading.report(table.location, f"{name!r} has no description", "say what it is for")
    for keyword, needed in (("required", required), ("default", "default" in table)):
        if needed:
            require_evidence(reading, shape.evidence, keyword, table.at(keyword))
    examples = table.get("examples")
    if "examples" in table and not isinstance(examples, Items):
        reading.report(table.at("examples"), "examples is no list", "write a list of values")
    return Field(
        name=name,
        required=required,
        shape=shape,
        has_default="default" in table,
        default=plain(table.get("default")),
        examples=tuple(plain(examples)) if isinstance(examples, Items) else (),
    )


def is_of_type(value: object, json_type: str) -> bool:
    """Whether a value of the spec is of a JSON type; ``5.0`` is an integer, ``true`` no number."""
    if json_type == "boolean":
        return isinstance(value, bool)
    if json_type in ("integer", "number"):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return False
        return json_type == "number" or isinstance(value, int) or value.is_integer()
    wanted = {"string": str, "array": list, "object": dict}[json_type]
    return isinstance(value, wanted)
