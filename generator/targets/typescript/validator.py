"""Prints the check of a model's requests as straight-line TypeScript."""

from __future__ import annotations

from collections.abc import Iterator

from generator.contract.inventory import model_rules
from generator.contract.rule import Rule
from generator.contract.types import Field, Model, Shape
from generator.rules import CompiledRule, compile_validation, typescript_violation
from generator.rules.typescript import typescript_pattern
from generator.rules.typescript_literal import typescript_literal as literal
from generator.targets.common.errors import GenerationError
from generator.targets.typescript.lines import Lines
from generator.targets.typescript.names import pattern_name, variable_name

# Each keyword is a function of the runtime, but for a word of the language, and for those that
# count: they are one function, which is told the keyword and tells whether the value fits.
_SIZED = "sized"
_FUNCTIONS = {"enum": "oneOf"}
_FUNCTIONS |= dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems"), _SIZED)
# What every message about an image has; the runtime says it.
_FORMS = "must be an http(s) URL, a data URL or Base64 of "
# What a value is held to once its type is known, in the order of violations.
_KEYWORDS = (
    ("enum", "enum"),
    ("minLength", "min_length"),
    ("maxLength", "max_length"),
    ("pattern", "pattern"),
    ("minimum", "minimum"),
    ("exclusiveMinimum", "exclusive_minimum"),
    ("maximum", "maximum"),
    ("exclusiveMaximum", "exclusive_maximum"),
    ("multipleOf", "multiple_of"),
    ("minItems", "min_items"),
    ("maxItems", "max_items"),
)
_BOUNDS = ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")
# Integers up to here may come as a number; what is larger is a bigint.
_EXACT = 2**53
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
        self._names: dict[str, str] = {}
        self._print()
        missing = self.rules.keys() - self._printed
        if missing:
            names = ", ".join(sorted(missing))
            raise GenerationError(f"{model.id}: the TypeScript target does not enforce {names}")

    def _print(self) -> None:
        out, request = self.body, self.model.request
        known = self._constant("KNOWN", (), "{}")
        out.add(f"const found = new Found({literal(self.model.id)}, {known});")
        with out.block(f"if (!{self._use('isObject')}(body))"):
            out.add(f"{self._call('type', (), 'body', literal('object'))};", "return found;")
        self._fields((), request, "body")
        self._strangers((), request, "body")
        for compiled in self.compiled:
            self._validation(compiled)
        out.add("return found;")

    def _fields(self, path: tuple[str, ...], shape: Shape, table: str) -> None:
        for member in shape.fields:
            self._member((*path, member.name), member, table)

    def _member(self, path: tuple[str, ...], member: Field, table: str) -> None:
        out, variable = self.body, variable_name(path)
        value = f"{self._use('own')}({table}, {literal(member.name)})"
        if len(path) == 1 and member.name in self.watched:
            # As the rule is proved to look at a member only where it is present.
            value += f" as {_TYPES[member.shape.type]}"
        out.add(f"const {variable} = {value};")
        if member.required:
            with out.block(f"if ({variable} === undefined)"):
                out.add(f"{self._call('required', path)};")
            with out.otherwise():
                self._typed(path, member.shape, variable)
            return
        with out.block(f"if ({variable} !== undefined)"):
            self._typed(path, member.shape, variable)

    def _typed(self, path: tuple[str, ...], shape: Shape, variable: str) -> None:
        """Any value: its type, and what holds for a value of this type."""
        out, before = self.body, self.body
        self.body = inner = Lines()
        self._value(path, shape, variable)
        self.body = before
        misfit = f"{self._call('type', path, variable, literal(shape.type))};"
        test = f"{self._use('isMedia' if shape.media else _TESTS[shape.type])}({variable})"
        checks = inner.text().splitlines()
        if not checks:
            with out.block(f"if (!{test})"):
                out.add(misfit)
            return
        with out.block(f"if ({test})"):
            out.add(*checks)
        with out.otherwise():
            out.add(misfit)

    def _value(self, path: tuple[str, ...], shape: Shape, variable: str) -> None:
        """One value of the right type."""
        calls = list(self._limits(path, shape, variable))
        if shape.media is not None:
            self._media(path, shape, variable, calls)
            return
        self.body.add(*(f"{call};" for call in calls))
        if shape.type == "object" and (shape.fields or shape.closed):
            self._fields(path, shape, variable)
            self._strangers(path, shape, variable)
        if shape.items is not None:
            self._items(path, shape.items, variable)

    def _limits(self, path: tuple[str, ...], shape: Shape, variable: str) -> Iterator[str]:
        for keyword, attribute in _KEYWORDS:
            limit = getattr(shape, attribute)
            if limit is None:
                continue
            shown = literal(limit)
            if keyword == "enum":
                shown = self._constant("VALUES", path, shown)
            elif keyword == "pattern":
                source = literal(typescript_pattern(limit))
                shown += f", {self._constant('PATTERN', path, _compiled(source))}"
            elif _FUNCTIONS.get(keyword) == _SIZED:
                shown += f", {literal(keyword)}"
            call = self._call(keyword, path, variable, shown)
            if keyword in _BOUNDS and shape.type == "integer" and abs(limit) > _EXACT:
                # No other integer is past it, and to compare the two kinds takes its time.
                call = f'if (typeof {variable} === "bigint") {call}'
            yield call

    def _items(self, path: tuple[str, ...], items: Shape, variable: str) -> None:
        depth = path.count("items")
        index, item = f"i_{depth}", f"item_{depth}"
        with self.body.block(f"for (let {index} = 0; {index} < {variable}.length; {index}++)"):
            self.body.add(f"found.at[{depth}] = {index};", f"const {item} = {variable}[{index}];")
            self._typed((*path, "items"), items, item)

    def _media(self, path: tuple[str, ...], shape: Shape, variable: str, calls: list[str]) -> None:
        """An image: only a text of a fitting length is looked into."""
        out, media = self.body, shape.media
        assert media is not None  # noqa: S101 - the caller looked
        fits = []
        for call in calls:
            if not call.startswith(_SIZED):
                out.add(f"{call};")
            elif call is calls[-1]:
                fits.append(call)
            else:
                fits.append(_beside("fits", variable))
                out.add(f"const {fits[-1]} = {call};")
        message = self._rule(path, "media").message
        image = {
            "formats": media.formats or None,
            "maxBytes": media.max_bytes,
            "kind": message[message.index(_FORMS) + len(_FORMS) :],
        }
        name = self._constant("IMAGE", (), literal(image), shared=True)
        call = f"{self._call('media', path, variable, name)};"
        if not fits:
            out.add(call)
            return
        # The call comes first: it is to be made in any case.
        with out.block(f"if ({' && '.join(reversed(fits))})"):
            out.add(call)

    def _strangers(self, path: tuple[str, ...], shape: Shape, table: str) -> None:
        if not shape.closed:
            return
        # The layout has a member for each name that is known.
        layout = "".join(("LAYOUT", *(f".{step}" for step in path if step != "items")))
        names = f"Object.keys({layout})" if shape.fields else "[]"
        arguments = [table, self._constant("NAMES", path, names)]
        if not path and self.model.unsupported:
            values = literal(tuple(entry.name for entry in self.model.unsupported))
            arguments += [self._constant("UNSUPPORTED", (), values), self._why_unsupported()]
        self.body.add(f"{self._call('additionalProperties', path, *arguments)};")

    def _why_unsupported(self) -> str:
        """What there is to say about the names that the page says the model does not take."""
        reasons = set()
        for entry in self.model.unsupported:
            self._printed.add(self._rule((entry.name,), "unsupported").id)
            reasons.add(entry.message.removeprefix(f"{entry.name} "))
        if len(reasons) > 1:
            raise GenerationError(f"{self.model.id}: unsupported names with messages of their own")
        return literal(reasons.pop())

    def _validation(self, compiled: CompiledRule) -> None:
        rule = self.rules[f"{self.model.id}/rule/{compiled.validation.id}"]
        names = {name: variable_name((name,)) for name in compiled.fields}
        constant = pattern_name(compiled.validation.id)
        broken = typescript_violation(compiled.expression, names, constant=constant)
        self.helpers.update(broken.helpers)
        for name, source in broken.patterns.items():
            self.constants.append(f"const {name} = {_compiled(literal(source))};")
        self._printed.add(rule.id)
        arguments = [literal(compiled.validation.id), literal(rule.message)]
        if rule.severity == "warning":
            arguments.append("found.warnings")
        call = f"found.rule({', '.join(arguments)});"
        typed = ", ".join(literal(name) for name in compiled.fields)
        with self.body.block(f"if (found.typed({typed}) && ({broken.text}))"):
            self.body.add(call)

    def _rule(self, path: tuple[str, ...], keyword: str) -> Rule:
        return self.rules["/".join((self.model.id, *path, keyword))]

    def _use(self, helper: str) -> str:
        self.helpers.add(helper)
        return helper

    def _call(self, keyword: str, path: tuple[str, ...], *arguments: str) -> str:
        """A call of the function that the keyword is in the runtime."""
        self._printed.add(self._rule(path, keyword).id)
        # The id begins with the model's, which is said once.
        below = literal("/".join(path))
        function = self._use(_FUNCTIONS.get(keyword, keyword))
        return f"{function}({', '.join(('found', below, *arguments))})"

    def _constant(
        self, kind: str, path: tuple[str, ...], source: str, *, shared: bool = False
    ) -> str:
        base = name = "_".join(step.upper() for step in (kind, *path))
        # Two paths may give one name: a/b_c and a_b/c.
        count = 1
        while name in self._names:
            if shared and self._names[name] == source:
                return name
            count += 1
            name = f"{base}_{count}"
        self._names[name] = source
        self.constants.append(f"const {name} = {source};")
        return name


def _beside(word: str, variable: str) -> str:
    """The name of something about a value: ``fits_prompt`` beside ``v_prompt``."""
    return f"{word}_{variable.removeprefix('v').removeprefix('_')}"


def _compiled(source: str) -> str:
    # With this flag a pattern means the same in every language.
    return f'new RegExp({source}, "u")'
