"""Prints the check of a model's requests as straight-line Python."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from generator.contract.inventory import model_rules
from generator.contract.rule import Rule
from generator.contract.types import Field, Model, Shape
from generator.rules import CompiledRule, compile_validation, python_pattern, python_violation
from generator.targets.common.errors import GenerationError
from generator.targets.python.lines import Lines
from generator.targets.python.literals import literal
from generator.targets.python.names import pattern_name, variable_name
from generator.targets.python.plain_value import unlike_most
from generator.targets.python.shortcut import print_shortcut

_BOUNDS = (
    ("minimum", "<", "minimum"),
    ("exclusiveMinimum", "<=", "exclusive_minimum"),
    ("maximum", ">", "maximum"),
    ("exclusiveMaximum", ">=", "exclusive_maximum"),
)
_LENGTHS = (("minLength", "<", "min_length"), ("maxLength", ">", "max_length"))
_SIZES = (("minItems", "<", "min_items"), ("maxItems", ">", "max_items"))


class ValidatorPrinter:
    """Writes one module: its constants, then ``check``.

    The code keeps the order of the rule inventory, collects every violation, and runs a rule over
    several fields only when each of them is absent or well typed.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self.rules = {rule.id: rule for rule in model_rules(model)}
        self.compiled = [compile_validation(entry, model.request) for entry in model.validations]
        self.watched = {name for rule in self.compiled for name in rule.fields}
        self.constants: list[str] = []
        self.body = Lines()
        self._printed: set[str] = set()
        self._names: set[str] = set()
        self._print()
        missing = self.rules.keys() - self._printed
        if missing:
            names = ", ".join(sorted(missing))
            raise GenerationError(f"{model.id}: the Python target does not enforce {names}")

    def shortcut(self) -> str:
        """The body of ``check``, which lets most valid requests through at once."""
        return print_shortcut(self.model, self.compiled)

    def _print(self) -> None:
        out, request = self.body, self.model.request
        out.add("found: list[Violation] = []")
        rule = self._rule((), "type")
        with out.block("if not isinstance(body, dict):"):
            out.add(self._found(rule, '""', "json_type(body)"), "return found, ()")
        out.add("members: dict[str, Any] = body")
        out.add("known = 0")
        for name in self._flags():
            out.add(f"typed_{name} = True")
        self._fields((), request, "members", '"', top=True)
        self._strangers((), request, "members", '"')
        out.add("notes: list[Violation] = []" if self._has_warnings() else "")
        for compiled in self.compiled:
            self._validation(compiled)
        notes = "notes" if self._has_warnings() else "()"
        clean = "not found and not notes" if self._has_warnings() else "not found"
        with out.block(f"if {clean}:"):
            out.add("return CLEAN")
        out.add(f"return found, {notes}")

    def _flags(self) -> list[str]:
        return [member.name for member in self.model.request.fields if member.name in self.watched]

    def _has_warnings(self) -> bool:
        return any(entry.severity == "warning" for entry in self.model.validations)

    def _fields(
        self, path: tuple[str, ...], shape: Shape, table: str, base: str, *, top: bool = False
    ) -> None:
        for member in shape.fields:
            self._member((*path, member.name), member, table, base, top=top)

    def _member(
        self, path: tuple[str, ...], member: Field, table: str, base: str, *, top: bool
    ) -> None:
        out, variable = self.body, variable_name(path)
        place = f"{base}/{member.name}"
        name = literal(member.name)
        watched = top and member.name in self.watched
        with out.block(f"if {name} in {table}:"):
            out.add("known += 1" if top else f"known_{len(path)} += 1")
            out.add(f"{variable} = {table}[{name}]")
            flag = f"typed_{member.name}" if watched else None
            self._value(path, member.shape, variable, place, flag)
        if member.required or watched:
            with out.block("else:"):
                if watched:
                    out.add(f"{variable} = None")
                if member.required:
                    out.add(self._found(self._rule(path, "required"), f'{place}"', "None"))

    def _value(
        self, path: tuple[str, ...], shape: Shape, variable: str, place: str, flag: str | None
    ) -> None:
        """One value that is there; ``place`` is the open f-string of its pointer."""
        out = self.body
        where = _closed(place)
        failed = [self._found(self._rule(path, "type"), where, f"json_type({variable})")]
        if flag is not None:
            failed.append(f"{flag} = False")
        self.body = Lines()
        self._limits(path, shape, variable, where)
        if shape.type == "object":
            self._object(path, shape, variable, place)
        if shape.items is not None:
            self._items(path, shape.items, variable, place)
        if shape.media is not None:
            self._media(path, shape, variable, where)
        checks = self.body.text().splitlines()
        self.body = out
        with self._unless_plain(path, shape, variable):
            fits, misfits = _type_tests(shape, variable)
            if checks:
                with out.block(f"if {fits}:"):
                    out.add(*checks)
            with out.block("else:" if checks else f"if {misfits}:"):
                out.add(*failed)

    def _unless_plain(
        self, path: tuple[str, ...], shape: Shape, variable: str
    ) -> AbstractContextManager[None]:
        """A block for all but the values that plainly are what most are."""
        unlike = unlike_most(path, shape, variable)
        return nullcontext() if unlike is None else self.body.block(f"if {unlike}:")

    def _limits(self, path: tuple[str, ...], shape: Shape, variable: str, where: str) -> None:
        out = self.body
        if shape.enum is not None:
            rule = self._rule(path, "enum")
            name = self._constant(rule, "VALUES", f"frozenset({literal(shape.enum)})")
            with out.block(f"if {variable} not in {name}:"):
                out.add(self._found(rule, where, f"shown({variable})"))
        self._sized(path, shape, _LENGTHS, f"len({variable})", where)
        if shape.pattern is not None:
            rule = self._rule(path, "pattern")
            source = literal(python_pattern(shape.pattern))
            name = self._constant(rule, "PATTERN", f"re.compile({source})")
            with out.block(f"if {name}.search({variable}) is None:"):
                out.add(self._found(rule, where, "None"))
        for keyword, sign, attribute in _BOUNDS:
            limit = getattr(shape, attribute)
            if limit is not None:
                with out.block(f"if {variable} {sign} {literal(limit)}:"):
                    out.add(self._found(self._rule(path, keyword), where, variable))
        if shape.multiple_of is not None:
            with out.block(f"if {variable} % {shape.multiple_of}:"):
                out.add(self._found(self._rule(path, "multipleOf"), where, variable))
        self._sized(path, shape, _SIZES, f"len({variable})", where)

    def _sized(
        self,
        path: tuple[str, ...],
        shape: Shape,
        keywords: tuple[tuple[str, str, str], ...],
        size: str,
        where: str,
    ) -> None:
        limits = [(k, s, getattr(shape, a)) for k, s, a in keywords]
        limits = [(k, s, limit) for k, s, limit in limits if limit is not None]
        if not limits:
            return
        self.body.add(f"size = {size}")
        for keyword, sign, limit in limits:
            with self.body.block(f"if size {sign} {limit}:"):
                self.body.add(self._found(self._rule(path, keyword), where, "size"))

    def _object(self, path: tuple[str, ...], shape: Shape, variable: str, place: str) -> None:
        if not shape.fields and not shape.closed:
            return
        depth = len(path) + 1
        table = f"members_{depth}"
        self.body.add(f"{table} = {variable}", f"known_{depth} = 0")
        self._fields(path, shape, table, place)
        self._strangers(path, shape, table, place)

    def _items(self, path: tuple[str, ...], items: Shape, variable: str, place: str) -> None:
        below, depth = (*path, "items"), len(path)
        index, item = f"index_{depth}", f"item_{depth}"
        with self.body.block(f"for {index}, {item} in enumerate({variable}):"):
            opened = place if place.startswith("f") else "f" + place
            self._value(below, items, item, f"{opened}/{{{index}}}", None)

    def _media(self, path: tuple[str, ...], shape: Shape, variable: str, where: str) -> None:
        out, rule, media = self.body, self._rule(path, "media"), shape.media
        assert media is not None  # noqa: S101 - the caller looked
        fits = _length_holds(shape, "size")
        call = f"check_media({variable}, {literal(media.formats)}, {literal(media.max_bytes)})"
        head = f"if {fits} and " if fits else "if "
        with out.block(f"{head}(media := {call}) is not None:"):
            out.add(self._found(rule, where, "media[1]", limit="media[0]"))

    def _strangers(self, path: tuple[str, ...], shape: Shape, table: str, base: str) -> None:
        out = self.body
        if not shape.closed:
            return
        top = not path
        count = "known" if top else f"known_{len(path) + 1}"
        rule = self._rule(path, "additionalProperties")
        known = tuple(member.name for member in shape.fields)
        unsupported = tuple(entry.name for entry in self.model.unsupported) if top else ()
        names = self._constant(rule, "KNOWN", f"spellings({literal(known)})")
        named = self._constant(rule, "NAMED", f"frozenset({literal(known + unsupported)})")
        with out.block(f"if {count} != len({table}):"):
            for name in unsupported:
                with out.block(f"if {literal(name)} in {table}:"):
                    out.add(self._found(self._rule((name,), "unsupported"), f'"/{name}"', "None"))
            where = f'{base if base.startswith("f") else "f" + base}/{{pointer(name)}}"'
            with out.block(f"for name in strangers({table}, {named}):"):
                out.add(self._found(rule, where, "None", limit=f"nearest(name, {names})"))

    def _validation(self, compiled: CompiledRule) -> None:
        rule = self.rules[f"{self.model.id}/rule/{compiled.validation.id}"]
        names = {name: f"v_{name}" for name in compiled.fields}
        constant = pattern_name(compiled.validation.id)
        broken = python_violation(compiled.expression, names, constant=constant)
        for name, pattern in broken.patterns.items():
            self.constants.append(f"{name} = re.compile({literal(pattern)})")
        typed = " and ".join(f"typed_{name}" for name in compiled.fields)
        target = "notes" if rule.severity == "warning" else "found"
        with self.body.block(f"if {typed} and ({broken.text}):"):
            self.body.add(self._found(rule, '""', "None", target=target))

    def _rule(self, path: tuple[str, ...], keyword: str) -> Rule:
        return self.rules["/".join((self.model.id, *path, keyword))]

    def _constant(self, rule: Rule, kind: str, source: str) -> str:
        base = name = "_".join(step.upper() for step in (kind, *rule.path))
        # Two paths may give one name: a/b_c and a_b/c.
        count = 1
        while name in self._names:
            count += 1
            name = f"{base}_{count}"
        self._names.add(name)
        self.constants.append(f"{name} = {source}")
        return name

    def _found(
        self, rule: Rule, where: str, actual: str, *, limit: str = "", target: str = "found"
    ) -> str:
        self._printed.add(rule.id)
        shown = limit or literal(rule.limit)
        arguments = ", ".join(
            (literal(rule.id), where, literal(rule.keyword), shown, actual, literal(rule.message))
        )
        return f"{target}.append(Violation({arguments}))"


def _closed(place: str) -> str:
    return f'{place}"'


def _length_holds(shape: Shape, size: str) -> str:
    low, high = shape.min_length, shape.max_length
    if low is not None and high is not None:
        return f"{low} <= {size} <= {high}"
    if low is not None:
        return f"{size} >= {low}"
    return "" if high is None else f"{size} <= {high}"


def _type_tests(shape: Shape, variable: str) -> tuple[str, str]:
    """Whether a value is of the shape's type, and whether it is not."""
    match shape.type:
        case "string":
            plain = f"({variable}.isascii() or not has_surrogate({variable}))"
            fits = f"isinstance({variable}, str) and {plain}"
            return fits, f"not isinstance({variable}, str) or has_surrogate({variable})"
        case "integer" | "number":
            test = f"is_{shape.type}({variable})"
            fits = f"type({variable}) is int or {test}"
            return fits, f"type({variable}) is not int and not {test}"
        case "boolean":
            kind = "bool"
        case "array":
            kind = "list"
        case "object":
            kind = "dict"
    return f"isinstance({variable}, {kind})", f"not isinstance({variable}, {kind})"
