"""Lowers a rule to plain JSON Schema 2020-12, for validators that know nothing of rules.

The schema is for the whole body. It is valid exactly when the rule holds, on objects where each
member that the rule names is absent or of its type. What a ``self.f`` is compared with is lowered
to ``properties``, which says nothing when ``f`` is absent: guards decide the answer there.
"""

from __future__ import annotations

from generator.contract.types import Shape
from generator.rules.errors import NotLowerable
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
    Member,
    Not,
    Or,
)
from generator.rules.negation import negate, settle
from generator.rules.schema_comparison import Lowering, lower_comparison
from generator.rules.schema_parts import (
    ANYTHING,
    NOTHING,
    JsonSchema,
    absent,
    all_of,
    any_of,
    member,
    required,
)


def lower(expression: Expression, request: Shape) -> JsonSchema:
    """The rule as a JSON Schema of the body.

    Raises:
        NotLowerable: plain JSON Schema cannot say it; with the reason.
    """
    return _lower(settle(expression), Lowering(request, _lower))


def _lower(  # noqa: C901, PLR0911 -- one case for each node
    expression: Expression, lowering: Lowering
) -> JsonSchema:
    match expression:
        case Constant(value=value):
            return ANYTHING if value else NOTHING
        case Has(name=name):
            return required(name)
        case Not(operand=Has(name=name)):
            return absent(name)
        case Member(name=name):
            return member(name, {"const": True})
        case Not(operand=Member(name=name)):
            return member(name, {"const": False})
        case Matches():
            return _pattern(expression, negated=False)
        case Not(operand=Matches() as matches):
            return _pattern(matches, negated=True)
        case In():
            return _in(expression, lowering, negated=False)
        case Not(operand=In() as membership):
            return _in(membership, lowering, negated=True)
        case And(operands=operands):
            return all_of(_lower(operand, lowering) for operand in operands)
        case Or(operands=operands):
            return _or(operands, lowering)
        case Conditional():
            return _conditional(expression, lowering)
        case Compare():
            return lower_comparison(expression, lowering)
    raise NotLowerable(f"column {expression.column}: no JSON Schema for this part")


def _or(operands: tuple[Expression, ...], lowering: Lowering) -> JsonSchema:
    missing = [
        operand.operand.name
        for operand in operands
        if isinstance(operand, Not) and isinstance(operand.operand, Has)
    ]
    if len(missing) == len(operands):
        return absent(*dict.fromkeys(missing))
    return any_of(_lower(operand, lowering) for operand in operands)


def _conditional(node: Conditional, lowering: Lowering) -> JsonSchema:
    """Either branch under its condition."""
    then, otherwise = _lower(node.then, lowering), _lower(node.otherwise, lowering)
    yes, no = _lower(node.condition, lowering), _lower(negate(node.condition), lowering)
    if otherwise == ANYTHING:
        return any_of([no, then])
    if then == ANYTHING:
        return any_of([yes, otherwise])
    return any_of([all_of([yes, then]), all_of([no, otherwise])])


def _pattern(node: Matches, *, negated: bool) -> JsonSchema:
    if not isinstance(node.operand, Member) or not isinstance(node.pattern, Constant):
        raise NotLowerable("matches of something other than a member")
    schema: JsonSchema = {"pattern": node.pattern.value}
    return member(node.operand.name, {"not": schema} if negated else schema)


def _in(node: In, lowering: Lowering, *, negated: bool) -> JsonSchema:
    options = node.options.items if isinstance(node.options, Constants) else ()
    if isinstance(node.item, Member):
        values = [option.value for option in options if isinstance(option, Constant)]
        schema: JsonSchema = {"enum": list(dict.fromkeys(values))}
        return member(node.item.name, {"not": schema} if negated else schema)
    one_by_one = Or(tuple(Compare("==", node.item, option) for option in options))
    return _lower(negate(one_by_one) if negated else one_by_one, lowering)
