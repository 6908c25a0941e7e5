"""Prints whether a typed request is plainly valid: without JSON values, and without allocating.

It is a second printing of the same limits, held to the first by the tests: a request that breaks
one rule alone has to be refused, by whichever road it goes. The rules over several members are
printed once, and asked from both.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.contract.types import Field, Model, Shape
from generator.rules.go import Parameter, go_string
from generator.targets.go.lines import Lines
from generator.targets.go.names import Names, exported, is_struct
from generator.targets.go.requests import extra_field, is_pointer
from generator.targets.go.rule_functions import RuleFunction
from generator.targets.go.validator import media_limits
from generator.targets.go.variables import (
    BOUNDS,
    LENGTHS,
    SIZES,
    breaks_double,
    breaks_integer,
    enumerated,
    limits,
    real,
)


class ShortcutPrinter:
    """Writes ``plainlyValid`` of one request."""

    def __init__(self, model: Model, names: Names, functions: Sequence[RuleFunction]) -> None:
        self.model = model
        self.names = names
        self.functions = functions
        self.out = Lines()

    def print(self) -> str:
        """The method."""
        out, name = self.out, self.names.of(self.model, "request")
        out.add(
            "// plainlyValid tells whether the request keeps every rule, warnings too, without",
            "// allocating anything; what it does not let through is looked at once more.",
        )
        with out.block(f"func (r *{name}) plainlyValid() bool"):
            self._members(self.model.request, "r", 0)
            for function in self.functions:
                given = ", ".join(map(self._argument, function.condition.parameters))
                self._reject(f"!{function.name}({given})")
            out.add("return true")
        return out.text()

    def _reject(self, condition: str) -> None:
        with self.out.block(f"if {condition}"):
            self.out.add("return false")

    def _members(self, shape: Shape, owner: str, depth: int) -> None:
        for member in shape.fields:
            subject = f"{owner}.{exported(member.name)}"
            if member.required and _may_be_nil(member):
                self._reject(f"{_absent(member, subject)}")
                self._value(member.shape, subject, depth)
            elif member.required:
                self._value(member.shape, subject, depth)
            else:
                self._optional(member, subject, depth)
        if not shape.closed:
            # What stands there may be called like a member, or be no JSON.
            self._reject(f"len({owner}.{extra_field(shape)}) > 0")

    def _optional(self, member: Field, subject: str, depth: int) -> None:
        outer, inner = self.out, Lines(self.out.depth + 1)
        self.out = inner
        pointer = is_pointer(member) and not is_struct(member.shape)
        self._value(member.shape, f"*{subject}" if pointer else subject, depth)
        self.out = outer
        if len(inner):
            outer.add(f"if {_present(member, subject)} {{")
            outer.take(inner)
            outer.add("}")

    def _value(self, shape: Shape, subject: str, depth: int) -> None:
        if shape.media is not None:
            self._image(shape, subject)
        elif shape.type == "string":
            self._string(shape, subject)
        elif shape.type == "integer":
            self._integer(shape, subject)
        elif shape.type == "number":
            self._double(shape, subject)
        elif shape.type == "boolean":
            values = enumerated(shape)
            if shape.enum is not None and len(values) < 2:  # noqa: PLR2004 -- true and false
                self._reject({(): "true", (True,): f"!{subject}"}.get(tuple(values), subject))
        elif shape.type == "array":
            self._array(shape, subject, depth)
        elif is_struct(shape):
            self._members(shape, subject, depth)

    def _image(self, shape: Shape, subject: str) -> None:
        if shape.pattern is not None or shape.enum is not None:
            self._reject("true")
            return
        low = -1 if shape.min_length is None else shape.min_length
        high = -1 if shape.max_length is None else shape.max_length
        self._reject(f"!{subject}.plainly({low}, {high}, {media_limits(shape)})")

    def _string(self, shape: Shape, subject: str) -> None:
        if shape.enum is not None:
            values = [go_string(value) for value in enumerated(shape)]
            self.out.add(f"switch {subject} {{")
            self.out.add(*([f"case {', '.join(values)}:"] if values else []))
            with self.out.default():
                self.out.add("return false")
        if shape.enum is None or shape.min_length is not None or shape.max_length is not None:
            self._lengths(shape, f"string({subject})" if shape.enum is not None else subject)
        if shape.pattern is not None:
            # The other check holds the compiled pattern; this road need not know it.
            self._reject("true")

    def _lengths(self, shape: Shape, subject: str) -> None:
        tests = [f"size {sign} {limit}" for _, sign, limit in limits(shape, LENGTHS)]
        if shape.min_length is None:
            tests.insert(0, "size < 0")  # no UTF-8
        self._reject(f"size := checks.Length({subject}); {' || '.join(tests)}")

    def _integer(self, shape: Shape, subject: str) -> None:
        if shape.enum is not None:
            tests = [
                f"{subject} != {value}"
                if isinstance(value, int)
                else f"checks.Int({subject}).Compare({real(value)}) != 0"
                for value in enumerated(shape)
            ]
            self._reject(" && ".join(tests) or "true")
        tests = [breaks_integer(subject, sign, limit) for _, sign, limit in limits(shape, BOUNDS)]
        if shape.multiple_of is not None:
            tests.append(f"{subject}%{shape.multiple_of} != 0")
        if tests:
            self._reject(" || ".join(tests))

    def _double(self, shape: Shape, subject: str) -> None:
        if shape.enum is not None:
            tests = [
                f"checks.Float({subject}).Compare({real(value)}) != 0"
                for value in enumerated(shape)
            ]
            self._reject(" && ".join(tests) or "true")
        tests = [f"!checks.Finite({subject})"]
        tests += [breaks_double(subject, sign, limit) for _, sign, limit in limits(shape, BOUNDS)]
        if shape.multiple_of is not None:
            tests.append("true")  # rare: the other check divides
        self._reject(" || ".join(tests))

    def _array(self, shape: Shape, subject: str, depth: int) -> None:
        inside = f"({subject})" if subject.startswith("*") else subject
        tests = [f"len({subject}) {sign} {limit}" for _, sign, limit in limits(shape, SIZES)]
        if tests:
            self._reject(" || ".join(tests))
        if shape.items is None:
            return
        at = f"at{depth}" if depth else "at"
        outer, inner = self.out, Lines(self.out.depth + 1)
        self.out = inner
        self._value(shape.items, f"{inside}[{at}]", depth + 1)
        self.out = outer
        if len(inner):
            outer.add(f"for {at} := range {subject} {{")
            outer.take(inner)
            outer.add("}")

    def _argument(self, parameter: Parameter) -> str:
        member = next(m for m in self.model.request.fields if m.name == parameter.member)
        subject = f"r.{exported(member.name)}"
        if parameter.question == "has":
            required = member.required and not _may_be_nil(member)
            return "true" if required else _present(member, subject)
        shape = member.shape
        if shape.type == "array":
            return f"int64(len({subject}))"
        value = f"value({subject})" if is_pointer(member) else subject
        if shape.media is not None:
            return f"{subject}.characters()" if parameter.question == "size" else f"{subject}.text"
        if shape.enum is not None and shape.type == "string":
            value = f"string({value})"
        if parameter.question == "size":
            return f"checks.Length({value})"
        return f"checks.Float({value})" if shape.type == "number" else value


def _may_be_nil(member: Field) -> bool:
    """Whether a required member can be left out all the same: an image, a list, a mapping."""
    shape = member.shape
    return shape.media is not None or shape.type == "array" or _is_mapping(shape)


def _is_mapping(shape: Shape) -> bool:
    return shape.type == "object" and not shape.fields


def _present(member: Field, subject: str) -> str:
    return f"{subject}.given()" if member.shape.media is not None else f"{subject} != nil"


def _absent(member: Field, subject: str) -> str:
    return f"!{subject}.given()" if member.shape.media is not None else f"{subject} == nil"
