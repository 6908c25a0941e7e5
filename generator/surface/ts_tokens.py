"""TypeScript as tokens: enough of the language to find where declarations end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
    |(?P<word>[A-Za-z0-9_$#.]+)
    |(?P<sign>=>|\?\.|\?\?|&&|\|\||[=!]==?|[<>]=|.)""",
    re.DOTALL | re.VERBOSE,
)
_REGEX = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*")
# After these a slash begins a regular expression; after a value it divides.
_BEFORE_REGEX = frozenset("(,=:[!&|?{};+-*%<>~^") | {"=>", "&&", "||", "??", "===", "!==", "return"}
OPEN, CLOSE = frozenset("([{"), frozenset(")]}")


class Token(NamedTuple):
    """A piece of the source; ``gap`` tells whether white space stands before it."""

    text: str
    gap: bool


def tokens(source: str) -> list[Token]:
    """The source without comments; a template string is one token."""
    found: list[Token] = []
    at, gap = 0, False
    while at < len(source):
        if source[at] == "`":
            end = _template(source, at)
        elif source[at] == "/" and (not found or found[-1].text in _BEFORE_REGEX):
            match = _TOKEN.match(source, at)
            regex = None if match and match["space"] else _REGEX.match(source, at)
            end = regex.end() if regex else match.end() if match else at + 1
        else:
            match = _TOKEN.match(source, at)
            end = match.end() if match else at + 1
        text = source[at:end]
        if not text.strip() or text.startswith(("//", "/*")):
            gap = True
        else:
            found.append(Token(text, gap))
            gap = False
        at = end
    return found


def _template(source: str, at: int) -> int:
    depth, index = 0, at + 1
    while index < len(source):
        sign = source[index]
        if sign == "\\":
            index += 1
        elif source.startswith("${", index):
            depth += 1
            index += 1
        elif sign == "}" and depth:
            depth -= 1
        elif sign == "`" and not depth:
            return index + 1
        elif sign == "`":
            index = _template(source, index) - 1
        index += 1
    return len(source)


def closing(found: Sequence[Token], at: int) -> int:
    """The place after the bracket that closes the one at ``at``."""
    depth = 0
    for index in range(at, len(found)):
        depth += (found[index].text in OPEN) - (found[index].text in CLOSE)
        if depth == 0:
            return index + 1
    return len(found)


def written(found: Sequence[Token]) -> str:
    """Tokens as one line, however they were broken over lines."""
    text = "".join((" " if token.gap else "") + token.text for token in found).strip()
    text = re.sub(r"(?<=[(\[<]) +| +(?=[)\]>])(?<!=)", "", text)
    text = re.sub(r",(?=[)\]>])", "", text)
    return re.sub(r"([=:<(]) ?\| ", r"\1 ", text).replace("( ", "(").replace("< ", "<")


def split(found: Sequence[Token], at: str) -> Iterator[list[Token]]:
    """The parts between signs that stand in no bracket."""
    part: list[Token] = []
    depth = 0
    for token in found:
        if token.text == at and not depth:
            yield part
            part = []
            continue
        depth += (token.text in OPEN) - (token.text in CLOSE)
        part.append(token)
    yield part
