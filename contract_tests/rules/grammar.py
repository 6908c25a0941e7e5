"""Draws rules that the checker must accept: well typed, every read of a member guarded.

Guards come from the four forms a person writes: ``has && …``, ``!has || …`` and both ways of
``has ? … : …``.
"""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from generator.contract.types import Field, Shape
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
    Operator,
    Or,
    Size,
    Sum,
    names,
)

PATTERNS = ["^a", "a$", "^a{2,3}$", "[^a]", "^(?:one|two)$", "é|😀", "\\x00", "", "^$", "[\\-a]"]
_WORDS = ["", "a", "one", "aaa", "it's", 'a"b', "a\n", "é😀", "\\"]
_NUMBERS: list[int | float] = [0, 1, 2, 5, -1, 0.5, 2.0, 1e300, 2**53 + 1, -(2**63)]
_ORDERED: list[Operator] = ["==", "!=", "<", "<=", ">", ">="]
_EQUAL: list[Operator] = ["==", "!="]
_Draw = st.DrawFn


@dataclass(frozen=True)
class _Scope:
    fields: tuple[Field, ...]
    present: frozenset[str] = frozenset()

    def having(self, name: str) -> _Scope:
        return _Scope(self.fields, self.present | {name})

    def readable(self, *types: str) -> list[Field]:
        return [f for f in self.fields if f.shape.type in types and f.name in self.present]


@st.composite
def rules(draw: _Draw, request: Shape) -> Expression:
    """A rule over two to four members of the request."""
    fields = st.lists(st.sampled_from(request.fields), min_size=2, max_size=4, unique=True)
    scope = _Scope(tuple(draw(fields)))
    rule = _bool(draw, scope, 4)
    # A tree of literals alone is refused; so is a rule over nothing.
    return rule if names(rule) else And((Has(scope.fields[0].name), rule))


def _bool(draw: _Draw, scope: _Scope, depth: int) -> Expression:
    kind = draw(st.sampled_from(["guard", "and", "or", "not", "if", "ask"] if depth else ["ask"]))
    if kind == "guard":
        return _guarded(draw, scope, depth)
    if kind == "not":
        return Not(_bool(draw, scope, depth - 1))
    if kind in ("and", "or"):
        operands = tuple(_bool(draw, scope, depth - 1) for _ in range(draw(st.integers(2, 3))))
        return And(operands) if kind == "and" else Or(operands)
    if kind == "if":
        return Conditional(*(_bool(draw, scope, depth - 1) for _ in range(3)))
    return _question(draw, scope, depth)


def _guarded(draw: _Draw, scope: _Scope, depth: int) -> Expression:
    name = draw(st.sampled_from([field.name for field in scope.fields]))
    inner = _bool(draw, scope.having(name), depth - 1)
    form = draw(st.sampled_from(["and", "or", "if", "else"]))
    if form == "and":
        return And((Has(name), inner))
    if form == "or":
        return Or((Not(Has(name)), inner))
    other = _bool(draw, scope, depth - 1)
    if form == "if":
        return Conditional(Has(name), inner, other)
    return Conditional(Not(Has(name)), other, inner)


def _question(draw: _Draw, scope: _Scope, depth: int) -> Expression:
    readable = scope.readable("string", "integer", "number", "boolean")
    asks = ["has", "sizes", "member", "member", "member"] if readable else ["has", "sizes"]
    ask = draw(st.sampled_from(asks))
    if ask == "has":
        return Has(draw(st.sampled_from([field.name for field in scope.fields])))
    if ask == "sizes":
        operator = draw(st.sampled_from(_ORDERED))
        left, right = _integer(draw, scope, min(depth, 2)), Constant(draw(st.integers(0, 6)))
        if draw(st.integers(0, 3)) == 0:  # JSON Schema cannot say most of these
            return Compare(operator, left, _integer(draw, scope, 1))
        return Compare(operator, left, right)
    return _about(draw, scope, draw(st.sampled_from(readable)))


def _about(draw: _Draw, scope: _Scope, field: Field) -> Expression:
    value, kind = Member(field.name), field.shape.type
    if kind == "boolean":
        others: list[Expression] = [Has(scope.fields[0].name), Constant(True), Constant(False)]
        other = draw(st.sampled_from(others))
        plain = draw(st.booleans())
        return value if plain else Compare(draw(st.sampled_from(_EQUAL)), value, other)
    if kind == "string":
        words = [str(each) for each in field.shape.enum or _WORDS]
        form = draw(st.sampled_from(["==", "in", "matches", "refs"]))
        if form == "matches":
            return Matches(value, Constant(draw(st.sampled_from(PATTERNS))))
        if form == "refs":
            limit = draw(st.integers(0, 3))
            return Compare("<=", MaxImageRef(value), Constant(limit))
        if form == "in":
            return In(value, _constants(draw, words))
        return Compare(draw(st.sampled_from(_EQUAL)), value, Constant(draw(st.sampled_from(words))))
    if draw(st.booleans()):
        return In(value, _constants(draw, _NUMBERS))
    operator, literal = draw(st.sampled_from(_ORDERED)), Constant(draw(st.sampled_from(_NUMBERS)))
    if draw(st.booleans()):
        return Compare(operator, literal, value)
    rights: list[Expression] = [literal]
    rights += [Member(each.name) for each in scope.readable("integer", "number")]
    return Compare(operator, value, draw(st.sampled_from(rights)))


def _constants(draw: _Draw, values: list[str] | list[int | float]) -> Constants:
    chosen = draw(st.lists(st.sampled_from(values), min_size=1, max_size=3))
    return Constants(tuple(map(Constant, chosen)))


def _integer(draw: _Draw, scope: _Scope, depth: int) -> Expression:
    sized = [f.name for f in scope.fields if f.shape.type in ("string", "array")]
    safe = [f.name for f in scope.readable("string", "array")]
    kinds = ["literal"] + ["or zero"] * 2 * bool(sized) + ["size"] * bool(safe)
    kind = draw(st.sampled_from(kinds + ["sum", "if"] * bool(depth)))
    if kind == "or zero":
        name = draw(st.sampled_from(sized))
        return Conditional(Has(name), Size(Member(name)), Constant(0))
    if kind == "size":
        return Size(Member(draw(st.sampled_from(safe))))
    if kind == "sum":
        return Sum(tuple(_integer(draw, scope, 0) for _ in range(draw(st.integers(2, 3)))))
    if kind == "if":
        test = _bool(draw, scope, 0)
        return Conditional(test, _integer(draw, scope, 0), _integer(draw, scope, depth - 1))
    return Constant(draw(st.integers(0, 6)))
