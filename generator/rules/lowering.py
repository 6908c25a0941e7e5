"""From the parse tree of CEL to the tree of a rule; refuses what the subset leaves out, by name."""

from __future__ import annotations

from typing import Any, cast

from lark import Token, Tree

from generator.rules import literals
from generator.rules.errors import RuleError
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
)
from generator.rules.refusals import refuse, refuse_call, refuse_name
from generator.rules.tree import ParseTree, column, dotted, operator_column, tokens

MAX_DEPTH = 64
_OPERATORS: dict[str, Operator] = {
    "relation_eq": "==",
    "relation_ne": "!=",
    "relation_lt": "<",
    "relation_le": "<=",
    "relation_gt": ">",
    "relation_ge": ">=",
}
_CHAINS: dict[str, type[Or | And | Sum]] = {
    "conditionalor": Or,
    "conditionaland": And,
    "addition": Sum,
}
# Kinds of node that say nothing of their own when they have one child.
_WRAPPERS = (
    *("expr", "conditionalor", "conditionaland", "relation", "addition", "multiplication"),
    *("unary", "member", "primary", "paren_expr"),
)
_KEYWORDS = ("null", "in")


def lower_tree(tree: ParseTree) -> Expression:
    """The rule that a parse tree of cel-python says; raises ``RuleError`` outside the subset."""
    return _expression(tree, 0)


def _expression(tree: ParseTree, depth: int) -> Expression:
    while tree.data in _WRAPPERS and len(tree.children) == 1:
        depth += tree.data == "paren_expr"
        tree = cast("ParseTree", tree.children[0])
    at = column(tree)
    if depth > MAX_DEPTH:
        raise RuleError(at, f"nested more than {MAX_DEPTH} deep", "split the rule")
    match str(tree.data):
        case "expr":
            parts = cast("list[ParseTree]", tree.children)
            condition, then, otherwise = (_expression(part, depth + 1) for part in parts)
            return Conditional(condition, then, otherwise, column=at)
        case "relation":
            return _relation(tree, depth)
        case "conditionalor" | "conditionaland" | "addition":
            return _chain(tree, depth)
        case "unary":
            return _unary(tree, depth)
        case "ident_arg" | "member_dot_arg":
            return _call(tree, depth)
        case "list_lit":
            items = [item for part in tree.children for item in cast("ParseTree", part).children]
            entries = (_expression(cast("ParseTree", item), depth + 1) for item in items)
            return Constants(tuple(entries), column=at)
        case _:
            return _leaf(tree)


def _leaf(tree: ParseTree) -> Expression:
    at, kind = column(tree), str(tree.data)
    first: Any = tree.children[0] if tree.children else None
    if kind == "member_dot":
        return _member(tree)
    if kind == "literal":
        return _literal(first)
    if kind == "ident":
        raise refuse_name(at, str(first))
    if kind == "multiplication":
        raise refuse(operator_column(first), str(first.data))
    raise refuse(at, kind)


def _relation(tree: ParseTree, depth: int) -> Expression:
    sign, last = cast("list[Any]", tree.children)
    left, right = _expression(sign.children[0], depth + 1), _expression(last, depth + 1)
    if sign.data == "relation_in":
        return In(left, right, column=column(tree))
    return Compare(_OPERATORS[str(sign.data)], left, right, column=column(tree))


def _chain(tree: ParseTree, depth: int) -> Expression:
    node = _CHAINS[str(tree.data)]
    at = column(tree)
    operands: list[Expression] = []
    part: Any = tree
    while part.data == tree.data and len(part.children) == 2:  # noqa: PLR2004
        first, last = part.children
        if first.data == "addition_sub":
            raise refuse(operator_column(first), "addition_sub")
        operands.append(_expression(last, depth + 1))
        part = first.children[0] if first.data == "addition_add" else first
    operands.append(_expression(part, depth + 1))
    # (a || b) || c says the same as a || b || c.
    flat: list[Expression] = []
    for operand in reversed(operands):
        flat.extend(operand.operands if isinstance(operand, node) else (operand,))
    return node(tuple(flat), column=at)


def _unary(tree: ParseTree, depth: int) -> Expression:
    sign, operand = cast("list[Any]", tree.children)
    at = column(tree)
    if sign.data == "unary_not":
        return Not(_expression(operand, depth + 1), column=at)
    first, *others = tokens(operand)
    if not others and first.type in ("INT_LIT", "FLOAT_LIT") and first[0] != "-":
        return _literal(Token(first.type, "-" + first, start_pos=at - 1))
    raise refuse(at, "unary_neg")


def _member(tree: ParseTree) -> Member:
    owner, name = cast("list[Any]", tree.children)
    at = column(tree)
    path = dotted(owner)
    if path != "self":
        if path.startswith("self."):
            raise RuleError(
                at,
                f"{path}.{name} reaches into a member",
                "rules see the top-level members of the body only: state limits of what lies "
                "deeper in its own schema",
            )
        raise RuleError(at, f"a member of something other than self: .{name}", "write self.name")
    if str(name) in _KEYWORDS:
        raise RuleError(at, f"self.{name}: {name} is a word of CEL itself", "rename the parameter")
    return Member(str(name), column=at)


def _call(tree: ParseTree, depth: int) -> Expression:
    at = column(tree)
    method = tree.data == "member_dot_arg"
    parts = cast("list[Any]", tree.children)
    name = str(parts[1] if method else parts[0])
    last = parts[-1]
    given = list(last.children) if isinstance(last, Tree) and last.data == "exprlist" else []
    if method:
        given.insert(0, parts[0])
    wanted = {"has": 1, "size": 1, "maxImageRef": 1, "matches": 2}.get(name)
    if wanted is None or (method and name in ("has", "maxImageRef")):
        raise refuse_call(at, name, method=method)
    if len(given) != wanted:
        raise RuleError(
            at,
            f"{name} with {len(given)} values",
            "write self.name.matches('pattern')" if name == "matches" else f"write {name}(self.x)",
        )
    values = [_expression(part, depth + 1) for part in given]
    if name == "has":
        if not isinstance(values[0], Member):
            raise RuleError(at, "has of something other than a member", "write has(self.name)")
        return Has(values[0].name, column=at)
    if name == "size":
        return Size(values[0], column=at)
    if name == "maxImageRef":
        return MaxImageRef(values[0], column=at)
    return Matches(values[0], values[1], column=at)


def _literal(token: Token) -> Constant:
    at = (token.start_pos or 0) + 1
    text = str(token)
    if token.type == "BOOL_LIT":
        return Constant(text == "true", column=at)
    if token.type == "INT_LIT":
        return Constant(literals.integer(text, at), column=at)
    if token.type == "FLOAT_LIT":
        return Constant(literals.double(text, at), column=at)
    if token.type in ("STRING_LIT", "MLSTRING_LIT"):
        return Constant(literals.string(text, at), column=at)
    raise refuse(at, token.type)
