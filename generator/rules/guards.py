"""Finds members that are read where they may be absent.

CEL lets ``||`` and ``&&`` swallow the error of a missing member on either side; straight-line code
does not. So a rule may read ``self.f`` only where what stands to its left proves its presence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.rules.errors import RuleProblem
from generator.rules.expression import (
    And,
    Conditional,
    Expression,
    Has,
    Member,
    Not,
    Or,
    children,
)

_Names = frozenset[str]
_NONE: _Names = frozenset()


@dataclass(frozen=True, slots=True)
class _Proof:
    """The members that are present when an expression is true, and when it is false."""

    true: _Names = _NONE
    false: _Names = _NONE


def guard_problems(expression: Expression, known: frozenset[str]) -> list[RuleProblem]:
    """Every ``self.f`` that no ``has(self.f)`` to its left guards, for each known member ``f``.

    A required member counts as unguarded too: rules run on bodies where it is missing.
    """
    return [
        RuleProblem(
            member.column,
            f"self.{member.name} is not guarded by has(self.{member.name}) to its left",
            f"write has(self.{member.name}) && … or !has(self.{member.name}) || … before it; "
            "a required member can be missing too",
        )
        for member in _unguarded(expression, _NONE)
        if member.name in known
    ]


def _unguarded(expression: Expression, present: _Names) -> Iterator[Member]:
    if isinstance(expression, Member):
        if expression.name not in present:
            yield expression
    elif isinstance(expression, (And, Or)):
        for operand in expression.operands:
            yield from _unguarded(operand, present)
            proof = _proof(operand)
            present |= proof.true if isinstance(expression, And) else proof.false
    elif isinstance(expression, Conditional):
        proof = _proof(expression.condition)
        yield from _unguarded(expression.condition, present)
        yield from _unguarded(expression.then, present | proof.true)
        yield from _unguarded(expression.otherwise, present | proof.false)
    else:
        for child in children(expression):
            yield from _unguarded(child, present)


def _proof(expression: Expression) -> _Proof:
    if isinstance(expression, Has):
        return _Proof(true=frozenset({expression.name}))
    if isinstance(expression, Not):
        inner = _proof(expression.operand)
        return _Proof(inner.false, inner.true)
    if isinstance(expression, And):
        # False at the k-th operand: all before it were true.
        before, false = _NONE, None
        for proof in map(_proof, expression.operands):
            here = before | proof.false
            false = here if false is None else false & here
            before |= proof.true
        return _Proof(before, false or _NONE)
    if isinstance(expression, Or):
        before, true = _NONE, None
        for proof in map(_proof, expression.operands):
            here = before | proof.true
            true = here if true is None else true & here
            before |= proof.false
        return _Proof(true or _NONE, before)
    if isinstance(expression, Conditional):
        condition = _proof(expression.condition)
        then, otherwise = _proof(expression.then), _proof(expression.otherwise)
        return _Proof(
            (condition.true | then.true) & (condition.false | otherwise.true),
            (condition.true | then.false) & (condition.false | otherwise.false),
        )
    return _Proof()
