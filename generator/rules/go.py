"""Prints a rule as a Go expression: straight-line, over plain variables.

The printed code needs the package ``checks`` of the Go client's runtime and the compiled patterns,
as far as the result names them. Its parameters are what it asks of each member: whether it is
there, its value, its size. A member that is absent has the zero value of its type, so that nothing
can fail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from generator.contract.types import Shape
from generator.rules.expression import (
    And,
    Compare,
    Conditional,
    Constant,
    Constants,
    Expression,
    Has,
    In,
    Matches,
    MaxImageRef,
    Member,
    Not,
    Or,
    Size,
    Sum,
)
from generator.rules.kinds import BOOL, DOUBLE, INT, STRING, Kind, common, of_shape, of_value
from generator.rules.negation import settle

Question = Literal["has", "value", "size"]
# How tightly Go binds, loosest first; comparisons do not chain.
_OR, _AND, _COMPARE, _SUM, _ATOM = range(5)
_TYPES = {BOOL: "bool", INT: "int64", DOUBLE: "checks.Real", STRING: "string"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """What the rule asks of one member: ``has`` a bool, its ``value``, or its ``size``."""

    member: str
    question: Question
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class GoCondition:
    """A Go expression with what it needs.

    ``patterns`` maps the name of each variable to the pattern it holds, compiled.
    """

    text: str
    parameters: tuple[Parameter, ...]
    patterns: Mapping[str, str]


def go_condition(expression: Expression, request: Shape, *, pattern: str) -> GoCondition:
    """Go that is true exactly when the rule holds.

    Patterns become variables named ``pattern``, then ``pattern2`` and so on.
    """
    printer = _Printer(request, pattern)
    text = printer.show(settle(expression), _OR)
    patterns = {name: regular for regular, name in printer.patterns.items()}
    order = {field.name: place for place, field in enumerate(request.fields)}
    parameters = sorted(printer.parameters.values(), key=lambda one: (order[one.member], one.name))
    return GoCondition(text, tuple(parameters), patterns)


def go_string(text: str) -> str:
    """A string literal in ASCII, so that no character can end a line or a string."""
    return '"' + "".join(_escaped(character) for character in text) + '"'


def go_pattern(pattern: str) -> str:
    """The pattern for Go's regexp, whose ``$`` means the end of the text and nothing else."""
    return go_string(pattern)


def camel(name: str) -> str:
    """``subject_images`` as a part of a name in Go: ``SubjectImages``."""
    return "".join(word[:1].upper() + word[1:] for word in name.split("_"))


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if " " <= character <= "~":
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 -- the BMP


class _Printer:
    def __init__(self, request: Shape, pattern: str) -> None:
        self.kinds = {field.name: of_shape(field.shape) for field in request.fields}
        self.pattern = pattern
        self.patterns: dict[str, str] = {}
        self.parameters: dict[str, Parameter] = {}

    def show(self, expression: Expression, least: int) -> str:
        """The expression, in parentheses if it binds less tightly than ``least``."""
        text, binding = self._show(expression)
        return f"({text})" if binding < least else text

    def _show(  # noqa: C901, PLR0911, PLR0912 -- one case for each node
        self, expression: Expression
    ) -> tuple[str, int]:
        match expression:
            case Has(name=name):
                return self._parameter(name, "has", "bool"), _ATOM
            case Member(name=name):
                return self._parameter(name, "value", _TYPES[self.kinds[name]]), _ATOM
            case Size(operand=Member(name=name)):
                return self._parameter(name, "size", "int64"), _ATOM
            case Size(operand=operand):
                return f"checks.Length({self.show(operand, _OR)})", _ATOM
            case Constant(value=value):
                return _literal(value), _ATOM
            case MaxImageRef(operand=operand):
                return f"checks.MaxImageRef({self.show(operand, _OR)})", _ATOM
            case Matches(operand=operand, pattern=Constant(value=str(pattern))):
                name = self._pattern(pattern)
                return f"{name}.MatchString({self.show(operand, _OR)})", _ATOM
            case In(item=item, options=Constants(items=options)):
                parts = [self._compared("==", item, option) for option in options]
                return " || ".join(parts), _OR if len(parts) > 1 else _COMPARE
            case Not(operand=In(item=item, options=Constants(items=options))):
                parts = [self._compared("!=", item, option) for option in options]
                return " && ".join(parts), _AND if len(parts) > 1 else _COMPARE
            case Not(operand=operand):
                return f"!{self.show(operand, _ATOM)}", _ATOM
            case And(operands=operands):
                return " && ".join(self.show(operand, _COMPARE) for operand in operands), _AND
            case Or(operands=operands):
                return " || ".join(self.show(operand, _AND) for operand in operands), _OR
            case Sum(operands=operands):
                # gofmt sets no blanks around what binds tighter than its neighbours.
                return "+".join(self.show(operand, _ATOM) for operand in operands), _SUM
            case Compare(operator=operator, left=left, right=right):
                return self._compared(operator, left, right), _COMPARE
            case Conditional():
                return self._conditional(expression), _ATOM
        raise TypeError(f"column {expression.column}: {type(expression).__name__} has no Go")

    def _conditional(self, node: Conditional) -> str:
        kind = self.kind(node)
        as_kind = self._real if kind == DOUBLE else lambda part: self.show(part, _OR)
        condition = self.show(node.condition, _OR)
        type_of = "" if kind == DOUBLE else f"[{_TYPES[kind]}]"
        return f"checks.If{type_of}({condition}, {as_kind(node.then)}, {as_kind(node.otherwise)})"

    def _compared(self, operator: str, left: Expression, right: Expression) -> str:
        if DOUBLE in (self.kind(left), self.kind(right)):
            # The two may be written in different ways and are compared without rounding.
            return f"{self._real(left)}.Compare({self._real(right)}) {operator} 0"
        return f"{self.show(left, _SUM)} {operator} {self.show(right, _SUM)}"

    def _real(self, expression: Expression) -> str:
        """A number as ``checks.Real``."""
        if self.kind(expression) == DOUBLE and not isinstance(expression, Constant):
            return self.show(expression, _ATOM)
        if isinstance(expression, Constant) and isinstance(expression.value, float):
            return f"checks.Float({_literal(expression.value)})"
        return f"checks.Int({self.show(expression, _OR)})"

    def kind(self, expression: Expression) -> Kind:
        """The type; of expressions that were checked."""
        match expression:
            case Member(name=name):
                return self.kinds[name]
            case Constant(value=value):
                return of_value(value)
            case Size() | MaxImageRef() | Sum():
                return INT
            case Conditional(then=then, otherwise=otherwise):
                return common(self.kind(then), self.kind(otherwise)) or BOOL
            case _:
                return BOOL

    def _parameter(self, member: str, question: Question, type_of: str) -> str:
        prefix = {"has": "has", "value": "v", "size": "size"}[question]
        name = prefix + camel(member)
        # Two members may differ in a way that this name does not show: number them then.
        number = 2
        while (known := self.parameters.get(name)) and (known.member, known.question) != (
            member,
            question,
        ):
            name = f"{prefix}{camel(member)}_{number}"
            number += 1
        self.parameters[name] = Parameter(member, question, name, type_of)
        return name

    def _pattern(self, pattern: str) -> str:
        number = len(self.patterns) + 1
        return self.patterns.setdefault(pattern, self.pattern + (str(number) if number > 1 else ""))


def _literal(value: bool | float | str) -> str:  # noqa: FBT001 -- a literal, not a switch
    if isinstance(value, bool):
        return "true" if value else "false"
    return go_string(value) if isinstance(value, str) else repr(value)
