"""Lowers sizes to JSON Schema: one size against a number, the sum of two as its splits.

``(has(self.f) ? size(self.f) : 0)`` and a guarded ``size(self.f)`` lower alike: "at most" says
nothing of an absent member, and "at least one" asks for its presence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from generator.contract.types import Shape
from generator.rules.errors import NotLowerable
from generator.rules.expression import (
    Conditional,
    Constant,
    Expression,
    Has,
    Member,
    Not,
    Operator,
    Size,
    Sum,
)
from generator.rules.schema_parts import (
    ANYTHING,
    NOTHING,
    JsonSchema,
    all_of,
    any_of,
    member,
    required,
)

MAX_SPLITS = 64
MAX_CASES = 256


@dataclass(frozen=True, slots=True)
class SizeTerm:
    """The size of one member, 0 when it is absent."""

    name: str
    least: str
    most: str


def size_term(expression: Expression, request: Shape) -> SizeTerm | None:
    """The member whose size an expression is, in either way to write it."""
    match expression:
        case (
            Conditional(
                condition=Has(name=guard),
                then=Size(operand=Member(name=name)),
                otherwise=Constant(0),
            )
            | Conditional(
                condition=Not(operand=Has(name=guard)),
                then=Constant(0),
                otherwise=Size(operand=Member(name=name)),
            )
        ) if guard == name:
            return _term(name, request)
        case Size(operand=Member(name=name)):
            return _term(name, request)
    return None


def split_sum(expression: Expression, request: Shape) -> tuple[list[SizeTerm], float]:
    """The sizes and the number that an expression adds up; raises ``NotLowerable``."""
    terms: list[SizeTerm] = []
    number: float = 0
    for part in expression.operands if isinstance(expression, Sum) else (expression,):
        term = size_term(part, request)
        if term is not None:
            terms.append(term)
        elif isinstance(part, Constant) and not isinstance(part.value, str):
            number += part.value
        elif isinstance(part, Size) and isinstance(part.operand, Constant):
            number += len(str(part.operand.value))
        elif isinstance(part, Sum):
            inner, more = split_sum(part, request)
            terms, number = terms + inner, number + more
        else:
            raise NotLowerable("a comparison of something other than sizes and numbers")
    return terms, number


def compare_sizes(terms: list[SizeTerm], sign: Operator, limit: float) -> JsonSchema:
    """The sum of the sizes is below or above ``limit``; raises ``NotLowerable``."""
    if len({term.name for term in terms}) != len(terms):
        raise NotLowerable("the size of one member is added twice")
    if sign in ("<", "<="):
        exact = sign == "<" and limit == math.floor(limit)
        return _at_most(terms, math.floor(limit) - exact)
    exact = sign == ">" and limit == math.ceil(limit)
    return _at_least(terms, math.ceil(limit) + exact)


def _term(name: str, request: Shape) -> SizeTerm:
    types = {field.name: field.shape.type for field in request.fields}
    unit = "Items" if types.get(name) == "array" else "Length"
    return SizeTerm(name, f"min{unit}", f"max{unit}")


def _at_most(terms: list[SizeTerm], limit: int) -> JsonSchema:
    if limit < 0:
        return NOTHING
    if not terms:
        return ANYTHING
    if len(terms) == 1:
        return member(terms[0].name, {terms[0].most: limit})
    first, rest = _split(terms, limit)
    return any_of(
        all_of([_at_most([first], share), _at_most(rest, limit - share)])
        for share in range(limit + 1)
    )


def _at_least(terms: list[SizeTerm], limit: int) -> JsonSchema:
    if limit <= 0:
        return ANYTHING
    if not terms:
        return NOTHING
    if len(terms) == 1:
        return all_of([required(terms[0].name), member(terms[0].name, {terms[0].least: limit})])
    first, rest = _split(terms, limit)
    return any_of(
        all_of([_at_least([first], share), _at_least(rest, limit - share)])
        for share in range(limit + 1)
    )


def _split(terms: list[SizeTerm], limit: int) -> tuple[SizeTerm, list[SizeTerm]]:
    """The first size and the others; every way to share the limit among them is a case."""
    if len(terms) == 2 and limit > MAX_SPLITS:  # noqa: PLR2004
        raise NotLowerable(f"the sum of two sizes against {limit}, more than {MAX_SPLITS}")
    cases = math.comb(limit + len(terms) - 1, len(terms) - 1)
    if len(terms) > 2 and cases > MAX_CASES:  # noqa: PLR2004
        raise NotLowerable(
            f"the sum of {len(terms)} sizes against {limit}, {cases} cases and more than "
            f"{MAX_CASES}"
        )
    return terms[0], terms[1:]
