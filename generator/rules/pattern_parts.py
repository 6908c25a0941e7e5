"""Escapes and groups of regular expressions: which are allowed, and why the others are not."""

from __future__ import annotations

import re

_SYNTAX = "^$\\.*+?()[]{}|/"
_CONTROLS = "nrtfv"
ESCAPES = _SYNTAX + _CONTROLS
"""What may follow a backslash outside a class, besides ``xHH``."""
CLASS_ESCAPES = _SYNTAX + _CONTROLS + "-"
"""What may follow a backslash inside a class, besides ``xHH``."""

_CLASSES = {
    "d": "[0-9]",
    "D": "[^0-9]",
    "w": "[0-9A-Za-z_]",
    "W": "[^0-9A-Za-z_]",
    "s": "[ \\t\\n\\r]",
    "S": "[^ \\t\\n\\r]",
}
_NOT_EVERYWHERE = "is not known to every language"
_ADVICE = {
    "": ("a backslash at the end", "write \\\\"),
    "A": ("the anchor \\A", "write ^ first"),
    "z": ("the anchor \\z", "write $ last"),
    "Z": ("the anchor \\Z", "write $ last"),
    "k": ("the backreference \\k", "write the text out"),
    "0": ("\\0 reads on into digits", "write \\x00"),
    "-": ("\\- outside a class", "write -"),
    "x": ("\\x without two hexadecimal digits", "write \\xHH or the character itself"),
    **dict.fromkeys("pP", (f"\\p {_NOT_EVERYWHERE}", "write an explicit class")),
    **dict.fromkeys("uU", (f"\\u {_NOT_EVERYWHERE}", "write the character itself or \\xHH")),
    **dict.fromkeys(
        "bB", ("\\b sees other words in each language", "write the characters around it")
    ),
    **{digit: (f"the backreference \\{digit}", "write the text out") for digit in "123456789"},
}
_Problem = tuple[str, str]


def escape_problem(code: str, *, inside: bool) -> _Problem:
    """Why a backslash before ``code`` is refused, and what to write instead."""
    if code in _CLASSES:
        plain = _CLASSES[code][1:-1] if inside and code.islower() else _CLASSES[code]
        return f"\\{code} holds other characters in each language", f"write {plain}"
    return _ADVICE.get(code, (f"the escape \\{code}", f"write {code} without the backslash"))


# What opens a group, longest first; the first that fits names it.
_GROUPS: tuple[tuple[str, _Problem | None], ...] = (
    (r"\(\?:", None),
    (r"\(\?[=!]", ("a lookahead", "write the condition as a pattern of its own")),
    (r"\(\?<[=!]", ("a lookbehind", "write the condition as a pattern of its own")),
    (r"\(\?P?<\w*>", ("a named group", "write (?:…)")),
    (r"\(\?P=\w*", ("a backreference", "write the text out")),
    (r"\(\?>", ("an atomic group", "write (?:…)")),
    (r"\(\?[A-Za-z-]+:?", ("flags", "write both cases in classes: [Aa]")),
    (r"\(\?", ("an unknown kind of group", "write (?:…)")),
    (r"\(", ("a capturing group", "write (?:…), or \\( for the character")),
)


def group_problem(text: str) -> tuple[_Problem | None, int]:
    """Why the group that ``text`` begins with is refused, and how long its opening is."""
    found = ((re.match(opening, text), problem) for opening, problem in _GROUPS)
    return next((problem, len(match[0])) for match, problem in found if match)
