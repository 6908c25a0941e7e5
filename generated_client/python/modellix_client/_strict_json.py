"""Reading a line of the checker: strict JSON, and a code for what is wrong with it.

Several things may be wrong with one line. The first of these codes that applies is the answer:
``invalid_json`` for bytes that are no UTF-8, ``too_deep``, ``invalid_json``, ``duplicate_key``,
``unpaired_surrogate``, ``number_out_of_range``.
"""

from __future__ import annotations

import json
import re
from itertools import accumulate
from typing import Final, NoReturn

from ._checks import has_surrogate
from .violations import Json

DEEPEST: Final = 64
_INT64: Final = range(-(2**63), 2**63)
_INT64_DIGITS: Final = 19

# How deep a text goes is what is left of it without its strings (the last may lack its end):
# openers minus closers, whether they match or not.
_STRING: Final = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"?', re.DOTALL)
# A string, or a run of brackets of one direction: they open and close in one step.
_TOKEN: Final = re.compile(_STRING.pattern + rb"|[\[{]+|[\]}]+", re.DOTALL)
_STEPS: Final = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_NO_BRACKETS: Final = bytes(set(range(256)) - set(_STEPS))
# Only a text with one of these can hold what the name says; most have none, and skip the work.
_MAYBE_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")
_MAYBE_LONG_INTEGER: Final = re.compile(rf"[0-9]{{{_INT64_DIGITS}}}")
_MAYBE_LARGE_FLOAT: Final = re.compile(r"[0-9][eE]\+?[0-9]{2}|[0-9]{300}")


class LineError(Exception):
    """A line that cannot be judged.

    Attributes:
        code: One of the codes of the published format.
        value: What the line says all the same, ``None`` when it could not be read. Where ``id``
            is given twice it has none: nothing says which of the two was meant. Of a line that
            is too deep only its own object is there, its members' content left out.
    """

    def __init__(self, code: str, message: str, value: Json = None) -> None:
        super().__init__(message)
        self.code = code
        self.value = value


def read_line(raw: bytes) -> Json:
    """The JSON value of a line.

    Raises:
        LineError: with the code that comes first in the order above.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise LineError("invalid_json", f"the line is no UTF-8 at byte {error.start}") from None
    _check_depth(raw)
    reader = _Reader(text)
    value = reader.read()
    if reader.duplicate:
        if reader.id_twice and isinstance(value, dict):
            del value["id"]
        raise LineError("duplicate_key", "an object holds the same name twice", value)
    if _MAYBE_SURROGATE.search(text) and _holds_surrogate(value):
        raise LineError("unpaired_surrogate", "a string holds half of a surrogate pair", value)
    if reader.number_out_of_range:
        raise LineError(
            "number_out_of_range",
            "an integer is past 64 bits, or a number past the range of a double",
            value,
        )
    return value


class _Reader:
    """The standard library's scanner, with hooks for what it lets pass."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.duplicate = False
        self.id_twice = False
        self.number_out_of_range = False

    def read(self) -> Json:
        # A hook is a call for each number: install it only where a number may be out of range.
        long_integer = _MAYBE_LONG_INTEGER.search(self.text)
        large_float = _MAYBE_LARGE_FLOAT.search(self.text)
        decoder = json.JSONDecoder(
            object_pairs_hook=self._object,
            parse_int=self._integer if long_integer else None,
            parse_float=self._float if large_float else None,
            parse_constant=_refuse_constant,
        )
        try:
            value: Json = decoder.decode(self.text)
        except json.JSONDecodeError:
            # Every reader of JSON has words of its own, and they change: clients give one answer.
            raise _no_json() from None
        return value

    def _object(self, pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        members = dict(pairs)
        # The line's own object is the last to be complete, so what holds of it stays.
        self.id_twice = False
        if len(members) != len(pairs):
            self.duplicate = True
            self.id_twice = sum(name == "id" for name, _ in pairs) > 1
        return members

    def _integer(self, digits: str) -> int:
        # No leading zeros in JSON: the length alone tells most, and int() of a long text is slow.
        value = int(digits) if len(digits) <= _INT64_DIGITS + 1 else 2**63
        if value not in _INT64:
            self.number_out_of_range = True
        return value

    def _float(self, digits: str) -> float:
        value = float(digits)
        if value in {float("inf"), float("-inf")}:
            self.number_out_of_range = True
        return value


def _no_json() -> LineError:
    return LineError("invalid_json", "the line is no JSON")


def _refuse_constant(_: str) -> NoReturn:
    raise _no_json()


def _check_depth(raw: bytes) -> None:
    if raw.count(b"[") + raw.count(b"{") <= DEEPEST:
        return
    brackets = _STRING.sub(b"", raw).translate(None, _NO_BRACKETS)
    if max(accumulate(map(_STEPS.__getitem__, brackets)), default=0) > DEEPEST:
        raise LineError("too_deep", f"more than {DEEPEST} levels of nesting", _outermost(raw))


def _outermost(raw: bytes) -> Json:
    """The line's own object, an empty list for each object and list in it; ``None`` if no JSON.

    One pass over the line, and no recursion however deep it is.
    """
    outer = bytearray()
    depth = kept = 0
    for token in _TOKEN.finditer(raw):
        first = raw[token.start()]
        step = _STEPS.get(first, 0) * (token.end() - token.start())
        if depth <= 1 < depth + step:
            start = token.start() + 1 - depth
            outer += raw[kept:start] + b"[]"
        elif depth > 1 >= depth + step:
            kept = token.start() + depth - 1
        depth += step
    outer += raw[kept:] if depth <= 1 else b""
    reader = _Reader(outer.decode("utf-8"))
    try:
        value = reader.read()
    except LineError:
        return None
    if reader.id_twice and isinstance(value, dict):
        del value["id"]
    return value


def _holds_surrogate(value: Json) -> bool:
    if isinstance(value, str):
        return has_surrogate(value)
    if isinstance(value, list):
        return any(_holds_surrogate(item) for item in value)
    if isinstance(value, dict):
        return any(has_surrogate(name) or _holds_surrogate(item) for name, item in value.items())
    return False
