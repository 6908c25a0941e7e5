"""Lowers comparisons to JSON Schema: of one member with a literal, of sizes with a number."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from generator.contract.types import Shape
from generator.rules.errors import NotLowerable
from generator.rules.expression import (
    And,
    Compare,
    Conditional,
    Constant,
    Expression,
    Has,
    In,
    Matches,
    MaxImageRef,
    Member,
    Not,
    Operator,
    Or,
    children,
    rebuild,
)
from generator.rules.negation import negate
from generator.rules.schema_parts import ANYTHING, NOTHING, JsonSchema, all_of, any_of, member
from generator.rules.schema_sizes import SizeTerm, compare_sizes, size_term, split_sum

_MAX_CASES = 6
_MIRRORED: dict[Operator, Operator] = {
    "==": "==",
    "!=": "!=",
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
}
_PYTHON: dict[Operator, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_BOUNDS: dict[Operator, str] = {
    "<": "exclusiveMaximum",
    "<=": "maximum",
    ">": "exclusiveMinimum",
    ">=": "minimum",
}


@dataclass(frozen=True, slots=True)
class Lowering:
    """What lowering a comparison needs of its surroundings.

    ``boolean`` lowers a bool expression; ``cases`` counts the conditionals opened so far.
    """

    request: Shape
    boolean: Callable[[Expression, Lowering], JsonSchema]
    cases: int = 0

    def opened(self) -> Lowering:
        """The same, one conditional deeper; raises ``NotLowerable`` when these are too many."""
        if self.cases == _MAX_CASES:
            raise NotLowerable(f"more than {_MAX_CASES} conditionals in one comparison")
        return Lowering(self.request, self.boolean, self.cases + 1)


def lower_comparison(node: Compare, lowering: Lowering) -> JsonSchema:
    """A comparison as a JSON Schema of the body; raises ``NotLowerable``."""
    if any(isinstance(side, MaxImageRef) for side in _values(node)):
        raise NotLowerable("maxImageRef reads numbers inside a string")
    if is_boolean(node.left, lowering.request) and is_boolean(node.right, lowering.request):
        return _booleans(node, lowering)
    opened = _open(node, lowering.request)
    if opened is not None:
        return lowering.boolean(opened, lowering.opened())
    left, right = node.left, node.right
    if isinstance(left, Constant) and isinstance(right, Constant):
        return ANYTHING if _PYTHON[node.operator](left.value, right.value) else NOTHING
    if isinstance(left, Constant) and isinstance(right, Member):
        return _member(right, _MIRRORED[node.operator], left)
    if isinstance(left, Member) and isinstance(right, Constant):
        return _member(left, node.operator, right)
    if isinstance(left, Member) or isinstance(right, Member):
        raise NotLowerable("a member is compared with another value of the body")
    return _sizes(node, lowering.request)


def is_boolean(expression: Expression, request: Shape) -> bool:
    """Whether an expression is true or false."""
    if isinstance(expression, Member):
        return any(
            field.name == expression.name and field.shape.type == "boolean"
            for field in request.fields
        )
    if isinstance(expression, Constant):
        return isinstance(expression.value, bool)
    if isinstance(expression, Conditional):
        return is_boolean(expression.then, request)
    return isinstance(expression, (Has, Not, And, Or, Compare, In, Matches))


def _booleans(node: Compare, lowering: Lowering) -> JsonSchema:
    left, right = node.left, node.right
    if node.operator == "!=":
        right = negate(right)
    both = And((left, right))
    neither = And((negate(left), negate(right)))
    return lowering.boolean(Or((both, neither)), lowering)


def _member(node: Member, sign: Operator, literal: Constant) -> JsonSchema:
    if sign == "==":
        return member(node.name, {"const": literal.value})
    if sign == "!=":
        return member(node.name, {"not": {"const": literal.value}})
    return member(node.name, {_BOUNDS[sign]: literal.value})


def _sizes(node: Compare, request: Shape) -> JsonSchema:
    left, less = split_sum(node.left, request)
    right, more = split_sum(node.right, request)
    sign = node.operator
    if right and not left:
        left, right, less, more, sign = right, left, more, less, _MIRRORED[sign]
    if right:
        raise NotLowerable("sizes stand on both sides of a comparison")
    limit = more - less
    if sign == "==":
        return all_of(compare_sizes(left, each, limit) for each in ("<=", ">="))
    if sign == "!=":
        return any_of(compare_sizes(left, each, limit) for each in ("<", ">"))
    return compare_sizes(left, sign, limit)


def _values(expression: Expression) -> list[Expression]:
    """Everything below a comparison that makes up its values; conditions are looked at later."""
    if isinstance(expression, (Has, In, Matches, Not, And, Or)):
        return []
    below = children(expression)
    if isinstance(expression, Conditional):
        below = (expression.then, expression.otherwise)
    return [expression, *(value for part in below for value in _values(part))]


def _open(node: Compare, request: Shape) -> Conditional | None:
    """The comparison with its first conditional moved outside; ``None`` when it has none."""
    found = _first_conditional(node, request)
    if found is None:
        return None

    def choose(branch: Expression) -> Expression:
        def swap(part: Expression) -> Expression:
            return branch if part is found else rebuild(part, swap)

        return rebuild(node, swap)

    return Conditional(found.condition, choose(found.then), choose(found.otherwise))


def _first_conditional(expression: Expression, request: Shape) -> Conditional | None:
    for part in children(expression):
        if isinstance(size_term(part, request), SizeTerm):
            continue
        if isinstance(part, Conditional):
            return part
        found = _first_conditional(part, request)
        if found is not None:
            return found
    return None
