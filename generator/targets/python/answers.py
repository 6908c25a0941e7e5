"""How a member of an answer is typed and read, by the parser's kind of property."""

from __future__ import annotations

from typing import Any

from openapi_python_client.parser.properties import (
    AnyProperty,
    BooleanProperty,
    FloatProperty,
    IntProperty,
    ListProperty,
    ModelProperty,
    StringProperty,
)

from generator.targets.common.errors import GenerationError
from generator.targets.python.literals import docstring, literal, one_line

_SCALARS = {
    StringProperty: ("str | None", "text"),
    IntProperty: ("int | None", "integer"),
    FloatProperty: ("float | None", "number"),
    BooleanProperty: ("bool | None", "flag"),
    AnyProperty: ("Any", "anything"),
}


def answer_title(model: Any) -> str:
    """The docstring of the module of a class of answers."""
    return docstring(_description(model) or "A part of an answer.", 0)


def answer_docstring(model: Any) -> str:
    """The docstring of a class of answers, with a line for each member."""
    lines = [
        _description(model) or "A part of an answer.",
        "",
        "Nothing in it is required: a member that is missing or of another type than documented is",
        "`None`, and `raw` holds the answer as it came.",
        "",
        "Attributes:",
    ]
    lines += [
        f"    {member.python_name}: {one_line(_description(member))}".rstrip()
        for member in (*model.required_properties, *model.optional_properties)
    ]
    return docstring("\n".join([*lines, "    raw: The JSON object as it came."]), 4)


def _description(described: Any) -> str:
    text = described.description
    return text.get_untrusted_value() if text else ""


def answer_type(member: Any) -> str:
    """The Python type of a member of an answer."""
    if type(member) in _SCALARS:
        return _SCALARS[type(member)][0]
    if isinstance(member, ModelProperty):
        return f"{member.class_info.name} | None"
    return f"list[{_inner(member).class_info.name}]"


def answer_reader(member: Any) -> str:
    """The expression that reads a member out of ``raw``."""
    name = literal(member.name.get_untrusted_value())
    if type(member) in _SCALARS:
        return f"read.{_SCALARS[type(member)][1]}(raw, {name})"
    if isinstance(member, ModelProperty):
        return f"read.model(raw, {name}, {member.class_info.name})"
    return f"read.models(raw, {name}, {_inner(member).class_info.name})"


def _inner(member: Any) -> ModelProperty:
    if isinstance(member, ListProperty) and isinstance(member.inner_property, ModelProperty):
        return member.inner_property
    kind = type(member).__name__
    raise GenerationError(f"no reader for {member.name.get_untrusted_value()!r}, a {kind}")
