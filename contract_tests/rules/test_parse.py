"""What the rule language leaves out of CEL: each refused by name, with its column and advice."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

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
    Or,
    Size,
    Sum,
)
from generator.rules.parse import parse

_OUT = " is not in the rule language"
_MENDING = "mend the expression; spec/README.md shows the rule language"
_INSIDE = (
    "rules see the top-level members of the body only: "
    "state limits of what lies deeper in its own schema"
)
_KNOWN = "known are has, size, matches and maxImageRef"
_ESCAPES = (
    "write \\\\ for a backslash, or a raw string: r'…'; "
    "known are \\\\ \\' \\\" \\n \\r \\t \\uXXXX and \\UXXXXXXXX"
)
_REFUSED = [
    ("", 1, "an empty rule", "write an expression over self"),
    (" \n", 1, "an empty rule", "write an expression over self"),
    ("has(self.a) &&", 15, "the rule ends too early", "complete it"),
    ("has(self.a) ? true", 19, "the rule ends too early", "complete it"),
    ("(has(self.a)", 13, "the rule ends too early", "complete it"),
    ("has(self.a))", 12, "no CEL: unexpected ')'", _MENDING),
    ("self.a == 1 2", 13, "no CEL: unexpected '2'", _MENDING),
    ("self.a ==\n  1 @", 15, "no CEL: unexpected '@'", _MENDING),
    ("self.true", 6, "no CEL: unexpected 'true'", _MENDING),
    ("self.a = 1", 8, "a single =", "write == to compare"),
    ("has(self.a) & has(self.b)", 13, "a single &", "write &&"),
    ("has(self.a) | has(self.b)", 13, "a single |", "write ||"),
    ("self.a == 'x", 11, "a string that does not end on its line", "close its quotes"),
    (
        "size(self.a) - 1 > 0",
        14,
        "subtraction" + _OUT,
        "move it to the other side of the comparison as a sum",
    ),
    (
        "size(self.a)-1 > 0",
        13,
        "subtraction" + _OUT,
        "move it to the other side of the comparison as a sum",
    ),
    ("self.a * 2 > 0", 8, "multiplication" + _OUT, "of arithmetic, rules have the sum only"),
    ("self.a / 2 > 0", 8, "division" + _OUT, "of arithmetic, rules have the sum only"),
    ("self.a % 2 == 0", 8, "the remainder (%)" + _OUT, "of arithmetic, rules have the sum only"),
    ("0 < -self.a", 5, "the negative of a value" + _OUT, "only literals can be negative"),
    ("--1 == 1", 1, "the negative of a value" + _OUT, "only literals can be negative"),
    ("self.a.b == 1", 1, "self.a.b reaches into a member", _INSIDE),
    ("has(self.a.b.c)", 5, "self.a.b.c reaches into a member", _INSIDE),
    ("self.a[0] == 1", 1, "an index" + _OUT, "rules see whole members of the body only"),
    ("self.a[0].b", 1, "a member of something other than self: .b", "write self.name"),
    ("other.b", 1, "a member of something other than self: .b", "write self.name"),
    ("prompt == 'a'", 1, "unknown name prompt", "write self.prompt for a member of the body"),
    ("has(prompt)", 5, "unknown name prompt", "write self.prompt for a member of the body"),
    ("self == 1", 1, "self alone", "name one of its members: self.name"),
    ("has(size(self.a))", 1, "has of something other than a member", "write has(self.name)"),
    ("has()", 1, "has with 0 values", "write has(self.x)"),
    ("size(self.a, self.b)", 1, "size with 2 values", "write size(self.x)"),
    ("matches(self.a)", 1, "matches with 1 values", "write self.name.matches('pattern')"),
    ("self.a.has()", 1, "has called as a method", "write has(self.x)"),
    ("self.a.maxImageRef()", 1, "maxImageRef called as a method", "write maxImageRef(self.x)"),
    ("sise(self.a) > 1", 1, "unknown function sise", "did you mean size? " + _KNOWN),
    ("int(self.a) > 1", 1, "unknown function int", _KNOWN),
    ("self.a.startsWith('b')", 1, "unknown function startsWith", _KNOWN),
    (
        "self.a.all(x, x > 1)",
        1,
        "the macro all" + _OUT,
        "state limits of single entries in the schema of the items",
    ),
    ("self.null", 1, "self.null: null is a word of CEL itself", "rename the parameter"),
    ("self.a != null", 11, "null" + _OUT, "null is no value in a request: ask has(self.name)"),
    ("self.a == 1u", 11, "an unsigned integer" + _OUT, "write the number without u"),
    ("self.a == b'x'", 11, "a bytes literal" + _OUT, "write a string"),
    ("self.a == {'b': 1}", 11, "a map" + _OUT, "compare the members one by one"),
    ("self.a == {}", 11, "a map" + _OUT, "compare the members one by one"),
    ("self.a{}", 1, "a message" + _OUT, "compare the members one by one"),
    (".a == 1", 1, "a name that begins with a dot" + _OUT, "write self.name"),
    ("self.a == 0x1f", 11, "the number 0x1f", "write integers in decimal digits"),
    (
        "self.a < 9223372036854775808",
        10,
        "9223372036854775808 does not fit into 64 bits",
        "use a smaller number",
    ),
    ("self.a < 1e999", 10, "1e999 is past the largest double", "use a smaller number"),
    ("self.a == '''x'''", 11, "a string in triple quotes", "write it in single quotes"),
    (r"self.a == '\d'", 11, r"the escape \d in a string", _ESCAPES),
    (
        r"self.a == '\ud800'",
        11,
        "an unpaired surrogate in a string",
        "write the character itself or \\UXXXXXXXX",
    ),
    ("(" * 66 + "true" + ")" * 66, 67, "nested more than 64 deep", "split the rule"),
    ("!" * 66 + "true", 66, "nested more than 64 deep", "split the rule"),
    ("x" * 4001, 4001, "the rule has 4001 characters", "split it into rules of at most 4000"),
]
_READ: list[tuple[str, Expression]] = [
    ("has(self.a)", Has("a")),
    ("!has(self.a)", Not(Has("a"))),
    ("((has(self.a)))", Has("a")),
    ("true || has(self.a) || false", Or((Constant(True), Has("a"), Constant(False)))),
    ("(has(self.a) || has(self.b)) || self.c", Or((Has("a"), Has("b"), Member("c")))),
    ("has(self.a) && (self.b && self.c)", And((Has("a"), Member("b"), Member("c")))),
    ("self.a || self.b && self.c", Or((Member("a"), And((Member("b"), Member("c")))))),
    (
        "1 + 2 + size(self.a) <= 3",
        Compare("<=", Sum((Constant(1), Constant(2), Size(Member("a")))), Constant(3)),
    ),
    ("self.a.size() > -1.5", Compare(">", Size(Member("a")), Constant(-1.5))),
    ("self.a == - 2", Compare("==", Member("a"), Constant(-2))),
    ("self.a in ['b', \"c\"]", In(Member("a"), Constants((Constant("b"), Constant("c"))))),
    (r"self.a.matches(r'^\x41')", Matches(Member("a"), Constant(r"^\x41"))),
    ("matches(self.a, 'b')", Matches(Member("a"), Constant("b"))),
    ("maxImageRef(self.a) < 9", Compare("<", MaxImageRef(Member("a")), Constant(9))),
    (
        "self.a ? 1 : self.b ? 2 : 3",
        Conditional(Member("a"), Constant(1), Conditional(Member("b"), Constant(2), Constant(3))),
    ),
    (
        r"self.a == '\n\t\\\'\"\u00e9\U0001F600'",
        Compare("==", Member("a"), Constant("\n\t\\'\"é😀")),
    ),
    ("self.a == -9223372036854775808", Compare("==", Member("a"), Constant(-(2**63)))),
    ("// why\nhas(self.a)", Has("a")),
    ("||".join(["self.a"] * 400), Or((Member("a"),) * 400)),
]


@pytest.mark.parametrize(("text", "column", "problem", "advice"), _REFUSED)
def test_refused(text: str, column: int, problem: str, advice: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse(text)
    assert (caught.value.column, str(caught.value)) == (
        column,
        f"column {column}: {problem}; {advice}",
    )


@pytest.mark.parametrize(("text", "expression"), _READ)
def test_read(text: str, expression: Expression) -> None:
    assert parse(text) == expression


_PIECES = ["self", ".a", "has(", "size(", ")", "'x'", "1", " && ", "||", "!", "==", "+", "-", "?"]
_PIECES += [":", "[", "]", "in", "true", "null", "\n", "//", "'", "\\", "{", "}", ",", "é", "="]


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join) | st.text(max_size=20))
@example("(" * 1900 + "true" + ")" * 1900)
@example("//")
def test_any_text_is_read_or_refused_inside_itself(text: str) -> None:
    with contextlib.suppress(RuleError):
        parse(text)
        return
    with pytest.raises(RuleError) as caught:
        parse(text)
    assert 1 <= caught.value.column <= len(text) + 1
    assert caught.value.reason.problem
    assert caught.value.reason.advice
