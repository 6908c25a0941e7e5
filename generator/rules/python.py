"""Prints a rule as a Python expression: straight-line, as a person would write it.

The printed code needs the function ``max_image_ref`` and the compiled patterns, as far as the
result names them. It may run only when every member that the rule names is absent or of its type:
as no type allows null, ``None`` stands for a member that is not there.
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
from generator.rules.patterns import python_pattern

MAX_IMAGE_REF = "max_image_ref"
BEGINS = "<"  # every reference
# How tightly Python binds, loosest first.
_CONDITIONAL, _OR, _AND, _NOT, _COMPARE, _SUM, _ATOM = range(7)


@dataclass(frozen=True, slots=True)
class PythonCondition:
    """A Python expression with what it needs.

    ``patterns`` maps the name of each constant to the pattern it holds, compiled;
    ``helpers`` are the names to import, in sorted order.
    """

    text: str
    patterns: Mapping[str, str]
    helpers: tuple[str, ...]


def python_condition(
    expression: Expression, names: Mapping[str, str], *, constant: str = "_PATTERN"
) -> PythonCondition:
    """Python that is true exactly when the rule holds.

    ``names`` gives the variable of each member; it holds the value, or ``None`` for an absent
    one. Patterns become constants named ``constant``, then ``constant_2`` and so on.
    """
    return _print(settle(expression), names, constant)


def python_violation(
    expression: Expression, names: Mapping[str, str], *, constant: str = "_PATTERN"
) -> PythonCondition:
    """Python that is true exactly when the rule is broken."""
    return _print(negate(expression), names, constant)


def _print(expression: Expression, names: Mapping[str, str], constant: str) -> PythonCondition:
    printer = _Printer(names, constant)
    text = printer.show(expression, _CONDITIONAL)
    patterns = {name: pattern for pattern, name in printer.patterns.items()}
    return PythonCondition(text, patterns, tuple(sorted(printer.helpers)))


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
                return self._presence(name, "is not"), _COMPARE
            case Not(operand=Has(name=name)):
                return self._presence(name, "is"), _COMPARE
            case Matches():
                return self._search(expression, "is not"), _COMPARE
            case Not(operand=Matches() as inner):
                return self._search(inner, "is"), _COMPARE
            case In():
                return self._in(expression, "in"), _COMPARE
            case Not(operand=In() as inner):
                return self._in(inner, "not in"), _COMPARE
            case Not(operand=operand):
                return f"not {self.show(operand, _NOT)}", _NOT
            case Member(name=name):
                return self.names[name], _ATOM
            case Constant(value=value):
                return _literal(value), _ATOM
            case Constants(items=items):
                inner_text = ", ".join(self.show(item, _CONDITIONAL) for item in items)
                return f"({inner_text},)" if len(items) == 1 else f"({inner_text})", _ATOM
            case Size(operand=operand):
                return f"len({self.show(operand, _CONDITIONAL)})", _ATOM
            case MaxImageRef(operand=operand):
                self.helpers.add(MAX_IMAGE_REF)
                return f"{MAX_IMAGE_REF}({self.show(operand, _CONDITIONAL)})", _ATOM
            case And(operands=operands):
                return " and ".join(self.show(operand, _AND) for operand in operands), _AND
            case Or(operands=operands):
                return " or ".join(self.show(operand, _OR) for operand in operands), _OR
            case Sum(operands=operands):
                return " + ".join(self.show(operand, _SUM) for operand in operands), _SUM
            case Compare(operator=">", left=MaxImageRef(operand=operand) as left, right=right) if (
                _is_count(right)
            ):
                # Most prompts do not even hold the letter that a reference begins with: they are
                # told without a call, and no count is below their 0.
                begun = f"{_literal(BEGINS)} in {self.show(operand, _SUM)}"
                return f"{begun} and {self.show(left, _SUM)} > {self.show(right, _SUM)}", _AND
            case Compare(operator=operator, left=left, right=right):
                # Python chains comparisons: an operand that is one needs parentheses.
                shown = f"{self.show(left, _SUM)} {operator} {self.show(right, _SUM)}"
                return shown, _COMPARE
            case Conditional(condition=condition, then=then, otherwise=otherwise):
                first = self.show(then, _OR)
                test, last = self.show(condition, _OR), self.show(otherwise, _CONDITIONAL)
                return f"{first} if {test} else {last}", _CONDITIONAL

    def _presence(self, name: str, operator: str) -> str:
        return f"{self.names[name]} {operator} None"

    def _search(self, node: Matches, operator: str) -> str:
        if not isinstance(node.pattern, Constant):
            raise TypeError(f"column {node.column}: a pattern that is no literal")
        pattern = python_pattern(str(node.pattern.value))
        number = len(self.patterns) + 1
        fresh = self.constant if number == 1 else f"{self.constant}_{number}"
        name = self.patterns.setdefault(pattern, fresh)
        return f"{name}.search({self.show(node.operand, _CONDITIONAL)}) {operator} None"

    def _in(self, node: In, operator: str) -> str:
        return f"{self.show(node.item, _SUM)} {operator} {self.show(node.options, _SUM)}"


def _is_count(expression: Expression) -> bool:
    """Whether it is a number that is never below 0, whatever the request."""
    match expression:
        case Size() | MaxImageRef():
            return True
        case Constant(value=value):
            return isinstance(value, int) and value >= 0
        case Sum(operands=operands):
            return all(_is_count(operand) for operand in operands)
        case Conditional(then=then, otherwise=otherwise):
            return _is_count(then) and _is_count(otherwise)
        case _:
            return False


def _literal(value: bool | float | str) -> str:  # noqa: FBT001 -- a literal, not a switch
    if isinstance(value, str) and ('"' not in value or "'" in value):
        # A quote in front makes repr choose double quotes.
        return '"' + repr("'" + value)[2:] if '"' not in value else repr(value)
    return repr(value)
