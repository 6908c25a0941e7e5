"""Text of the spec in source code is a literal, whatever stands in it."""

from __future__ import annotations

import ast
import textwrap
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.counts import record
from contract_tests.generator.hostile import LONG
from contract_tests.profile import count
from generator.targets.common.wrapping import wrapped
from generator.targets.python.literals import docstring, literal

# Categories of characters that break or reorder a line, or have no form in UTF-8.
BREAKING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
WAYS = st.tuples(st.sampled_from(["", "    "]), st.booleans())
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | LONG
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(LONG, inner),
)


def told(text: str) -> str:
    """The words of a text, without what a docstring leaves out."""
    visible = (" " if unicodedata.category(c)[0] in "CZ" else c for c in text)
    return "".join("".join(visible).replace('"', "'").split())


def test_docstring_is_one_string_and_keeps_every_word() -> None:
    tried: list[str] = []

    @settings(max_examples=count(400, 20_000), database=None)
    @given(LONG | st.text(), st.sampled_from((0, 4, 8)))
    def holds(text: str, indent: int) -> None:
        source = docstring(text, indent)
        pad = " " * indent

        value = ast.literal_eval(source)
        assert isinstance(value, str)
        assert told(value) == told(text)
        assert not BREAKING & {unicodedata.category(c) for c in source.replace("\n", "")}
        (statement,) = ast.parse(source).body
        assert isinstance(statement, ast.Expr)
        for line in source.split("\n")[1:]:
            assert not line or line.startswith(pad)
            assert line == line.rstrip()
        tried.append(text)

    holds()
    record("texts that stayed docstrings", len(tried))


@pytest.mark.parametrize(
    "text", ['a"', '"', '"""', 'a"\x01', 'a" \u2028', "a\\", "a\\\x85", '\\"', " \\", '"\n"', ""]
)
def test_ends_that_once_ran_on(text: str) -> None:
    assert told(ast.literal_eval(docstring(text, 4))) == told(text)


def test_literal_is_the_value() -> None:
    tried: list[object] = []

    @settings(max_examples=count(200, 10_000), database=None)
    @given(JSON)
    def holds(value: object) -> None:
        source = literal(value)

        assert ast.literal_eval(source) == value
        assert source.isascii()
        assert source.isprintable()
        tried.append(value)

    holds()
    record("values that stayed literals", len(tried))


def test_lines_are_wrapped_as_the_standard_library_wraps_them() -> None:
    tried: list[str] = []

    @settings(max_examples=count(300, 20_000), database=None)
    @given(st.text("a- \t\u00e9\u00a0", max_size=30) | LONG | st.text(), st.integers(8, 30), WAYS)
    def holds(text: str, width: int, way: tuple[str, bool]) -> None:
        indent, long_words = way
        found = wrapped(text, width, indent=indent, break_long_words=long_words)
        assert found == textwrap.wrap(
            text, width, subsequent_indent=indent, break_long_words=long_words
        )
        tried.append(text)

    holds()
    record("lines that were wrapped", len(tried))


@pytest.mark.parametrize("value", [object(), {1}, b"x", 1j, Ellipsis, float("nan"), float("inf")])
def test_literal_of_nothing_else(value: object) -> None:
    with pytest.raises(TypeError):
        literal(value)
