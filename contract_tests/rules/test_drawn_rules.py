"""Rules drawn from the grammar: accepted, read back as written, and the same in every reading."""

from __future__ import annotations

import ast
import json

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from contract_tests.counts import record
from contract_tests.profile import bodies_per_rule, count
from contract_tests.rules.bodies import sample
from contract_tests.rules.cel_text import cel_text
from contract_tests.rules.grammar import rules
from contract_tests.rules.readings import Readings, variables
from contract_tests.rules.shapes import EVERYTHING, validation
from generator.rules.check import check
from generator.rules.expression import Expression, names
from generator.rules.parse import parse
from generator.rules.python import python_condition
from generator.rules.tree_data import data_of, tree_of

_DRAWN = rules(EVERYTHING)
# What straight-line code is made of; no loop, no assignment, no attribute but a pattern's search.
_STRAIGHT = (
    *(ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.BinOp),
    *(ast.Add, ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Is),
    *(ast.IsNot, ast.In, ast.NotIn, ast.IfExp, ast.Call, ast.Name, ast.Load, ast.Constant),
    *(ast.Tuple, ast.Attribute),
)


@settings(
    max_examples=count(12, 60),
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(_DRAWN, st.integers(0, 2**32 - 1))
def test_every_reading_agrees(rule: Expression, seed: int) -> None:
    readings = Readings(validation(cel_text(rule)), EVERYTHING)
    bodies = sample(EVERYTHING, readings.rule.expression, seed, bodies_per_rule())
    for body in bodies:
        assert not readings.disagreement(body)
    event("lowered" if not readings.reason else f"not lowered: {readings.reason}")
    record("bodies on which all readings of a drawn rule agree", len(bodies))


@settings(max_examples=count(60, 2_000))
@given(_DRAWN)
def test_drawn_rules_are_accepted_and_read_back(rule: Expression) -> None:
    text = cel_text(rule)
    read = parse(text)
    assert not check(read, EVERYTHING), text
    assert names(read) == names(rule)
    assert parse(cel_text(read)) == read


@settings(max_examples=count(60, 2_000))
@given(_DRAWN)
def test_a_tree_that_was_kept_is_the_tree_that_was_read(rule: Expression) -> None:
    tree = parse(cel_text(rule))
    kept = tree_of(json.loads(json.dumps(data_of(tree))))
    # Equality passes over columns, and takes true for 1 and 1 for 1.0.
    assert repr(kept) == repr(tree)


@settings(max_examples=count(60, 2_000))
@given(_DRAWN)
def test_printed_python_is_straight_line(rule: Expression) -> None:
    expression = parse(cel_text(rule))
    printed = python_condition(expression, variables(tuple(sorted(names(expression)))))
    tree = ast.parse(printed.text, mode="eval")
    known = {"len", *printed.helpers, *printed.patterns}
    known |= set(variables(tuple(names(expression))).values())
    for node in ast.walk(tree):
        assert isinstance(node, _STRAIGHT)
        if isinstance(node, ast.Name):
            assert node.id in known
        if isinstance(node, ast.Attribute):
            assert node.attr == "search"


@settings(max_examples=count(60, 2_000))
@given(_DRAWN)
def test_parentheses_are_needed(rule: Expression) -> None:
    expression = parse(cel_text(rule))
    text = python_condition(expression, variables(tuple(names(expression)))).text
    tree = ast.dump(ast.parse(text, mode="eval"))
    for opening, closing in _pairs(text):
        if text[opening - 1 : opening].isalnum() or "," in text[opening:closing]:
            continue  # a call or a tuple
        without = text[:opening] + " " + text[opening + 1 : closing] + " " + text[closing + 1 :]
        assert _dump(without.strip()) != tree, text


def _dump(text: str) -> str:
    try:
        return ast.dump(ast.parse(text, mode="eval"))
    except SyntaxError:
        return ""


def _pairs(text: str) -> list[tuple[int, int]]:
    """Where parentheses open and close; strings are skipped by asking Python for them."""
    tree = ast.parse(text, mode="eval")
    strings = [
        range(node.col_offset, node.end_col_offset or 0)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    if not text.isascii():
        return []  # ast counts bytes
    found, waiting = [], []
    for at, character in enumerate(text):
        if any(at in each for each in strings):
            continue
        if character == "(":
            waiting.append(at)
        elif character == ")":
            found.append((waiting.pop(), at))
    return found
