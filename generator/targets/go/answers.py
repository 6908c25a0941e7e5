"""Prints the types of answers, and how they are read without refusing any shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.rules.go import go_string
from generator.spec.document import Document
from generator.targets.common.answers import type_of
from generator.targets.common.errors import GenerationError
from generator.targets.go.comments import comment
from generator.targets.go.lines import Lines
from generator.targets.go.names import exported, unexported
from generator.targets.go.sources import source

_REFERENCE = "#/components/schemas/"
_SCALARS = {
    "string": ("string", "textOf"),
    "integer": ("*int64", "integerOf"),
    "number": ("*float64", "numberOf"),
    "boolean": ("*bool", "flagOf"),
    None: ("json.RawMessage", "rawOf"),
}
# The runtime opens these itself; what is in them has a type of its own.
_ENVELOPE = "Envelope"


def answers_file(document: Document) -> bytes:
    """All types of answers, by the names that the spec gives them.

    Raises:
        GenerationError: a member of a form that no client has a reader for.
    """
    out = Lines()
    for name, schema in document.openapi["components"]["schemas"].items():
        if not name.endswith(_ENVELOPE):
            _answer(out, str(name), schema)
    text = source([out.text()]).decode()
    return text.replace("import (\n", 'import (\n\t"encoding/json"\n\n', 1).encode()


def _answer(out: Lines, name: str, schema: Mapping[str, Any]) -> None:
    members = {str(key): value for key, value in schema.get("properties", {}).items()}
    kinds = {member: _kind(member, value) for member, value in members.items()}
    description = f"{name} is a part of an answer. {schema.get('description', '')}"
    out.add(*comment(description), "//")
    out.add(
        "// Nothing in it is required: a member that is missing or of another type than documented",
        "// is empty or nil.",
    )
    with out.block(f"type {name} struct"):
        for member, value in members.items():
            out.add(*comment(f"{exported(member)}: {_description(member, value)}", 1))
            out.add(f"{exported(member)} {kinds[member][0]}", "")
        out.add("// Raw is the JSON object as it came, with what has no field here.")
        out.add("Raw json.RawMessage")
    out.add("")
    with out.block(f"func read{name}(object jsonvalue.Value) {name}"):
        out.add(f"return {name}{{")
        width = max(len(exported(member)) for member in (*members, "raw")) + 1
        for member, (_, reader) in kinds.items():
            value = f"{reader}(object.Get({go_string(member)})"
            value += f", read{_target(members[member])})" if _target(members[member]) else ")"
            out.add(f"\t{(exported(member) + ':').ljust(width)} {value},")
        out.add(f"\t{'Raw:'.ljust(width)} rawOf(object),", "}")
    out.add("")


def _kind(name: str, schema: Mapping[str, Any]) -> tuple[str, str]:
    """The Go type of a member, and the function that reads it."""
    target = _target(schema)
    if schema.get("type") == "array" and target:
        return f"[]{target}", "objectsOf"
    if target:
        return f"*{target}", "objectOf"
    if type_of(schema) not in _SCALARS:
        raise GenerationError(f"no reader for {name!r}, of type {schema.get('type')}")
    return _SCALARS[type_of(schema)]


def _target(schema: Mapping[str, Any]) -> str:
    """The schema that a member, or its entries, refer to; empty for none."""
    if schema.get("type") == "array":
        return _target(schema.get("items", {}))
    reference = str(schema.get("$ref", ""))
    return reference.removeprefix(_REFERENCE)


def _description(member: str, schema: Mapping[str, Any]) -> str:
    return str(schema.get("description") or f"see {_target(schema) or unexported(member)}.")
