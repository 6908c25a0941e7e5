"""The tree of a rule: what it says, free of CEL's grammar and of every language it is printed in.

Chains are flat (``a || b || c`` is one ``Or``). Two trees are equal when they say the same in the
same words; ``column`` (1-based, in the text of the rule) does not count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from typing import Literal

Operator = Literal["==", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class _Node:
    column: int = field(default=1, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Has(_Node):
    """``has(self.name)``: the body has this member."""

    name: str


@dataclass(frozen=True, slots=True)
class Member(_Node):
    """``self.name``: the value of a member."""

    name: str


@dataclass(frozen=True, slots=True)
class Constant(_Node):
    """A literal."""

    value: bool | int | float | str


@dataclass(frozen=True, slots=True)
class Constants(_Node):
    """A list in brackets; the checker admits literals only."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Size(_Node):
    """``size(value)``: code points of a string, entries of a list."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class MaxImageRef(_Node):
    """``maxImageRef(value)``: the largest N in ``<<<image_N>>>``, else 0."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Matches(_Node):
    """``value.matches('pattern')``: the pattern is found somewhere in the string."""

    operand: Expression
    pattern: Expression


@dataclass(frozen=True, slots=True)
class Not(_Node):
    """``!operand``."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class And(_Node):
    """``a && b && …``: at least two operands."""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or(_Node):
    """``a || b || …``: at least two operands."""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Sum(_Node):
    """``a + b + …``: at least two operands."""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Conditional(_Node):
    """``condition ? then : otherwise``."""

    condition: Expression
    then: Expression
    otherwise: Expression


@dataclass(frozen=True, slots=True)
class Compare(_Node):
    """``left operator right``."""

    operator: Operator
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class In(_Node):
    """``item in [options]``."""

    item: Expression
    options: Expression


Expression = (
    Has
    | Member
    | Constant
    | Constants
    | Size
    | MaxImageRef
    | Matches
    | Not
    | And
    | Or
    | Sum
    | Conditional
    | Compare
    | In
)


def children(expression: Expression) -> tuple[Expression, ...]:
    """The direct operands, from left to right."""
    found: list[Expression] = []
    for part in fields(expression):
        value = getattr(expression, part.name)
        if isinstance(value, _Node):
            found.append(value)  # type: ignore[arg-type]
        elif isinstance(value, tuple):
            found.extend(value)
    return tuple(found)


def rebuild(expression: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """The same node with ``change`` applied to each direct operand."""
    changes: dict[str, object] = {}
    for part in fields(expression):
        value = getattr(expression, part.name)
        if isinstance(value, _Node):
            changes[part.name] = change(value)  # type: ignore[arg-type]
        elif isinstance(value, tuple):
            changes[part.name] = tuple(change(item) for item in value)
    return replace(expression, **changes) if changes else expression  # type: ignore[arg-type]


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and everything below it, from left to right."""
    yield expression
    for child in children(expression):
        yield from walk(child)


def names(expression: Expression) -> frozenset[str]:
    """Every member that the rule names, within ``has`` or outside."""
    return frozenset(node.name for node in walk(expression) if isinstance(node, (Has, Member)))
