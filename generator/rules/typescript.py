"""Prints a rule as a TypeScript expression: straight-line, as a person would write it.

The printed code needs the helpers that the result names and the compiled patterns. A member is a
variable that holds the value or ``undefined``. It may run only when every member that the rule
names is absent or of its type.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
from generator.rules.negation import negate, settle
from generator.rules.patterns import pattern_problems
from generator.rules.typescript_literal import typescript_literal

# How tightly ECMAScript binds, loosest first.
_CONDITIONAL, _OR, _AND, _EQUALITY, _RELATION, _SUM, _UNARY, _ATOM = range(8)
_EQUALITIES = {"==": "same", "!=": "!same"}


@dataclass(frozen=True, slots=True)
class TypeScriptCondition:
    """A TypeScript expression with what it needs.

    ``patterns`` maps the name of each constant to the source of its pattern, to be compiled with
    the flag ``u``; ``helpers`` are the names to import, in sorted order.
    """

    text: str
    patterns: Mapping[str, str]
    helpers: tuple[str, ...]


def typescript_condition(
    expression: Expression, names: Mapping[str, str], *, constant: str = "PATTERN"
) -> TypeScriptCondition:
    """TypeScript that is true exactly when the rule holds.

    ``names`` gives the variable of each member. Patterns become constants named ``constant``, then
    ``constant_2`` and so on.
    """
    return _print(settle(expression), names, constant)


def typescript_violation(
    expression: Expression, names: Mapping[str, str], *, constant: str = "PATTERN"
) -> TypeScriptCondition:
    """TypeScript that is true exactly when the rule is broken."""
    return _print(negate(expression), names, constant)


def _print(expression: Expression, names: Mapping[str, str], constant: str) -> TypeScriptCondition:
    printer = _Printer(names, constant)
    text = printer.show(expression, _CONDITIONAL)
    patterns = {name: pattern for pattern, name in printer.patterns.items()}
    return TypeScriptCondition(text, patterns, tuple(sorted(printer.helpers)))


class _Printer:
    def __init__(self, names: Mapping[str, str], constant: str) -> None:
        self.names = names
        self.constant = constant
        self.patterns: dict[str, str] = {}
        self.helpers: set[str] = set()

    def show(self, expression: Expression, least: int) -> str:
        """The expression, in parentheses if it binds less tightly than ``least``."""
        text, binding = self._show(expression)
        return f"({text})" if binding < least else text

    def _show(  # noqa: C901, PLR0911, PLR0912 -- one case for each node
        self, expression: Expression
    ) -> tuple[str, int]:
        match expression:
            case Has(name=name):
                return f"{self.names[name]} !== undefined", _EQUALITY
            case Not(operand=Has(name=name)):
                return f"{self.names[name]} === undefined", _EQUALITY
            case Not(operand=operand):
                return f"!{self.show(operand, _UNARY)}", _UNARY
            case Matches():
                return self._search(expression), _ATOM
            case In(item=item, options=options):
                return self._call("among", item, options), _ATOM
            case Member(name=name):
                return self.names[name], _ATOM
            case Constant(value=value):
                return typescript_literal(value), _ATOM
            case Constants(items=items):
                return f"[{', '.join(self.show(item, _CONDITIONAL) for item in items)}]", _ATOM
            case Size(operand=operand):
                return self._call("sizeOf", operand), _ATOM
            case MaxImageRef(operand=operand):
                return self._call("maxImageRef", operand), _ATOM
            case And(operands=operands):
                return " && ".join(self.show(operand, _AND) for operand in operands), _AND
            case Or(operands=operands):
                return " || ".join(self.show(operand, _OR) for operand in operands), _OR
            case Sum(operands=operands):
                # One operand may be a bigint where another is a number.
                return self._call("sum", *operands), _ATOM
            case Compare(operator=operator, left=left, right=right):
                if operator in _EQUALITIES:
                    text = self._call("same", left, right)
                    return (text, _ATOM) if operator == "==" else (f"!{text}", _UNARY)
                shown = f"{self.show(left, _SUM)} {operator} {self.show(right, _SUM)}"
                return shown, _RELATION
            case Conditional(condition=condition, then=then, otherwise=otherwise):
                test, first = self.show(condition, _OR), self.show(then, _CONDITIONAL)
                return f"{test} ? {first} : {self.show(otherwise, _CONDITIONAL)}", _CONDITIONAL

    def _call(self, helper: str, *operands: Expression) -> str:
        self.helpers.add(helper)
        return f"{helper}({', '.join(self.show(operand, _CONDITIONAL) for operand in operands)})"

    def _search(self, node: Matches) -> str:
        if not isinstance(node.pattern, Constant):
            raise TypeError(f"column {node.column}: a pattern that is no literal")
        pattern = typescript_pattern(str(node.pattern.value))
        number = len(self.patterns) + 1
        fresh = self.constant if number == 1 else f"{self.constant}_{number}"
        name = self.patterns.setdefault(pattern, fresh)
        self.helpers |= {"matches", "pattern"}
        return f"matches({name}, {self.show(node.operand, _CONDITIONAL)})"


def typescript_pattern(text: str) -> str:
    """The pattern for a ``RegExp`` with the flag ``u``: the subset means the same there as it is.

    Raises:
        ValueError: a pattern with problems.
    """
    problems = pattern_problems(text)
    if problems:
        raise ValueError("; ".join(problems))
    return text
