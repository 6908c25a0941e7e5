"""Printed Python: as a person would write it."""

from __future__ import annotations

import pytest

from contract_tests.rules.shapes import EVERYTHING
from generator.rules.check import check
from generator.rules.parse import parse
from generator.rules.python import python_condition, python_violation

_NAMES = {field.name: field.name for field in EVERYTHING.fields}
_PRINTED = [
    ("!(has(self.text) && has(self.flag))", "text is None or flag is None"),
    ("!(has(self.text) || has(self.flag))", "text is None and flag is None"),
    ("has(self.flag) && !self.flag", "flag is not None and not flag"),
    ("has(self.flag) && self.flag != false", "flag is not None and flag"),
    ("has(self.text) == has(self.flag)", "(text is not None) == (flag is not None)"),
    (
        "(has(self.text) || has(self.flag)) && has(self.whole)",
        "(text is not None or flag is not None) and whole is not None",
    ),
    ("!has(self.whole) || !(self.whole <= 5)", "whole is None or whole > 5"),
    ("!has(self.whole) || self.whole in [1, 2.5]", "whole is None or whole in (1, 2.5)"),
    ("!has(self.text) || !(self.text in ['a'])", 'text is None or text not in ("a",)'),
    ("has(self.flag) ? self.flag : true", "flag if flag is not None else True"),
    (
        "(has(self.text) ? size(self.text) : 0) + 1 < 5",
        "(len(text) if text is not None else 0) + 1 < 5",
    ),
    ('has(self.text) && self.text == "it\'s"', 'text is not None and text == "it\'s"'),
    ("has(self.text) && self.text == 'a\"b'", "text is not None and text == 'a\"b'"),
    (r"has(self.text) && self.text == 'a\n\\'", r'text is not None and text == "a\n\\"'),
    ("has(self.text) && self.text == 'é'", 'text is not None and text == "é"'),
]


@pytest.mark.parametrize(("text", "printed"), _PRINTED)
def test_printed(text: str, printed: str) -> None:
    rule = parse(text)
    assert check(rule, EVERYTHING) == []
    assert python_condition(rule, _NAMES).text == printed


def test_a_violation_is_printed_without_a_clumsy_not() -> None:
    rule = parse("!has(self.text) || (has(self.flag) && self.text == 'a')")
    printed = python_violation(rule, _NAMES).text
    assert printed == 'text is not None and (flag is None or text != "a")'


@pytest.mark.parametrize(
    ("limit", "printed"),
    [
        ("size(self.text)", '"<" in text and max_image_ref(text) > len(text)'),
        ("size(self.text) + 2", '"<" in text and max_image_ref(text) > len(text) + 2'),
        ("0", '"<" in text and max_image_ref(text) > 0'),
        ("-1", "max_image_ref(text) > -1"),
        ("size(self.text) + -1", "max_image_ref(text) > len(text) + -1"),
    ],
)
def test_references_are_looked_for_only_where_they_can_be_too_many(
    limit: str, printed: str
) -> None:
    rule = parse(f"!has(self.text) || maxImageRef(self.text) <= {limit}")
    assert python_violation(rule, _NAMES).text == f"text is not None and {printed}"


def test_patterns_become_constants_once_each() -> None:
    rule = parse(
        "!has(self.text) || self.text.matches('^a$') || !self.text.matches('b')"
        " || self.text.matches('^a$')"
    )
    printed = python_condition(rule, _NAMES, constant="_EXAMPLE")
    assert printed.text == (
        "text is None or _EXAMPLE.search(text) is not None"
        " or _EXAMPLE_2.search(text) is None or _EXAMPLE.search(text) is not None"
    )
    assert printed.patterns == {"_EXAMPLE": r"^a\Z", "_EXAMPLE_2": "b"}
    assert printed.helpers == ()


def test_helpers_are_named() -> None:
    rule = parse("has(self.text) && maxImageRef(self.text) > 0")
    assert python_condition(rule, _NAMES).helpers == ("max_image_ref",)
