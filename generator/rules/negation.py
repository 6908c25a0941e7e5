"""Moves negations inwards, so that they stand at single questions only.

The result says the same as long as every ``self.f`` is guarded and no number is NaN, which JSON
does not have.
"""

from __future__ import annotations

from generator.rules.expression import (
    And,
    Compare,
    Conditional,
    Constant,
    Expression,
    Not,
    Operator,
    Or,
    rebuild,
)

_OPPOSITE: dict[Operator, Operator] = {
    "==": "!=",
    "!=": "==",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
}


def settle(expression: Expression) -> Expression:
    """The same rule with ``Not`` only around ``Has``, ``Member``, ``Matches`` and ``In``."""
    if isinstance(expression, Not):
        return negate(expression.operand)
    if isinstance(expression, Compare):
        return _plain(expression)
    return rebuild(expression, settle)


def negate(expression: Expression) -> Expression:
    """The opposite of a bool expression, settled."""
    at = expression.column
    match expression:
        case Not(operand=operand):
            return settle(operand)
        case And(operands=operands):
            return Or(tuple(negate(operand) for operand in operands), column=at)
        case Or(operands=operands):
            return And(tuple(negate(operand) for operand in operands), column=at)
        case Compare(operator=operator, left=left, right=right):
            return _plain(Compare(_OPPOSITE[operator], left, right, column=at))
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            return Conditional(settle(condition), negate(then), negate(otherwise), column=at)
        case Constant(value=bool(value)):
            return Constant(not value, column=at)
        case _:
            return Not(settle(expression), column=at)


def _plain(node: Compare) -> Expression:
    """A comparison with ``true`` or ``false`` is the other side or its opposite."""
    for value, other in ((node.left, node.right), (node.right, node.left)):
        if isinstance(value, Constant) and isinstance(value.value, bool):
            same = value.value == (node.operator == "==")
            return settle(other) if same else negate(other)
    return rebuild(node, settle)
