"""Says whether a body keeps a rule, by walking its tree: for comparing rules, not for clients."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from typing import Any

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

_REFERENCE = re.compile(r"<<<image_([0-9]+)>>>")
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def holds(expression: Expression, body: Mapping[str, Any]) -> bool:
    """Whether ``body`` keeps the rule; each member that it names is absent or of its type."""
    return bool(_value(expression, body))


def _value(  # noqa: C901, PLR0911 -- one case for each node
    node: Expression, body: Mapping[str, Any]
) -> Any:
    match node:
        case Has(name=name):
            return name in body
        case Member(name=name):
            return body[name]
        case Constant(value=value):
            return value
        case Constants(items=items):
            return [_value(item, body) for item in items]
        case Size(operand=operand):
            return len(_value(operand, body))
        case MaxImageRef(operand=operand):
            return max(map(int, _REFERENCE.findall(_value(operand, body))), default=0)
        case Matches(operand=operand, pattern=pattern):
            return re.search(_value(pattern, body), _value(operand, body)) is not None
        case Not(operand=operand):
            return not _value(operand, body)
        case And(operands=operands):
            return all(_value(operand, body) for operand in operands)
        case Or(operands=operands):
            return any(_value(operand, body) for operand in operands)
        case Sum(operands=operands):
            return sum(_value(operand, body) for operand in operands)
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            return _value(then if _value(condition, body) else otherwise, body)
        case Compare(operator=sign, left=left, right=right):
            return _OPERATORS[sign](_value(left, body), _value(right, body))
        case In(item=item, options=options):
            return _value(item, body) in _value(options, body)
