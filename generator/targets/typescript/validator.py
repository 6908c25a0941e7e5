"""Prints the check of a model's requests as straight-line TypeScript."""

from __future__ import annotations

from generator.contract.inventory import model_rules
from generator.contract.rule import Rule
from generator.contract.types import Field, Model, Shape
from generator.rules import CompiledRule, compile_validation, typescript_violation
from generator.rules.typescript import typescript_pattern
from generator.rules.typescript_literal import typescript_literal as literal
from generator.targets.common.errors import GenerationError
from generator.targets.typescript.lines import Lines
from generator.targets.typescript.names import pattern_name, variable_name

_BOUNDS = (
    ("minimum", "<", "minimum"),
    ("exclusiveMinimum", "<=", "exclusive_minimum"),
    ("maximum", ">", "maximum"),
    ("exclusiveMaximum", ">=", "exclusive_maximum"),
)
# Of a call with the usual indentation; what is longer takes a line for each argument.
_WIDTH = 84
_LENGTHS = (("minLength", "<", "min_length"), ("maxLength", ">", "max_length"))
_SIZES = (("minItems", "<", "min_items"), ("maxItems", ">", "max_items"))
_TESTS = {
    "string": "isText",
    "integer": "isInteger",
    "number": "isNumber",
    "boolean": "isBoolean",
    "array": "isArray",
    "object": "isObject",
}
# What a rule over several members may take a value for, once its type was looked at.
_TYPES = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "array": "readonly unknown[]",
    "object": "object",
}


