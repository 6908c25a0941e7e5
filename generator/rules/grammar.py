"""Reads the text of a rule: cel-python parses CEL, and the parse tree becomes our small one.

Both take a fifth of a second before they have read the first rule: `generator.rules.parse` asks
for them where it has to.
"""

from __future__ import annotations

import re

from celpy.celparser import CELParseError, CELParser
from lark.exceptions import UnexpectedToken

from generator.rules.errors import RuleError
from generator.rules.expression import Expression
from generator.rules.lowering import lower_tree
from generator.rules.tree import ParseTree, tokens

_ADVICE = "mend the expression; spec/README.md shows the rule language"


def read(text: str) -> Expression:
    """The tree of a rule.

    Raises:
        RuleError: no CEL, or CEL outside the subset; with the column and what to do.
    """
    try:
        # The parser itself: celpy.Environment would also change Python's recursion limit.
        tree = CELParser().parse(text)
    except CELParseError as error:
        raise _syntax_error(text, error) from None
    _place_booleans(text, tree)
    return lower_tree(tree)


def _place_booleans(text: str, tree: ParseTree) -> None:
    """Give ``true`` and ``false`` their positions, which the parser loses."""
    end = 0
    for token in tokens(tree):
        if token.start_pos is None:
            found = re.compile(rf"\b{token}\b").search(text, end)
            token.start_pos = found.start() if found else end
            token.end_pos = token.start_pos + len(token)
        end = token.end_pos or end


def _syntax_error(text: str, error: CELParseError) -> RuleError:
    if not text.strip():
        return RuleError(1, "an empty rule", "write an expression over self")
    # cel-python keeps the parser's own error as the context only.
    cause = error.__context__
    if isinstance(cause, UnexpectedToken) and cause.token.type == "$END":
        return RuleError(len(text.rstrip()) + 1, "the rule ends too early", "complete it")
    offset = _offset(text, error)
    rest = text[offset:]
    if rest.startswith("="):
        return RuleError(offset + 1, "a single =", "write == to compare")
    if rest.startswith(("&", "|")):
        return RuleError(offset + 1, f"a single {rest[0]}", f"write {rest[0] * 2}")
    if rest.startswith(("'", '"')):
        return RuleError(offset + 1, "a string that does not end on its line", "close its quotes")
    word = re.match(r"\w+|.?", rest, re.DOTALL)
    found = word[0] if word else ""
    return RuleError(offset + 1, f"no CEL: unexpected {found!r}", _ADVICE)


def _offset(text: str, error: CELParseError) -> int:
    cause = error.__context__
    if isinstance(cause, UnexpectedToken) and cause.token.type == "BOOL_LIT":
        # It has no position: it is the first such word that does not go on from what is before it.
        for match in re.finditer(rf"\b{cause.token}\b", text):
            try:
                CELParser().parse(text[: match.end()])
            except CELParseError as shorter:
                inner = shorter.__context__
                if isinstance(inner, UnexpectedToken) and inner.token.type == "BOOL_LIT":
                    return match.start()
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    return starts[(error.line or 1) - 1] + (error.column or 1) - 1
