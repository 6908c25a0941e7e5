"""What proves that a member is there, and what does not."""

from __future__ import annotations

import pytest

from contract_tests.rules.shapes import EVERYTHING
from generator.rules.check import check
from generator.rules.parse import parse

_GUARDED = [
    "has(self.whole) && self.whole > 1",
    "!has(self.whole) || self.whole > 1",
    "has(self.whole) ? self.whole > 1 : true",
    "!has(self.whole) ? true : self.whole > 1",
    "has(self.text) && has(self.whole) && self.whole > 1",
    "!(has(self.text) && has(self.whole)) || size(self.text) > self.whole",
    "!(!has(self.text) || !has(self.whole)) && size(self.text) > self.whole",
    "(has(self.text) && has(self.whole) || has(self.whole)) && self.whole > 1",
    "!(has(self.text) || has(self.whole)) || has(self.flag)",
    "(has(self.flag) ? has(self.whole) : has(self.whole)) && self.whole > 1",
    "has(self.whole) && (has(self.text) || self.whole > 1)",
    "(has(self.whole) ? self.whole : 0) > 1",
    "(has(self.whole) ? true : has(self.flag)) && (has(self.whole) ? self.whole : 0) > 1",
    "has(self.text) && self.text in ['a'] && self.text.matches('^a') && maxImageRef(self.text) > 0",
    "!!has(self.whole) && self.whole > 1",
    "has(self.needed) && self.needed == 'a'",
    "(has(self.flag) && self.flag ? has(self.whole) : has(self.whole)) && self.whole == 1",
]
_UNGUARDED = [
    ("self.whole > 1", ["self.whole"]),
    ("self.needed == 'a'", ["self.needed"]),
    ("self.whole > 1 && has(self.whole)", ["self.whole"]),
    ("self.whole > 1 || !has(self.whole)", ["self.whole"]),
    ("has(self.whole) || self.whole > 1", ["self.whole"]),
    ("!has(self.whole) && self.whole > 1", ["self.whole"]),
    ("has(self.text) && self.whole > 1", ["self.whole"]),
    ("has(self.whole) ? true : self.whole > 1", ["self.whole"]),
    ("(has(self.text) || has(self.whole)) && self.whole > 1", ["self.whole"]),
    ("!(has(self.text) && has(self.whole)) && self.whole > 1", ["self.whole"]),
    ("has(self.whole) && has(self.text) || self.whole > 1", ["self.whole"]),
    ("(has(self.whole) || has(self.flag) || true) && self.flag", ["self.flag"]),
    ("(has(self.flag) ? has(self.whole) : has(self.text)) && self.whole > 1", ["self.whole"]),
    ("size(self.text) + size(self.entries) <= 10", ["self.text", "self.entries"]),
    ("(has(self.text) == true) && size(self.text) > 1", ["self.text"]),
    ("has(self.text) && size(self.text) > 1 || size(self.text) == 0", ["self.text"]),
    ("size(self.entries) <= 10 || has(self.entries)", ["self.entries"]),
]


@pytest.mark.parametrize("text", _GUARDED)
def test_guarded(text: str) -> None:
    assert check(parse(text), EVERYTHING) == []


@pytest.mark.parametrize(("text", "members"), _UNGUARDED)
def test_unguarded(text: str, members: list[str]) -> None:
    problems = check(parse(text), EVERYTHING)
    assert [problem.problem for problem in problems] == [
        f"{member} is not guarded by has({member}) to its left" for member in members
    ]
    for problem, member in zip(problems, members, strict=True):
        assert text[problem.column - 1 :].startswith(member)
        name = member.removeprefix("self.")
        assert problem.advice.startswith(f"write has(self.{name}) && … or !has(self.{name}) || …")
