"""Planted faults: a rule with one thing wrong, each as somebody could have typed it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.rules.expression import (
    And,
    Compare,
    Conditional,
    Constant,
    Expression,
    Has,
    Not,
    Operator,
    Or,
    children,
    rebuild,
)

_SLIPS: dict[Operator, Operator] = {
    "==": "!=",
    "!=": "==",
    "<": "<=",
    "<=": "<",
    ">": ">=",
    ">=": ">",
}


def mutants(rule: Expression) -> Iterator[tuple[str, Expression]]:
    """Every rule that differs from this one in one place, with the name of the fault."""
    yield from _here(rule)
    for index, child in enumerate(children(rule)):
        for name, changed in mutants(child):
            yield name, _with(rule, index, changed)


def _here(node: Expression) -> Iterator[tuple[str, Expression]]:
    if isinstance(node, And):
        yield "&& became ||", Or(node.operands, column=node.column)
    if isinstance(node, Or):
        yield "|| became &&", And(node.operands, column=node.column)
    if isinstance(node, (And, Or)):
        for index in range(len(node.operands)):
            rest = node.operands[:index] + node.operands[index + 1 :]
            yield (
                f"operand {index + 1} is lost",
                rest[0] if len(rest) == 1 else replace(node, operands=rest),
            )
    if isinstance(node, Not):
        yield "! is lost", node.operand
    if isinstance(node, Has):
        yield "has became !has", Not(node, column=node.column)
    if isinstance(node, Compare):
        yield (
            f"{node.operator} became {_SLIPS[node.operator]}",
            replace(node, operator=_SLIPS[node.operator]),
        )
    if isinstance(node, Conditional):
        yield "the branches changed places", replace(node, then=node.otherwise, otherwise=node.then)
    if isinstance(node, Constant) and not isinstance(node.value, (bool, str)):
        for step in (-1, 1):
            yield f"{node.value} became {node.value + step}", replace(node, value=node.value + step)
    if isinstance(node, Constant) and isinstance(node.value, str):
        yield f"{node.value!r} lost its end", replace(node, value=node.value[:-1])


def _with(node: Expression, index: int, changed: Expression) -> Expression:
    counter = iter(range(len(children(node))))
    return rebuild(node, lambda child: changed if next(counter) == index else child)
