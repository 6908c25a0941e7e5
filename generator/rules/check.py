"""Types a rule and refuses what cannot be proved safe; tells every problem at once."""

from __future__ import annotations

from difflib import get_close_matches

from generator.contract.types import Field, Shape
from generator.rules.errors import RuleProblem
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
    names,
)
from generator.rules.guards import guard_problems
from generator.rules.kinds import BOOL, INT, STRING, Kind, common, comparable, of_shape, of_value
from generator.rules.patterns import pattern_problems

_MAX_TERM = 2**31 - 1


def check(expression: Expression, request: Shape) -> list[RuleProblem]:
    """What keeps a rule over this request from being compiled, in the order of the text."""
    checker = _Checker(request)
    kind = checker.kind(expression)
    if kind is not None and kind != BOOL:
        advice = "compare it: rules are true or false"
        checker.report(expression, f"the rule is of type {kind}", advice)
    if not names(expression):
        advice = "name one: it says the same of every body"
        checker.report(expression, "the rule names no member", advice)
    problems = checker.problems + guard_problems(expression, frozenset(checker.fields))
    return sorted(dict.fromkeys(problems), key=lambda problem: problem.column)


class _Checker:
    def __init__(self, request: Shape) -> None:
        self.fields: dict[str, Field] = {field.name: field for field in request.fields}
        self.problems: list[RuleProblem] = []

    def report(self, where: Expression, problem: str, advice: str) -> None:
        self.problems.append(RuleProblem(where.column, problem, advice))

    def kind(  # noqa: C901, PLR0911, PLR0912 -- one case for each node
        self, expression: Expression
    ) -> Kind | None:
        """The type; ``None`` where a problem was reported that leaves it open."""
        match expression:
            case Has():
                self._known(expression)
                return BOOL
            case Member():
                field = self._known(expression)
                return of_shape(field.shape) if field else None
            case Constant(value=value):
                return of_value(value)
            case Constants():
                self.report(expression, "a list outside in", "write value in ['a', 'b']")
                return None
            case Size(operand=operand):
                kind = self.kind(operand)
                if kind is not None and kind.name not in ("string", "list"):
                    self.report(expression, f"size of type {kind}", "strings and lists have a size")
                return INT
            case MaxImageRef(operand=operand):
                self._want(operand, STRING, "maxImageRef", "it reads <<<image_N>>> in a string")
                return INT
            case Matches(operand=operand, pattern=pattern):
                self._want(operand, STRING, "matches", "only strings match patterns")
                self._pattern(pattern)
                return BOOL
            case Not(operand=operand):
                self._want(operand, BOOL, "!", "compare it first")
                return BOOL
            case And(operands=operands) | Or(operands=operands):
                sign = "&&" if isinstance(expression, And) else "||"
                for operand in operands:
                    self._want(operand, BOOL, sign, "compare it first")
                return BOOL
            case Sum(operands=operands):
                for operand in operands:
                    self._term(operand)
                return INT
            case Conditional():
                return self._conditional(expression)
            case Compare():
                self._compare(expression)
                return BOOL
            case In():
                self._in(expression)
                return BOOL

    def _known(self, node: Has | Member) -> Field | None:
        if node.name in self.fields:
            return self.fields[node.name]
        near = get_close_matches(node.name, self.fields, 1)
        advice = f"did you mean self.{near[0]}?" if near else "name a property of the request"
        self.report(node, f"unknown member self.{node.name}", advice)
        return None

    def _want(self, operand: Expression, wanted: Kind, where: str, advice: str) -> None:
        kind = self.kind(operand)
        if kind is not None and kind != wanted:
            self.report(operand, f"{where} of type {kind}, where {wanted} belongs", advice)

    def _pattern(self, pattern: Expression) -> None:
        if not isinstance(pattern, Constant) or not isinstance(pattern.value, str):
            self.report(pattern, "a pattern that is no literal", "write it out: matches('…')")
            return
        for problem in pattern_problems(pattern.value):
            what, _, advice = problem.partition("; ")
            self.report(pattern, f"unsafe pattern: {what}", advice or "rewrite it")

    def _term(self, operand: Expression) -> None:
        kind = self.kind(operand)
        if kind is not None and kind != INT:
            self.report(operand, f"+ of type {kind}", "rules add integers only")
        for node in _values(operand):
            # Two 64-bit integers can leave 64 bits, which languages answer in different ways.
            if isinstance(node, Member) and kind == INT:
                self.report(
                    node,
                    f"+ of the value self.{node.name}, which may leave 64 bits",
                    "add sizes, maxImageRef and literals only",
                )
            elif isinstance(node, Constant) and kind == INT and abs(int(node.value)) > _MAX_TERM:
                self.report(node, f"+ of {node.value}", f"add at most {_MAX_TERM}")

    def _conditional(self, node: Conditional) -> Kind | None:
        self._want(node.condition, BOOL, "?:", "compare it first")
        then, otherwise = self.kind(node.then), self.kind(node.otherwise)
        if then is None or otherwise is None:
            return None
        kind = common(then, otherwise)
        if kind is None:
            self.report(node, f"?: between {then} and {otherwise}", "give both one type")
        return kind

    def _compare(self, node: Compare) -> None:
        left, right = self.kind(node.left), self.kind(node.right)
        if left is None or right is None:
            return
        if not comparable(left, right):
            advice = "compare values of one type: numbers, strings or bools"
            self.report(node, f"{node.operator} between {left} and {right}", advice)
        elif node.operator not in ("==", "!=") and not left.is_number:
            advice = "only numbers have an order that is the same in every language"
            self.report(node, f"{node.operator} between {left} and {right}", advice)
        if node.operator in ("==", "!="):
            self._reachable(node.left, node.right)
            self._reachable(node.right, node.left)

    def _in(self, node: In) -> None:
        kind = self.kind(node.item)
        options = node.options
        if not isinstance(options, Constants):
            self.report(options, "in something other than a list of literals", "write ['a', 'b']")
            return
        if not options.items:
            self.report(options, "in an empty list", "it holds nothing: list the values")
        for item in options.items:
            if not isinstance(item, Constant):
                self.report(item, "an entry that is no literal", "list literals only")
            elif kind is not None and not comparable(kind, of_value(item.value)):
                found = of_value(item.value)
                self.report(
                    item, f"an entry of type {found} for a value of type {kind}", "list its type"
                )
            else:
                self._reachable(node.item, item)

    def _reachable(self, value: Expression, literal: Expression) -> None:
        """Report a literal that the member can never be: a slip that no test would show."""
        if not isinstance(value, Member) or not isinstance(literal, Constant):
            return
        enum = self.fields[value.name].shape.enum if value.name in self.fields else None
        if enum and literal.value not in enum:
            near = get_close_matches(str(literal.value), map(str, enum), 1)
            advice = f"did you mean {near[0]!r}?" if near else "name one of the enum"
            self.report(literal, f"self.{value.name} is never {literal.value!r}", advice)


def _values(expression: Expression) -> list[Expression]:
    """What an expression can evaluate to: itself, or the branches of a conditional."""
    if isinstance(expression, Conditional):
        return _values(expression.then) + _values(expression.otherwise)
    return [expression]
