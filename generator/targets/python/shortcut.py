"""Prints the shortcut of a check: a road that most valid requests go through, and no other ones.

A request that it lets through needs no further look; any other, valid or not, goes through the full
check. It is a second printing of the same rules, held to the first by the tests: a body that breaks
one rule alone has to be refused, by whichever road it goes.
"""

from __future__ import annotations

from generator.contract.inventory import limits_of
from generator.contract.types import Field, Model, Shape
from generator.rules import CompiledRule, python_violation
from generator.targets.python.lines import Lines
from generator.targets.python.literals import literal
from generator.targets.python.names import pattern_name, variable_name
from generator.targets.python.plain_url import implies_min_length, plain_url

_RANGES = {
    "minLength": ("len({})", ">="),
    "maxLength": ("len({})", "<="),
    "minItems": ("len({})", ">="),
    "maxItems": ("len({})", "<="),
    "minimum": ("{}", ">="),
    "exclusiveMinimum": ("{}", ">"),
    "maximum": ("{}", "<="),
    "exclusiveMaximum": ("{}", "<"),
}
_FLIPPED = {">=": "<=", ">": "<"}
_TYPES = {"string": "str", "integer": "int", "boolean": "bool", "array": "list", "object": "dict"}


def print_shortcut(model: Model, compiled: list[CompiledRule]) -> str:
    """The lines that return ``CLEAN`` for a plainly valid request and look closer at any other.

    Args:
        model: whose requests.
        compiled: its rules over several fields, warnings too.
    """
    return _Shortcut({name for rule in compiled for name in rule.fields}).printed(model, compiled)


class _Shortcut:
    def __init__(self, named: set[str]) -> None:
        self.named = named
        self.out = Lines()

    def printed(self, model: Model, compiled: list[CompiledRule]) -> str:
        self._reject("type(body) is not dict")
        self.out.add("members: dict[str, Any] = body")
        self._object((), model.request, "members", "absent")
        for rule in compiled:
            names = {name: f"v_{name}" for name in rule.fields}
            # The names of the patterns are those of the full check.
            constant = pattern_name(rule.validation.id)
            broken = python_violation(rule.expression, names, constant=constant)
            self._reject(broken.text)
        self.out.add("return CLEAN")
        return self.out.text()

    def _reject(self, condition: str) -> None:
        with self.out.block(f"if {condition}:"):
            self.out.add("return _full_check(body)")

    def _object(self, path: tuple[str, ...], shape: Shape, table: str, absent: str) -> None:
        if not shape.fields and not shape.closed:
            return
        optional = any(not member.required for member in shape.fields)
        if shape.closed and optional:
            self.out.add(f"{absent} = 0")
        for member in shape.fields:
            self._member((*path, member.name), member, shape, table, absent)
        if shape.closed:
            found = f"len({table}) + {absent}" if optional else f"len({table})"
            self._reject(f"{found} != {len(shape.fields)}")

    def _member(
        self, path: tuple[str, ...], member: Field, owner: Shape, table: str, absent: str
    ) -> None:
        # `None` stands for absent and for null. A required member's type refuses both; a null
        # among the optional ones is counted as absent, and then the count is wrong.
        variable, name = variable_name(path), literal(member.name)
        self.out.add(f"{variable} = {table}.get({name})")
        if member.required:
            self._value(path, member.shape, variable)
            return
        with self.out.block(f"if {variable} is None:"):
            if owner.closed:
                self.out.add(f"{absent} += 1")
            else:
                self._reject(f"{name} in {table}")
            if len(path) == 1 and member.name in self.named:
                self.out.add(f"{variable} = ABSENT")
        with self.out.block("else:"):
            self._value(path, member.shape, variable)

    def _value(self, path: tuple[str, ...], shape: Shape, variable: str) -> None:
        tests = [_type_test(shape, variable)]
        if shape.pattern is not None or shape.multiple_of is not None:
            self.out.add("return _full_check(body)  # it knows a keyword that this road does not")
            return
        if shape.media is not None:
            tests.append(plain_url(variable))
        elif shape.type == "string" and shape.enum is None:
            tests.append(f"({variable}.isascii() or not has_surrogate({variable}))")
        if shape.enum is not None:
            # A set of literals is a constant to the compiler, a name would be looked up.
            values = ", ".join(literal(value) for value in shape.enum)
            tests.append(f"{variable} in {{{values}}}")
        tests += _ranges(shape, variable)
        self._reject(" or ".join(_negated(test) for test in tests))
        if shape.items is not None:
            item = f"item_{len(path)}"
            with self.out.block(f"for {item} in {variable}:"):
                self._value((*path, "items"), shape.items, item)
        if shape.type == "object":
            self._object(path, shape, variable, f"absent_{len(path)}")


def _type_test(shape: Shape, variable: str) -> str:
    if shape.type == "number":
        test = f"type({variable}) is float or type({variable}) is int"
        low = shape.minimum is not None or shape.exclusive_minimum is not None
        high = shape.maximum is not None or shape.exclusive_maximum is not None
        # Bounds on both sides refuse NaN and the infinities by themselves.
        return f"({test})" if low and high else f"({test}) and {variable} - {variable} == 0"
    return f"type({variable}) is {_TYPES[shape.type]}"


def _ranges(shape: Shape, variable: str) -> list[str]:
    """The limits as tests; two limits of one size become one chained comparison."""
    tests: dict[str, list[tuple[str, str]]] = {}
    for keyword, limit in limits_of(shape):
        if keyword in ("type", "enum"):
            continue
        if keyword == "minLength" and implies_min_length(shape):
            continue  # whatever passes for a URL is longer
        subject, sign = _RANGES[keyword]
        tests.setdefault(subject.format(variable), []).append((sign, literal(limit)))
    printed = []
    for subject, limits in tests.items():
        if subject.startswith("len(") and (">=", "1") in limits:
            # Of a string or a list its truth says the same, without a call.
            printed.append(variable)
            limits.remove((">=", "1"))
        if len(limits) == 2 and limits[0][0] in _FLIPPED and limits[1][0] not in _FLIPPED:  # noqa: PLR2004
            (low_sign, low), (high_sign, high) = limits
            printed.append(f"{low} {_FLIPPED[low_sign]} {subject} {high_sign} {high}")
        else:
            printed += [f"{subject} {sign} {limit}" for sign, limit in limits]
    return printed


def _negated(test: str) -> str:
    if test.startswith("type(") and " is " in test and " and " not in test:
        return test.replace(" is ", " is not ", 1)
    return f"not ({test})"
