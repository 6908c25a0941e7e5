"""The CEL interpreter as an oracle: what a rule says of a body, without the generator.

The interpreter of cel-python is used as it is, but for one thing. It refuses to compare an int
with a double; CEL compares them on one number line, and JSON does not tell ``5`` from ``5.0``.
"""

from __future__ import annotations

import operator
import re
import sys
from collections.abc import Callable
from typing import Any

import celpy
from celpy import celtypes
from celpy.evaluation import CELEvalError, base_functions

# Values inside the interpreter: cel-python ships no types.
_Cel = Any
_REFERENCE = re.compile(r"<<<image_([0-9]+)>>>")
_LARGEST = 999_999_999
_EXACT = 2**53
_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "_==_": operator.eq,
    "_!=_": operator.ne,
    "_<_": operator.lt,
    "_<=_": operator.le,
    "_>_": operator.gt,
    "_>=_": operator.ge,
}


class CelRule:
    """A rule that answers for one body at a time."""

    def __init__(self, text: str) -> None:
        # Making an environment changes the recursion limit of the whole process.
        limit = sys.getrecursionlimit()
        try:
            environment = celpy.Environment()
            functions: dict[str, Any] = {"maxImageRef": _max_image_ref, "_in_": _in}
            functions.update({name: _comparison(name) for name in _COMPARISONS})
            self._program = environment.program(environment.compile(text), functions=functions)
        finally:
            sys.setrecursionlimit(limit)

    def holds(self, body: dict[str, Any]) -> bool:
        """Whether the rule holds; raises ``CELEvalError`` when it has no answer."""
        result = self._program.evaluate({"self": to_cel(body)})
        if not isinstance(result, celtypes.BoolType):
            raise CELEvalError(f"the rule gave {type(result).__name__}, not a bool")
        return bool(result)


def to_cel(value: object) -> _Cel:
    """A JSON value as CEL's; integers stay exact, also when written as ``5.0`` up to 2^53."""
    if value is None:
        return None
    if isinstance(value, bool):
        return celtypes.BoolType(value)
    if isinstance(value, int):
        return celtypes.IntType(value)
    if isinstance(value, float):
        if value.is_integer() and abs(value) <= _EXACT:
            return celtypes.IntType(int(value))
        return celtypes.DoubleType(value)
    if isinstance(value, str):
        return celtypes.StringType(value)
    if isinstance(value, list):
        return celtypes.ListType([to_cel(item) for item in value])
    if isinstance(value, dict):
        members = {celtypes.StringType(key): to_cel(item) for key, item in value.items()}
        return celtypes.MapType(members)
    raise TypeError(f"{type(value).__name__} is no JSON value")


def max_image_ref(text: str) -> int:
    """The largest N in ``<<<image_N>>>``, else 0; past nine digits it counts as 999999999."""
    numbers = [found.lstrip("0") or "0" for found in _REFERENCE.findall(text)]
    return max((_LARGEST if len(n) > len(str(_LARGEST)) else int(n) for n in numbers), default=0)


def _max_image_ref(text: _Cel) -> _Cel:
    return text if isinstance(text, CELEvalError) else celtypes.IntType(max_image_ref(text))


def _mixed(left: object, right: object) -> bool:
    kinds = (celtypes.IntType, celtypes.DoubleType)
    return isinstance(left, kinds) and isinstance(right, kinds) and type(left) is not type(right)


def _exact(value: _Cel) -> int | float:
    return int(value) if isinstance(value, celtypes.IntType) else float(value)


def _comparison(name: str) -> Callable[[_Cel, _Cel], _Cel]:
    def compare(left: _Cel, right: _Cel) -> _Cel:
        if _mixed(left, right):
            return celtypes.BoolType(_COMPARISONS[name](_exact(left), _exact(right)))
        return base_functions[name](left, right)

    return compare


def _in(item: _Cel, options: _Cel) -> _Cel:
    if isinstance(item, CELEvalError):
        return item
    return celtypes.BoolType(any(_comparison("_==_")(item, option) for option in options))
