"""JSON over the wire: one way to write it, a tolerant way to read it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from json.encoder import encode_basestring
from typing import Final, NoReturn, TypeAlias

from ._checks import has_surrogate, pointer, utf8_sorted
from ._numbers import number_text
from .errors import InvalidRequestError
from .violations import Json, shortened

# The order of an object's members: name to None, or to the order of what is inside.
Layout: TypeAlias = Mapping[str, "Layout | None"]

DEEPEST: Final = 64

_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")
# Group 1 is a half that stands alone; whole pairs, and what else a backslash begins, are passed.
_ESCAPE: Final = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)


def to_bytes(value: object, layout: Layout | None = None) -> bytes:
    """A value as the bytes that every client of this service sends.

    UTF-8 without spaces, only the mandatory escapes, numbers as ECMAScript prints them,
    members in the layout's order and then by their UTF-8 bytes.

    Args:
        value: ``None``, ``bool``, ``int``, ``float``, ``str``, and lists, tuples and dicts of
            these.
        layout: The order of the members.

    Raises:
        InvalidRequestError: what JSON has no form for; the text names the place, not the value.
    """
    return to_text(value, layout).encode()


def to_text(value: object, layout: Layout | None = None) -> str:
    """The same as a string; raises what ``to_bytes`` does."""
    out: list[str] = []
    Writer(out).write(value, layout, ())
    return "".join(out)


class Writer:
    """Appends JSON text to ``out``, part by part."""

    def __init__(self, out: list[str]) -> None:
        self.out = out

    def write(self, value: object, layout: Layout | None, at: tuple[str, ...]) -> None:
        """Any value; ``at`` is where it stands, for errors."""
        if isinstance(value, str):
            self.text(value, at)
        elif value is None:
            self.out.append("null")
        elif isinstance(value, bool):
            self.out.append("true" if value else "false")
        elif isinstance(value, (int, float)):
            self.out.append(_number(value, at))
        elif isinstance(value, dict):
            self._object(value, layout, at)  # pyright: ignore[reportUnknownArgumentType]
        elif isinstance(value, (list, tuple)):
            self._array(value, layout, at)  # pyright: ignore[reportUnknownArgumentType]
        else:
            _refuse(at, f"a value of type {type(value).__name__} has no form in JSON")

    def text(self, value: str, at: tuple[str, ...]) -> None:
        """A string."""
        self.out.append(_quoted(value, at))

    def _object(
        self, value: dict[object, object], layout: Layout | None, at: tuple[str, ...]
    ) -> None:
        _check_depth(at)
        separator = "{"
        for name in _ordered(value, layout, at):
            self.out.append(separator + _quoted(name, at) + ":")
            separator = ","
            inner = layout.get(name) if layout is not None else None
            self.write(value[name], inner, (*at, name))
        self.out.append("{}" if separator == "{" else "}")

    def _array(
        self,
        value: list[object] | tuple[object, ...],
        layout: Layout | None,
        at: tuple[str, ...],
    ) -> None:
        _check_depth(at)
        separator = "["
        for index, item in enumerate(value):
            self.out.append(separator)
            separator = ","
            self.write(item, layout, (*at, str(index)))
        self.out.append("[]" if separator == "[" else "]")


def _ordered(value: dict[object, object], layout: Layout | None, at: tuple[str, ...]) -> list[str]:
    known = [name for name in layout if name in value] if layout is not None else []
    others: list[str] = []
    for name in value:
        if not isinstance(name, str):
            _refuse(at, f"a member's name is of type {type(name).__name__}; it must be a string")
        if layout is None or name not in layout:
            others.append(name)
    return known + utf8_sorted(others)


def _quoted(text: str, at: tuple[str, ...]) -> str:
    if has_surrogate(text):
        _refuse(at, "an unpaired surrogate has no form in UTF-8")
    return encode_basestring(text)


def _number(value: float, at: tuple[str, ...]) -> str:
    try:
        return number_text(value)
    except ValueError as error:
        _refuse(at, f"{error} has no form in JSON")


def _check_depth(at: tuple[str, ...]) -> None:
    if len(at) >= DEEPEST:
        _refuse(at, f"more than {DEEPEST} levels of nesting, or a value that contains itself")


def _refuse(at: tuple[str, ...], why: str) -> NoReturn:
    # A name with an unpaired surrogate can be shown as little as it can be sent.
    path = "".join("/" + pointer(step) for step in at).encode(errors="replace").decode()
    raise InvalidRequestError(
        f"the request cannot be written as JSON, nothing was sent: at "
        f"{shortened(path) or 'the top'}: {why}"
    )


def read_json(raw: bytes) -> Json:
    """An answer's body as a value: duplicate names, odd escapes and broken UTF-8 are let pass.

    U+FFFD stands for halves of surrogate pairs, which no journal, path or log could write.

    Raises:
        ValueError: it is no JSON, or nested beyond reason.
    """
    text = raw.decode("utf-8-sig", "replace")
    if _HALF.search(text):
        text = _ESCAPE.sub(lambda found: r"\ufffd" if found[1] else found[0], text)
    try:
        value: Json = _DECODER.decode(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return value


def _integer(digits: str) -> float:
    # Python refuses integers of thousands of digits: one of these beside a task's id must not
    # make the whole answer, and with it a paid task, unreadable.
    try:
        return int(digits)
    except ValueError:
        return float(digits)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


_DECODER: Final = json.JSONDecoder(parse_int=_integer, parse_constant=_refuse_constant)
