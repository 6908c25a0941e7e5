"""Reading cel-python's parse trees: tokens in order, and where a part of the text begins."""

from __future__ import annotations

from collections.abc import Iterator

from lark import Token, Tree

ParseTree = Tree[Token]
_PATH = ("member", "primary", "ident", "member_dot")


def tokens(tree: ParseTree) -> Iterator[Token]:
    """The tokens below a tree in the order of the text, however deep it is."""
    waiting: list[ParseTree | Token] = [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Token):
            yield part
        else:
            waiting.extend(reversed(part.children))


def column(tree: ParseTree) -> int:
    """Where a part of the text begins, 1-based."""
    position = getattr(tree.meta, "start_pos", None)
    if position is None:  # a tree that begins with true or false
        position = next((token.start_pos for token in tokens(tree)), 0)
    return (position or 0) + 1


def operator_column(left: ParseTree) -> int:
    """Where the operator stands, 1-based.

    The grammar gives an operator no token of its own: ``left``, the node named after it, holds
    the left operand and ends with the one character of the operator.
    """
    return int(left.meta.end_pos)


def dotted(tree: ParseTree) -> str:
    """``a.b.c`` of a tree that is such a path and nothing else; empty otherwise."""
    if any(part.data not in _PATH for part in tree.iter_subtrees()):
        return ""
    return ".".join(str(token) for token in tokens(tree))
