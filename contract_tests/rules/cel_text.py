"""Writes a rule's tree as CEL, so that drawn trees reach every reading as text."""

from __future__ import annotations

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

_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def cel_text(expression: Expression) -> str:
    """The expression in CEL, every operand that is no single word in parentheses."""
    match expression:
        case Has(name=name):
            return f"has(self.{name})"
        case Member(name=name):
            return f"self.{name}"
        case Constant(value=value):
            return _literal(value)
        case Constants(items=items):
            return "[" + ", ".join(map(cel_text, items)) + "]"
        case Size(operand=operand):
            return f"size({cel_text(operand)})"
        case MaxImageRef(operand=operand):
            return f"maxImageRef({cel_text(operand)})"
        case Matches(operand=operand, pattern=pattern):
            return f"{_tight(operand)}.matches({cel_text(pattern)})"
        case _:
            return _operators(expression)


def _operators(expression: Expression) -> str:
    match expression:
        case Not(operand=operand):
            return f"!{_tight(operand)}"
        case And(operands=operands):
            return " && ".join(map(_tight, operands))
        case Or(operands=operands):
            return " || ".join(map(_tight, operands))
        case Sum(operands=operands):
            return " + ".join(map(_tight, operands))
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            return f"{_tight(condition)} ? {_tight(then)} : {_tight(otherwise)}"
        case Compare(operator=operator, left=left, right=right):
            return f"{_tight(left)} {operator} {_tight(right)}"
        case In(item=item, options=options):
            return f"{_tight(item)} in {cel_text(options)}"
    raise TypeError(f"no CEL for {expression!r}")


def _tight(expression: Expression) -> str:
    text = cel_text(expression)
    single = (Has, Member, Constant, Size, MaxImageRef, Matches)
    return text if isinstance(expression, single) else f"({text})"


def _literal(value: bool | int | float | str) -> str:  # noqa: FBT001 -- a literal, not a switch
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return "'" + "".join(_ESCAPES.get(each, each) for each in value) + "'"
    return repr(value)
