"""Prints the check of a model's requests as straight-line Go over JSON values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.contract.inventory import model_rules
from generator.contract.rule import Rule
from generator.contract.types import Field, Model, Shape
from generator.rules.go import camel, go_string
from generator.targets.common.errors import GenerationError
from generator.targets.go.lines import Lines
from generator.targets.go.literals import boxed, number, strings
from generator.targets.go.names import unexported
from generator.targets.go.rule_functions import RuleFunction
from generator.targets.go.variables import (
    BOUNDS,
    LENGTHS,
    OPPOSITE,
    SIZES,
    Keywords,
    breaks_integer,
    enumerated,
    limits,
    real,
    typed_name,
    value_name,
)

_KINDS = {
    "string": "{}.IsString()",
    "integer": "{}.IsInteger()",
    "number": "{}.IsNumber()",
    "boolean": "{}.Kind() == jsonvalue.Bool",
    "array": "{}.Kind() == jsonvalue.Array",
    "object": "{}.Kind() == jsonvalue.Object",
}


class ValidatorPrinter:
    """Writes the full check of one model, which collects every violation.

    It keeps the order of the rule inventory, and runs a rule over several fields only when each of
    them is absent or well typed.
    """

    def __init__(self, model: Model, functions: Sequence[RuleFunction]) -> None:
        self.model = model
        self.rules = {rule.id: rule for rule in model_rules(model)}
        self.functions = functions
        self.watched = {name for function in functions for name in function.fields}
        self.variables: list[str] = []
        self.out = Lines()
        self._printed: set[str] = set()

    def print(self) -> str:
        """The function; ``variables`` holds what it needs beside it.

        Raises:
            GenerationError: a rule of the inventory is not enforced.
        """
        name = f"check{self.model.class_name}"
        self.out.add(f"// {name} holds a request body against every rule of {self.model.id}.")
        with self.out.block(f"func {name}(body jsonvalue.Value) Findings"):
            self._body()
        missing = self.rules.keys() - self._printed
        if missing:
            names = ", ".join(sorted(missing))
            raise GenerationError(f"{self.model.id}: the Go target does not enforce {names}")
        return self.out.text()

    def _body(self) -> None:
        out, request = self.out, self.model.request
        out.add("var found Findings")
        with out.block("if body.Kind() != jsonvalue.Object"):
            self._found(self._rule((), "type"), '""', "body.TypeName()")
            out.add("return found")
        if request.closed:
            out.add("known := 0")
        for member in request.fields:
            if member.name in self.watched:
                out.add(f"{typed_name(member.name)} := true")
        self._fields((), request, "body", '"')
        self._strangers((), request, "body", '"')
        for function in self.functions:
            self._validation(function)
        out.add("return found")

    def _fields(self, path: tuple[str, ...], shape: Shape, table: str, base: str) -> None:
        for member in shape.fields:
            self._member((*path, member.name), member, shape, table, base)

    def _member(
        self, path: tuple[str, ...], member: Field, owner: Shape, table: str, base: str
    ) -> None:
        out, variable = self.out, value_name(path)
        place = f"{base}/{member.name}"
        out.add(f"{variable} := {table}.Get({go_string(member.name)})")
        with out.block(f"if {variable}.Present()", "" if member.required else "}"):
            if owner.closed:
                out.add(f"{_known(path[:-1])}++")
            watched = len(path) == 1 and member.name in self.watched
            flag = typed_name(member.name) if watched else ""
            self._value(path, member.shape, variable, place, flag)
        if member.required:
            with out.block("} else"):
                self._found(self._rule(path, "required"), f'{place}"', "nil")

    def _value(
        self, path: tuple[str, ...], shape: Shape, variable: str, place: str, flag: str
    ) -> None:
        """One value that is there; ``place`` is the open string of its pointer."""
        outer, inner = self.out, Lines(self.out.depth + 1)
        self.out = inner
        self._keywords(path, shape, variable, place)
        self.out = outer
        fits = _KINDS[shape.type].format(variable)
        misfits = fits.replace("==", "!=") if "==" in fits else f"!{fits}"
        if len(inner):
            outer.add(f"if {fits} {{")
            outer.take(inner)
        head = "} else" if len(inner) else f"if {misfits}"
        with outer.block(head):
            rule = self._rule(path, "type")
            self._found(rule, _closed(place), f"{variable}.TypeName()")
            if flag:
                outer.add(f"{flag} = false")

    def _keywords(self, path: tuple[str, ...], shape: Shape, variable: str, place: str) -> None:
        out, where = self.out, _closed(place)
        if shape.enum is not None:
            self._enumeration(path, shape, variable, where)
        self._sized(path, shape, LENGTHS, variable, where)
        if shape.pattern is not None:
            name = self._pattern(path, shape.pattern)
            with out.block(f"if !{name}.MatchString({variable}.Text())"):
                self._found(self._rule(path, "pattern"), where, "nil")
        for keyword, sign, limit in limits(shape, BOUNDS):
            test = f"checks.RealOf({variable}).Compare({real(limit)}) {sign} 0"
            if shape.type == "integer":
                test = breaks_integer(f"{variable}.Int()", sign, limit)
            with out.block(f"if {test}"):
                self._found(self._rule(path, keyword), where, f"checks.Numeral({variable})")
        if shape.multiple_of is not None:
            with out.block(f"if !checks.IsMultiple({variable}, {shape.multiple_of})"):
                rule = self._rule(path, "multipleOf")
                self._found(rule, where, f"checks.Numeral({variable})")
        self._sized(path, shape, SIZES, variable, where)
        if shape.type == "object":
            if shape.closed:
                out.add(f"{_known(path)} := 0")
            self._fields(path, shape, variable, place)
            self._strangers(path, shape, variable, place)
        if shape.items is not None:
            self._items(path, shape.items, variable, place)
        if shape.media is not None:
            self._media(path, shape, variable, where)

    def _enumeration(self, path: tuple[str, ...], shape: Shape, variable: str, where: str) -> None:
        rule, actual = self._rule(path, "enum"), f"checks.Shown({variable})"
        values = enumerated(shape)
        if shape.type == "string" and values:
            # The text of an image that nobody has read is empty.
            self.out.add(
                f"switch {variable}.Text() {{", f"case {', '.join(map(go_string, values))}:"
            )
            with self.out.default():
                self._found(rule, where, actual)
        else:
            with self.out.block(f"if {_differs(shape, values, variable)}"):
                self._found(rule, where, actual)

    def _sized(
        self, path: tuple[str, ...], shape: Shape, keywords: Keywords, variable: str, where: str
    ) -> None:
        for keyword, sign, limit in limits(shape, keywords):
            with self.out.block(f"if size := {variable}.Size(); size {sign} {limit}"):
                self._found(self._rule(path, keyword), where, "size")

    def _items(self, path: tuple[str, ...], items: Shape, variable: str, place: str) -> None:
        depth = len(path)
        with self.out.block(f"for index{depth}, item{depth} := range {variable}.Items()"):
            below = f'{place}/"+strconv.Itoa(index{depth})+"'
            self._value((*path, "items"), items, f"item{depth}", below, "")

    def _media(self, path: tuple[str, ...], shape: Shape, variable: str, where: str) -> None:
        tests = [f"size {OPPOSITE[sign]} {limit}" for _, sign, limit in limits(shape, LENGTHS)]
        call = f"checks.Media({variable}, {media_limits(shape)})"
        if tests:
            # Of an image of the wrong length nothing more is said.
            with self.out.block(f"if size := {variable}.Size(); {' && '.join(tests)}"):
                self._media_found(path, call, where)
        else:
            self._media_found(path, call, where)

    def _media_found(self, path: tuple[str, ...], call: str, where: str) -> None:
        with self.out.block(f"if limit, actual, ok := {call}; !ok"):
            self._found(self._rule(path, "media"), where, "actual", "limit")

    def _strangers(self, path: tuple[str, ...], shape: Shape, table: str, base: str) -> None:
        if not shape.closed:
            return
        out, rule = self.out, self._rule(path, "additionalProperties")
        names = self._variable("Known", path, strings([member.name for member in shape.fields]))
        entries = self.model.unsupported if not path else ()
        unsupported = "nil"
        if entries:
            unsupported = self._variable("Unsupported", path, strings([e.name for e in entries]))
        with out.block(f"if {_known(path)} != len({table}.Members())"):
            for entry in entries:
                with out.block(f"if {table}.Get({go_string(entry.name)}).Present()"):
                    gone = self._rule((entry.name,), "unsupported")
                    self._found(gone, f'"/{entry.name}"', "nil")
            call = f"checks.Strangers({table}.Members(), {names}, {unsupported})"
            with out.block(f"for _, name := range {call}"):
                where = f'{base}/"+checks.Pointer(name)'
                self._found(rule, where, "nil", f"checks.NearestOrNil(name, {names})")

    def _validation(self, function: RuleFunction) -> None:
        rule = self.rules[f"{self.model.id}/rule/{function.rule.validation.id}"]
        self._printed.add(rule.id)
        arguments = []
        for parameter in function.condition.parameters:
            variable = value_name((parameter.member,))
            arguments.append(_answer(parameter.question, parameter.type, variable))
        typed = " && ".join(map(typed_name, function.fields))
        with self.out.block(f"if {typed} && !{function.name}({', '.join(arguments)})"):
            told = f"{go_string(rule.id)}, {go_string(rule.message)}"
            if rule.severity == "warning":
                self.out.add(f"found.warn({told})")
            else:
                self._found(rule, '""', "nil")

    def _found(self, rule: Rule, where: str, actual: str, limit: str = "") -> None:
        self._printed.add(rule.id)
        shown = limit or self._limit(rule)
        arguments = (go_string(rule.id), where, go_string(rule.keyword), shown, actual)
        self.out.add(f"found.add({', '.join(arguments)}, {go_string(rule.message)})")

    def _limit(self, rule: Rule) -> str:
        return boxed(rule.limit)

    def _rule(self, path: tuple[str, ...], keyword: str) -> Rule:
        return self.rules["/".join((self.model.id, *path, keyword))]

    def _pattern(self, path: tuple[str, ...], pattern: str) -> str:
        return self._variable("Pattern", path, f"regexp.MustCompile({go_string(pattern)})")

    def _variable(self, kind: str, path: tuple[str, ...], source: str) -> str:
        base = name = unexported(self.model.class_name) + kind + "".join(map(camel, path))
        # Two paths may give one name: a/b_c and a_b/c.
        count = 1
        while any(line.startswith(f"var {name} ") for line in self.variables):
            count += 1
            name = f"{base}_{count}"
        self.variables.append(f"var {name} = {source}")
        return name


def media_limits(shape: Shape) -> str:
    """The arguments of a media check behind the image: the size, -1 for any, and the formats."""
    media = shape.media
    if media is None:
        raise TypeError("a value that is no image")
    size = -1 if media.max_bytes is None else media.max_bytes
    return ", ".join([number(size), *map(go_string, media.formats)])


def _known(path: tuple[str, ...]) -> str:
    return f"known{len(path) + 1}" if path else "known"


def _closed(place: str) -> str:
    return (place + '"').removesuffix('+""')


def _differs(shape: Shape, values: Sequence[Any], variable: str) -> str:
    """Whether a value of the right type is none of these."""
    if not values:
        return "true"
    if shape.type == "boolean":
        return " && ".join(f"{variable}.Bool() != {boxed(value)}" for value in values)
    if shape.type == "integer" and all(isinstance(value, int) for value in values):
        return " && ".join(f"{variable}.Int() != {value}" for value in values)
    tests = (f"checks.RealOf({variable}).Compare({real(value)}) != 0" for value in values)
    return " && ".join(tests)


def _answer(question: str, type_of: str, variable: str) -> str:
    if question == "has":
        return f"{variable}.Present()"
    if question == "size":
        return f"{variable}.Size()"
    accessors = {"bool": "{}.Bool()", "int64": "{}.Int()", "string": "{}.Text()"}
    return accessors.get(type_of, "checks.RealOf({})").format(variable)
