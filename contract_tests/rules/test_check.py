"""What the checker refuses: each problem with its column and advice, all at once."""

from __future__ import annotations

import pytest

from contract_tests.rules.shapes import EVERYTHING, HERE, validation
from generator.rules.check import check
from generator.rules.compile import compile_validation
from generator.rules.errors import RuleErrors
from generator.rules.parse import parse

_NO_ORDER = "only numbers have an order that is the same in every language"
_ONE_TYPE = "compare values of one type: numbers, strings or bools"
_MAY_OVERFLOW = (
    "+ of the value self.whole, which may leave 64 bits; add sizes, maxImageRef and literals only"
)
_REFUSED = [
    ("has(self.txt)", 1, "unknown member self.txt; did you mean self.text?"),
    ("has(self.zzzzz)", 1, "unknown member self.zzzzz; name a property of the request"),
    ("size(self.text)", 1, "the rule is of type int; compare it: rules are true or false"),
    ("true", 1, "the rule names no member; name one: it says the same of every body"),
    ("size(self.whole) > 1", 1, "size of type int; strings and lists have a size"),
    ("size(self.thing) > 1", 1, "size of type object; strings and lists have a size"),
    (
        "maxImageRef(self.entries) > 1",
        13,
        (
            "maxImageRef of type list(string), where string belongs; "
            "it reads <<<image_N>>> in a string"
        ),
    ),
    (
        "self.whole.matches('a')",
        1,
        "matches of type int, where string belongs; only strings match patterns",
    ),
    (
        "self.text.matches(self.text)",
        19,
        "a pattern that is no literal; write it out: matches('…')",
    ),
    ("self.text.matches(1)", 19, "a pattern that is no literal; write it out: matches('…')"),
    (
        r"self.text.matches('a\\d')",
        19,
        r"unsafe pattern: character 2: \d holds other characters in each language; write [0-9]",
    ),
    ("!self.text", 2, "! of type string, where bool belongs; compare it first"),
    ("has(self.text) && self.whole", 19, "&& of type int, where bool belongs; compare it first"),
    ("self.whole || has(self.text)", 1, "|| of type int, where bool belongs; compare it first"),
    ("self.whole ? true : false", 1, "?: of type int, where bool belongs; compare it first"),
    ("(has(self.text) ? 1 : 'a') == 1", 2, "?: between int and string; give both one type"),
    ("self.text == 1", 1, f"== between string and int; {_ONE_TYPE}"),
    ("self.flag == 1", 1, f"== between bool and int; {_ONE_TYPE}"),
    ("self.entries == self.others", 1, f"== between list(string) and list(string); {_ONE_TYPE}"),
    ("self.thing != self.thing", 1, f"!= between object and object; {_ONE_TYPE}"),
    ("self.text < 'b'", 1, f"< between string and string; {_NO_ORDER}"),
    ("self.flag >= true", 1, f">= between bool and bool; {_NO_ORDER}"),
    ("self.text in 'abc'", 14, "in something other than a list of literals; write ['a', 'b']"),
    (
        "self.text in self.entries",
        14,
        "in something other than a list of literals; write ['a', 'b']",
    ),
    ("self.text in []", 14, "in an empty list; it holds nothing: list the values"),
    ("self.text in [self.text]", 15, "an entry that is no literal; list literals only"),
    ("self.text in ['a', 1]", 20, "an entry of type int for a value of type string; list its type"),
    ("self.whole in [true]", 16, "an entry of type bool for a value of type int; list its type"),
    ("[1] == 1", 1, "a list outside in; write value in ['a', 'b']"),
    ("self.number + 1 > 2", 1, "+ of type double; rules add integers only"),
    ("1 + 1.5 > 2", 5, "+ of type double; rules add integers only"),
    ("1 + 'b' == 1", 5, "+ of type string; rules add integers only"),
    (
        "self.whole + 1 > 2",
        1,
        _MAY_OVERFLOW,
    ),
    (
        "1 + (has(self.whole) ? self.whole : 0) > 2",
        24,
        _MAY_OVERFLOW,
    ),
    ("size(self.text) + 2147483648 > 2", 19, "+ of 2147483648; add at most 2147483647"),
    ("self.choice == 'four'", 16, "self.choice is never 'four'; name one of the enum"),
    ("'onee' != self.choice", 1, "self.choice is never 'onee'; did you mean 'one'?"),
    ("self.choice in ['one', 'tow']", 24, "self.choice is never 'tow'; did you mean 'two'?"),
]


@pytest.mark.parametrize(("text", "column", "message"), _REFUSED)
def test_refused(text: str, column: int, message: str) -> None:
    problems = [
        problem
        for problem in check(parse(text), EVERYTHING)
        if "is not guarded" not in problem.problem and "names no member" not in problem.problem
    ] or check(parse(text), EVERYTHING)
    assert [str(problem) for problem in problems] == [f"column {column}: {message}"]


def test_numbers_of_both_types_compare() -> None:
    text = "has(self.whole) && has(self.number) && self.whole <= self.number && self.whole != 2.5"
    assert check(parse(text), EVERYTHING) == []


def test_every_problem_is_told_at_once_in_the_order_of_the_text() -> None:
    problems = check(parse("self.txt == 1 || size(self.whole) + 'a' > 1"), EVERYTHING)
    assert [problem.column for problem in problems] == [1, 18, 23, 37]


def test_a_compiled_rule_names_its_members_in_contract_order() -> None:
    rule = compile_validation(validation("has(self.others) || has(self.text)"), EVERYTHING)
    assert rule.fields == ("text", "others")


@pytest.mark.parametrize("text", ["has(self.text", "self.whole + 'a' > self.zzz"])
def test_a_rule_with_problems_says_where_it_stands(text: str) -> None:
    with pytest.raises(RuleErrors) as caught:
        compile_validation(validation(text), EVERYTHING)
    assert caught.value.problems
    for problem in caught.value.problems:
        assert problem.location == HERE
        assert problem.problem.startswith("rule 'example', column ")
        assert problem.advice
    assert str(caught.value).startswith("spec/models/test/example.yaml:7:3: rule 'example', column")
