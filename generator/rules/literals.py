"""The literals of a rule: numbers and strings as the text writes them."""

from __future__ import annotations

import math
import re

from generator.rules.errors import RuleError

_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.DOTALL)
_SIMPLE = {"\\": "\\", "'": "'", '"': '"', "n": "\n", "r": "\r", "t": "\t"}
_LOWEST, _HIGHEST = -(2**63), 2**63 - 1
_LAST_CODE_POINT = 0x10FFFF


def integer(text: str, column: int) -> int:
    """The value of an integer literal.

    Raises:
        RuleError: hexadecimal digits, or a value outside 64 bits.
    """
    if "x" in text.lower():
        raise RuleError(column, f"the number {text}", "write integers in decimal digits")
    value = int(text)
    if not _LOWEST <= value <= _HIGHEST:
        raise RuleError(column, f"{text} does not fit into 64 bits", "use a smaller number")
    return value


def double(text: str, column: int) -> float:
    """The value of a literal with a fraction or an exponent.

    Raises:
        RuleError: a value that no double can hold.
    """
    value = float(text)
    if not math.isfinite(value):
        raise RuleError(column, f"{text} is past the largest double", "use a smaller number")
    return value


def string(text: str, column: int) -> str:
    r"""The value of a string literal, its quotes and a leading ``r`` still on it.

    Raises:
        RuleError: triple quotes, an escape other than ``\\ \' \" \n \r \t \uXXXX \UXXXXXXXX``,
            an unpaired surrogate.
    """
    raw = text[0] in "rR"
    quoted = text[1:] if raw else text
    if quoted.startswith(("'''", '"""')):
        raise RuleError(column, "a string in triple quotes", "write it in single quotes")
    body = quoted[1:-1]
    value = body if raw else _ESCAPE.sub(lambda match: _unescape(match[1], column), body)
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise RuleError(
            column, "an unpaired surrogate in a string", "write the character itself or \\UXXXXXXXX"
        )
    return value


def string_literal(value: str) -> str:
    """The literal of a string, as rules are written: in single quotes, on one line."""
    return "'" + "".join(map(_escaped, value)) + "'"


def _escaped(character: str) -> str:
    if character in "\\'":
        return "\\" + character
    return character if character.isprintable() else f"\\U{ord(character):08x}"


def _unescape(code: str, column: int) -> str:
    if code[0] in "uU" and len(code) > 1:
        number = int(code[1:], 16)
        if number <= _LAST_CODE_POINT:
            return chr(number)
    elif code in _SIMPLE:
        return _SIMPLE[code]
    raise RuleError(
        column,
        f"the escape \\{code} in a string",
        "write \\\\ for a backslash, or a raw string: r'…'; known are \\\\ \\' \\\" \\n \\r \\t "
        "\\uXXXX and \\UXXXXXXXX",
    )
