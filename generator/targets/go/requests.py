"""Prints the types of a model's requests, and how they become JSON values."""

from __future__ import annotations

from generator.contract.types import Field, Model, Shape
from generator.rules.go import go_string
from generator.targets.common.limits import argument_text
from generator.targets.go.comments import comment
from generator.targets.go.lines import Lines
from generator.targets.go.names import Names, exported, is_enumeration, is_struct, shapes

_SCALARS = {"string": "string", "integer": "int64", "number": "float64", "boolean": "bool"}
_MAKERS = {"string": "ofText", "integer": "jsonvalue.OfInt", "number": "jsonvalue.OfFloat"}
EXTRA = "AdditionalProperties"


class RequestPrinter:
    """Writes the struct of a request, those inside it, and the constants of its enumerations."""

    def __init__(self, model: Model, names: Names) -> None:
        self.model = model
        self.names = names
        self.out = Lines()

    def print(self) -> str:
        """All types of the model, the request first."""
        request = self.names.of(self.model, "request")
        text = f"{request} is a request of {self.model.id}: {self.model.description}"
        self._struct((), self.model.request, request, text)
        for path, shape in reversed(list(shapes(self.model.request))):
            if is_struct(shape):
                name = self.names.of(self.model, "object", path)
                text = f"{name} is a part of a request. {shape.description}"
                self._struct(path, shape, name, text)
            elif is_enumeration(shape):
                self._enumeration(path, shape)
        return self.out.text()

    def type_of(self, path: tuple[str, ...], shape: Shape) -> str:
        """The Go type of a value."""
        if shape.media is not None:
            return "Image"
        if is_enumeration(shape):
            return self.names.of(self.model, "enumeration", path)
        if shape.items is not None:
            return "[]" + self.type_of((*path, "items"), shape.items)
        if shape.type == "array":
            return "[]any"
        if shape.type == "object":
            return self.names.of(self.model, "object", path) if shape.fields else "map[string]any"
        return _SCALARS[shape.type]

    def _struct(self, path: tuple[str, ...], shape: Shape, name: str, text: str) -> None:
        out = self.out
        out.add("", *comment(text))
        with out.block(f"type {name} struct"):
            for number, member in enumerate(shape.fields):
                if number:
                    out.add("")
                below = (*path, member.name)
                field = exported(member.name)
                out.add(*comment(f"{field}: {argument_text(member)}", 1))
                star = "*" if is_pointer(member) else ""
                out.add(f"{field} {star}{self.type_of(below, member.shape)}")
            if not shape.closed:
                out.add("", *comment(f"{extra_field(shape)} are members besides these.", 1))
                out.add(f"{extra_field(shape)} map[string]any")
        self._value(path, shape, name)

    def _value(self, path: tuple[str, ...], shape: Shape, name: str) -> None:
        out = self.out
        out.add("")
        with out.block(f"func (r *{name}) value() jsonvalue.Value"):
            opening = "members := []jsonvalue.Member{"
            if shape.closed:
                opening = "return jsonvalue.OfMembers([]jsonvalue.Member{"
            out.add(opening)
            for member in shape.fields:
                value = self._member((*path, member.name), member)
                out.add(f"\t{{Name: {go_string(member.name)}, Value: {value}}},")
            out.add("})" if shape.closed else "}")
            if not shape.closed:
                extra = f"appendMembers(members, r.{extra_field(shape)})"
                out.add(f"return jsonvalue.OfMembers({extra})")

    def _member(self, path: tuple[str, ...], member: Field) -> str:
        subject = f"r.{exported(member.name)}"
        if is_pointer(member):
            return f"optional({subject}, {self._maker(path, member.shape)})"
        return self._made(path, member.shape, subject)

    def _made(self, path: tuple[str, ...], shape: Shape, subject: str) -> str:
        """The JSON value of what ``subject`` names."""
        if shape.media is not None or is_struct(shape):
            return f"{subject}.value()"
        if shape.type == "array":
            items = shape.items
            maker = "valueOf[any]" if items is None else self._maker((*path, "items"), items)
            return f"listOf({subject}, {maker})"
        if shape.type == "object":
            return f"mappingOf({subject})"
        if shape.type == "boolean":
            return f"jsonvalue.OfBool({subject})"
        return f"{_MAKERS[shape.type]}({subject})"

    def _maker(self, path: tuple[str, ...], shape: Shape) -> str:
        """A function that makes the JSON value of one."""
        type_of = self.type_of(path, shape)
        if shape.media is not None:
            return "Image.value"
        if is_struct(shape):
            return f"func(item {type_of}) jsonvalue.Value {{ return item.value() }}"
        if shape.type == "array":
            made = self._made(path, shape, "item")
            return f"func(item {type_of}) jsonvalue.Value {{ return {made} }}"
        if shape.type == "object":
            return "mappingOf"
        if shape.type == "boolean":
            return "jsonvalue.OfBool"
        return f"ofText[{type_of}]" if shape.type == "string" else _MAKERS[shape.type]

    def _enumeration(self, path: tuple[str, ...], shape: Shape) -> None:
        out, name = self.out, self.names.of(self.model, "enumeration", path)
        place = "".join("[]" if step == "items" else f".{step}" for step in path).lstrip(".")
        out.add("", *comment(f"{name} is a value of {place} of {self.model.id}."))
        out.add(f"type {name} string", "")
        values = [value for value in shape.enum or () if isinstance(value, str)]
        if not values:
            return
        constants = [(self.names.constant(name, value), value) for value in dict.fromkeys(values)]
        width = max(len(constant) for constant, _ in constants)
        out.add(*comment(f"The values of {name}."), "const (")
        for constant, value in constants:
            out.add(f"\t{constant.ljust(width)} {name} = {go_string(value)}")
        out.add(")")


def is_pointer(member: Field) -> bool:
    """Whether absent needs a pointer: images, lists and mappings have a zero value for it."""
    shape = member.shape
    if member.required or shape.media is not None or shape.type == "array":
        return False
    return shape.type != "object" or bool(shape.fields)


def extra_field(shape: Shape) -> str:
    """The field that holds the members of an open object that have no field of their own."""
    name = EXTRA
    while any(exported(member.name) == name for member in shape.fields):
        name += "_"
    return name