class ValidatorPrinter:
    """Writes the parts of one module: its constants, the helpers it needs, the body of ``check``.

    The code keeps the order of the rule inventory, collects every violation, and runs a rule over
    several fields only when each of them is absent or well typed.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self.rules = {rule.id: rule for rule in model_rules(model)}
        self.compiled = [compile_validation(entry, model.request) for entry in model.validations]
        self.watched = {name for rule in self.compiled for name in rule.fields}
        self.constants: list[str] = []
        self.helpers: set[str] = {"Found"}
        self.body = Lines()
        self._printed: set[str] = set()
        self._names: set[str] = set()
        self._print()
        missing = self.rules.keys() - self._printed
        if missing:
            names = ", ".join(sorted(missing))
            raise GenerationError(f"{model.id}: the TypeScript target does not enforce {names}")

    def _print(self) -> None:
        out, request = self.body, self.model.request
        out.add(f"const found = new Found({literal(self.model.id)});")
        with out.block(f"if (!{self._use('isObject')}(body))"):
            out.add(self._found(self._rule((), "type"), '""', f"{self._use('jsonType')}(body)"))
            out.add("return found;")
        for name in self._flags():
            out.add(f"let ok_{name} = true;")
        self._fields((), request, "body", "`")
        self._strangers((), request, "body", "`")
        for compiled in self.compiled:
            self._validation(compiled)
        out.add("return found;")

    def _flags(self) -> list[str]:
        return [member.name for member in self.model.request.fields if member.name in self.watched]

    def _fields(self, path: tuple[str, ...], shape: Shape, table: str, base: str) -> None:
        for member in shape.fields:
            self._member((*path, member.name), member, table, base)

    def _member(self, path: tuple[str, ...], member: Field, table: str, base: str) -> None:
        out, variable = self.body, variable_name(path)
        place = f"{base}/{member.name}"
        out.add(f"const {variable} = {self._use('own')}({table}, {literal(member.name)});")
        flag = f"ok_{member.name}" if len(path) == 1 and member.name in self.watched else None
        if member.required:
            with out.block(f"if ({variable} === undefined)"):
                out.add(self._found(self._rule(path, "required"), _closed(place), "null"))
            with out.otherwise(f"if ({self._test(member.shape)}({variable}))"):
                self._value(path, member.shape, variable, place)
            with out.otherwise():
                self._misfit(path, variable, place, flag)
            return
        with out.block(f"if ({variable} !== undefined)"):
            self._tested(path, member.shape, variable, place, flag)

    def _tested(
        self, path: tuple[str, ...], shape: Shape, variable: str, place: str, flag: str | None
    ) -> None:
        out, before = self.body, self.body
        self.body = inner = Lines()
        self._value(path, shape, variable, place)
        self.body = before
        checks = inner.text().splitlines()
        if not checks:
            with out.block(f"if (!{self._test(shape)}({variable}))"):
                self._misfit(path, variable, place, flag)
            return
        with out.block(f"if ({self._test(shape)}({variable}))"):
            out.add(*checks)
        with out.otherwise():
            self._misfit(path, variable, place, flag)

    def _misfit(self, path: tuple[str, ...], variable: str, place: str, flag: str | None) -> None:
        actual = f"{self._use('jsonType')}({variable})"
        self.body.add(self._found(self._rule(path, "type"), _closed(place), actual))
        if flag is not None:
            self.body.add(f"{flag} = false;")

    def _test(self, shape: Shape) -> str:
        return self._use("isMedia" if shape.media is not None else _TESTS[shape.type])

    def _value(self, path: tuple[str, ...], shape: Shape, variable: str, place: str) -> None:
        """One value of the right type; ``place`` is the open template of its pointer."""
        self._limits(path, shape, variable, _closed(place))
        if shape.type == "object" and (shape.fields or shape.closed):
            self._fields(path, shape, variable, place)
            self._strangers(path, shape, variable, place)
        if shape.items is not None:
            self._items(path, shape.items, variable, place)
        if shape.media is not None:
            self._media(path, shape, variable, _closed(place))

    def _limits(self, path: tuple[str, ...], shape: Shape, variable: str, where: str) -> None:
        out = self.body
        if shape.enum is not None:
            rule = self._rule(path, "enum")
            name = self._constant(rule, "VALUES", literal(shape.enum))
            with out.block(f"if (!{self._use('among')}({variable}, {name}))"):
                out.add(self._found(rule, where, f"{self._use('shown')}({variable})", limit=name))
        self._sized(path, shape, _LENGTHS, variable, where)
        if shape.pattern is not None:
            rule = self._rule(path, "pattern")
            source = literal(typescript_pattern(shape.pattern))
            name = self._constant(rule, "PATTERN", f"{self._use('pattern')}({source})")
            with out.block(f"if (!{self._use('matches')}({name}, {variable}))"):
                out.add(self._found(rule, where, "null"))
        for keyword, sign, attribute in _BOUNDS:
            limit = getattr(shape, attribute)
            if limit is not None:
                with out.block(f"if ({variable} {sign} {literal(limit)})"):
                    out.add(self._found(self._rule(path, keyword), where, variable))
        if shape.multiple_of is not None:
            call = f"{self._use('isMultiple')}({variable}, {literal(shape.multiple_of)})"
            with out.block(f"if (!{call})"):
                out.add(self._found(self._rule(path, "multipleOf"), where, variable))
        self._sized(path, shape, _SIZES, variable, where)

    def _sized(
        self,
        path: tuple[str, ...],
        shape: Shape,
        keywords: tuple[tuple[str, str, str], ...],
        variable: str,
        where: str,
    ) -> None:
        limits = [(k, s, getattr(shape, a)) for k, s, a in keywords]
        limits = [(k, s, limit) for k, s, limit in limits if limit is not None]
        if not limits:
            return
        size = _beside("size", variable)
        self.body.add(f"const {size} = {self._use('sizeOf')}({variable});")
        for keyword, sign, limit in limits:
            with self.body.block(f"if ({size} {sign} {limit})"):
                self.body.add(self._found(self._rule(path, keyword), where, size))

    def _items(self, path: tuple[str, ...], items: Shape, variable: str, place: str) -> None:
        below, depth = (*path, "items"), len(path)
        index, item = f"index_{depth}", f"item_{depth}"
        with self.body.block(f"for (const [{index}, {item}] of {variable}.entries())"):
            self._tested(below, items, item, f"{place}/${{{index}}}", None)

    def _media(self, path: tuple[str, ...], shape: Shape, variable: str, where: str) -> None:
        out, rule, media = self.body, self._rule(path, "media"), shape.media
        assert media is not None  # noqa: S101 - the caller looked
        wrong = _beside("wrong", variable)
        arguments = f"{variable}, {literal(media.formats)}, {literal(media.max_bytes)}"
        fits = _length_holds(shape, _beside("size", variable))
        call = f"{self._use('checkMedia')}({arguments})"
        out.add(f"const {wrong} = {fits} ? {call} : null;" if fits else f"const {wrong} = {call};")
        with out.block(f"if ({wrong} !== null)"):
            out.add(self._found(rule, where, f"{wrong}[1]", limit=f"{wrong}[0]"))

    def _strangers(self, path: tuple[str, ...], shape: Shape, table: str, base: str) -> None:
        out = self.body
        if not shape.closed:
            return
        unsupported = "NONE"
        if not path and self.model.unsupported:
            values = literal(tuple(entry.name for entry in self.model.unsupported))
            unsupported = self._constant(None, "UNSUPPORTED", values)
            self._unsupported(table, unsupported)
        else:
            self._use("NONE")
        rule = self._rule(path, "additionalProperties")
        names = literal(tuple(member.name for member in shape.fields))
        known = self._constant(rule, "KNOWN", names)
        where = f"{base}/${{{self._use('token')}(name)}}`"
        call = f"{self._use('strangers')}({table}, {known}, {unsupported})"
        with out.block(f"for (const name of {call})"):
            limit = f"{self._use('nearest')}(name, {known})"
            out.add(self._found(rule, where, "null", limit=limit))

    def _unsupported(self, table: str, names: str) -> None:
        """The names that the page says the model does not take, all with one message or each."""
        out, entries = self.body, self.model.unsupported
        endings = {entry.message.removeprefix(entry.name) for entry in entries}
        alike = len(endings) == 1 and all(e.message.startswith(e.name) for e in entries)
        if not alike:
            for entry in entries:
                head = f"if ({self._use('own')}({table}, {literal(entry.name)}) !== undefined)"
                with out.block(head):
                    out.add(self._found(self._rule((entry.name,), "unsupported"), "", "null"))
            return
        for entry in entries:
            self._printed.add(self._rule((entry.name,), "unsupported").id)
        # As JSON it is ASCII without line ends; in a template two more things would count.
        ending = literal(endings.pop())[1:-1].replace("`", "\\`").replace("${", "\\${")
        with (
            out.block(f"for (const name of {names})"),
            out.block(f"if ({self._use('own')}({table}, name) !== undefined)"),
        ):
            out.add(f"found.add(`${{name}}/unsupported`, null, null, `${{name}}{ending}`);")

    def _validation(self, compiled: CompiledRule) -> None:
        rule = self.rules[f"{self.model.id}/rule/{compiled.validation.id}"]
        shapes = {member.name: member.shape for member in self.model.request.fields}
        names = {name: f"r_{name}" for name in compiled.fields}
        constant = pattern_name(compiled.validation.id)
        broken = typescript_violation(compiled.expression, names, constant=constant)
        self.helpers.update(broken.helpers)
        for name, source in broken.patterns.items():
            self.constants.append(f"const {name} = pattern({literal(source)});")
        head = " && ".join(f"ok_{name}" for name in compiled.fields)
        with self.body.block(f"if ({head})" if head else ""):
            for name in compiled.fields:
                variable = variable_name((name,))
                # As the rule is proved to look at a member only where it is present.
                self.body.add(f"const r_{name} = {variable} as {_TYPES[shapes[name].type]};")
            with self.body.block(f"if ({broken.text})"):
                self._printed.add(rule.id)
                call = "warn" if rule.severity == "warning" else "rule"
                arguments = f"{literal(compiled.validation.id)}, {literal(rule.message)}"
                self.body.add(f"found.{call}({arguments});")

    def _rule(self, path: tuple[str, ...], keyword: str) -> Rule:
        return self.rules["/".join((self.model.id, *path, keyword))]

    def _use(self, helper: str) -> str:
        self.helpers.add(helper)
        return helper

    def _constant(self, rule: Rule | None, kind: str, source: str) -> str:
        path = () if rule is None else rule.path
        base = name = "_".join(step.upper() for step in (kind, *path))
        # Two paths may give one name: a/b_c and a_b/c.
        count = 1
        while name in self._names:
            count += 1
            name = f"{base}_{count}"
        self._names.add(name)
        self.constants.append(f"const {name} = {source};")
        return name

    def _found(self, rule: Rule, where: str, actual: str, *, limit: str = "") -> str:
        self._printed.add(rule.id)
        shown = limit or literal(rule.limit)
        # The id begins with the model's, which is said once.
        below = rule.id.removeprefix(f"{self.model.id}/")
        arguments = [literal(below), shown, actual, literal(rule.message)]
        path = f"/{below.rpartition('/')[0]}" if "/" in below else ""
        if where and where != literal(path):
            arguments.append(where)
        line = f"found.add({', '.join(arguments)});"
        if len(line) <= _WIDTH:
            return line
        return "\n".join(("found.add(", *(f"  {part}," for part in arguments), ");"))


def _beside(word: str, variable: str) -> str:
    """The name of something about a value: ``size_prompt`` beside ``v_prompt``."""
    return f"{word}_{variable.removeprefix('v').removeprefix('_')}"


def _closed(place: str) -> str:
    """A template without a variable in it is a plain string."""
    return f"{place}`" if "${" in place else f'"{place[1:]}"'


def _length_holds(shape: Shape, size: str) -> str:
    parts = []
    if shape.min_length is not None:
        parts.append(f"{size} >= {shape.min_length}")
    if shape.max_length is not None:
        parts.append(f"{size} <= {shape.max_length}")
    return " && ".join(parts)
