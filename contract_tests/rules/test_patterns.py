"""Regular expressions: what is refused and why, and that the rest means the same everywhere."""

from __future__ import annotations

import re

import jsonschema_rs
import pytest
import re2  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.counts import record
from contract_tests.profile import count
from generator.rules.patterns import pattern_problems, python_pattern

_TWICE = "one quantifier is enough: lazy and possessive ones change no answer"
_REFUSED = [
    (r"a\d", r"character 2: \d holds other characters in each language; write [0-9]"),
    (r"[\d]", r"character 2: \d holds other characters in each language; write 0-9"),
    (r"\W", r"character 1: \W holds other characters in each language; write [^0-9A-Za-z_]"),
    (r"\s", r"character 1: \s holds other characters in each language; write [ \t\n\r]"),
    (r"\bx", r"character 1: \b sees other words in each language; write the characters around it"),
    (r"\pL", r"character 1: \p is not known to every language; write an explicit class"),
    (
        r"\u0041",
        r"character 1: \u is not known to every language; write the character itself or \xHH",
    ),
    (r"\Ax", r"character 1: the anchor \A; write ^ first"),
    (r"x\z", r"character 2: the anchor \z; write $ last"),
    (r"\1", r"character 1: the backreference \1; write the text out"),
    (r"\0", r"character 1: \0 reads on into digits; write \x00"),
    (r"\x4", r"character 1: \x without two hexadecimal digits; write \xHH or the character itself"),
    (r"\-", r"character 1: \- outside a class; write -"),
    (r"\e", r"character 1: the escape \e; write e without the backslash"),
    ("a\\", "character 2: a backslash at the end; write \\\\"),
    ("a.b", r"character 2: . leaves out other line ends in each language; write [^\n] or a class"),
    ("(a)", r"character 1: a capturing group; write (?:…), or \( for the character"),
    ("(?=a)", "character 1: a lookahead; write the condition as a pattern of its own"),
    ("(?<!a)b", "character 1: a lookbehind; write the condition as a pattern of its own"),
    ("(?P<n>a)", "character 1: a named group; write (?:…)"),
    ("(?<n>a)", "character 1: a named group; write (?:…)"),
    ("(?P=n)", "character 1: a backreference; write the text out"),
    ("(?>a)", "character 1: an atomic group; write (?:…)"),
    ("(?i)a", "character 1: flags; write both cases in classes: [Aa]"),
    ("(?i:a)", "character 1: flags; write both cases in classes: [Aa]"),
    ("(?:)*", "character 1: an empty group; leave it out"),
    ("(?#a)", "character 1: an unknown kind of group; write (?:…)"),
    ("(?:a", r"character 1: a group that does not end; write ), or \( for the character"),
    ("a)", r"character 2: a ) without its group; write \)"),
    ("a|^b", r"character 3: ^ after the start; write \^, or ^ as the first character"),
    ("a$|b", r"character 2: $ before the end; write \$, or $ as the last character"),
    ("a{1001}", "character 1: repeated 1001 times; at most 1000 in all"),
    ("(?:a{40}){26}", "character 1: repeated 1040 times; at most 1000 in all"),
    ("a{2,1}", "character 2: the bounds {2,1}; write the lower one first"),
    ("a{x", r"character 2: a { that counts nothing; write {2}, {2,} or {2,5}, or \{"),
    ("a*?", f"character 3: a quantifier after a quantifier; {_TWICE}"),
    ("a++", f"character 3: a quantifier after a quantifier; {_TWICE}"),
    ("*a", r"character 1: * with nothing to repeat; write \*"),
    ("^+", r"character 2: + with nothing to repeat; write \+"),
    ("a}", r"character 2: a bare }; write \}"),
    ("a]", r"character 2: a bare ]; write \]"),
    ("[]", r"character 1: an empty class; write what it holds; ] in a class is \]"),
    ("[^]", r"character 1: an empty class; write what it holds; ] in a class is \]"),
    ("[a", r"character 1: a class that does not end; write ], or \[ for the character"),
    ("[[]", r"character 2: a bare [ in a class; write \["),
    ("[z-a]", "character 4: the range z-a; write the lower end first"),
    ("[a-c-e]", r"character 5: a bare - after a range; write \- or put it last"),
    ("[a&&b]", "character 3: && in a class; write the character once, escaped"),
    ("\ud800", "character 1: an unpaired surrogate; write the character itself"),
    ("(?:" * 33 + "a" + ")" * 33, "character 97: groups nested too deep; at most 32"),
]
_SAME = [
    *("", "^", "$", "^$", "^a$", "a$", r"\$", r"a\\$", "^a|b$", "^(?:a|b)$", "[^a]$", "a{2}"),
    *("a{2,}", "^a{1,2}$", "[a-]", "[-a]", r"[\-\]\\]", r"\x41|\t\n", "é+", "😀{2}", "[😀é]?"),
    *("(?:a*b)+", "(?:|a)b", "|a", "a||b", r"[\x00-\x1f]", "(?:a{10}){100}", "^-"),
    *("/", r"\/", "\n"),
]
_TEXTS = ["", "a", "b", "A", "aa", "a\n", "\n", "ab", "-", "]", "\\", "$", "a$", "é", "😀", "/"]
_ATOMS = ["a", "b", "é", "😀", r"\.", r"\n", r"\x41", "[ab]", "[^a]", "[a-c]", r"[\-é]", "[^\\n😀]"]
_QUANTIFIERS = ["", "", "*", "+", "?", "{2}", "{1,2}", "{0}", "{2,}"]


@pytest.mark.parametrize(("pattern", "problem"), _REFUSED)
def test_refused(pattern: str, problem: str) -> None:
    assert pattern_problems(pattern) == [problem]


def test_all_problems_are_told() -> None:
    assert len(pattern_problems(r"(\d+)\b.*?$x")) == 6


def test_a_refused_pattern_is_not_printed() -> None:
    with pytest.raises(ValueError, match="a capturing group"):
        python_pattern("(a)")


def _agree(pattern: str, texts: list[str]) -> None:
    assert pattern_problems(pattern) == []
    python = re.compile(python_pattern(pattern))
    rust = jsonschema_rs.Draft202012Validator({"pattern": pattern})
    linear = re2.compile(pattern)
    for text in texts:
        found = python.search(text) is not None
        assert rust.is_valid(text) == found, (pattern, text)
        assert (linear.search(text) is not None) == found, (pattern, text)


@pytest.mark.parametrize("pattern", _SAME)
def test_means_the_same_everywhere(pattern: str) -> None:
    _agree(pattern, _TEXTS)


def _combine(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    groups = parts.map("(?:{})".format)
    repeated = st.tuples(groups, st.sampled_from(_QUANTIFIERS)).map("".join)
    return st.lists(repeated | parts, min_size=1, max_size=3).map("".join) | st.lists(
        parts, min_size=2, max_size=3
    ).map("|".join)


_ATOM = st.tuples(st.sampled_from(_ATOMS), st.sampled_from(_QUANTIFIERS)).map("".join)
_BODY = st.recursive(_ATOM, _combine, max_leaves=6)
_PATTERN = st.tuples(st.sampled_from(["", "^"]), _BODY, st.sampled_from(["", "$"])).map("".join)


@settings(max_examples=count(150, 5_000))
@given(_PATTERN, st.lists(st.text("abAé😀\n.-", max_size=6), min_size=10, max_size=10))
def test_drawn_patterns_mean_the_same_everywhere(pattern: str, texts: list[str]) -> None:
    _agree(pattern, texts)
    record("texts on which three engines agree", len(texts))


@given(st.text("ab^$\\.*+?()[]{}|/-&,:=<!0139dswxupP~\n", max_size=12))
def test_what_is_not_refused_compiles_everywhere(pattern: str) -> None:
    if not pattern_problems(pattern):
        re.compile(python_pattern(pattern))
        re2.compile(pattern)
        jsonschema_rs.Draft202012Validator({"pattern": pattern})
