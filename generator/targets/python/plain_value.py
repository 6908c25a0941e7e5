"""What most values are like, told by comparisons that call nothing of ours."""

from __future__ import annotations

import re

from generator.contract.inventory import limits_of
from generator.contract.types import Json, Shape
from generator.targets.python.literals import literal
from generator.targets.python.names import variable_name
from generator.targets.python.plain_url import implies_min_length, plain_url

_RANGES = {
    "minLength": ("len({})", ">="),
    "maxLength": ("len({})", "<="),
    "minItems": ("len({})", ">="),
    "maxItems": ("len({})", "<="),
    "minimum": ("{}", ">="),
    "exclusiveMinimum": ("{}", ">"),
    "maximum": ("{}", "<="),
    "exclusiveMaximum": ("{}", "<"),
}
_FLIPPED = {">=": "<=", ">": "<"}
_TYPES = {"string": "str", "integer": "int", "boolean": "bool", "array": "list", "object": "dict"}


def unlike_most(path: tuple[str, ...], shape: Shape, variable: str) -> str | None:
    """Whether a value is unlike most that keep every limit of the shape, as a Python condition.

    Args:
        path: where the value stands.
        shape: what it has to be.
        variable: what holds it.

    Returns:
        A condition that is false for nothing but good values, and true for some good ones, such as
        a picture in Base64. ``None`` where comparisons do not suffice: for lists and open objects,
        for members that may be left out, for patterns.
    """
    if shape.type == "array":
        return None
    if shape.type == "object":
        return _unlike_object(path, shape, variable)
    tests = plain_tests(shape, variable)
    return None if tests is None else " or ".join(tests)


def _unlike_object(path: tuple[str, ...], shape: Shape, variable: str) -> str | None:
    if not shape.closed or not all(member.required for member in shape.fields):
        return None
    tests = [f"type({variable}) is not dict", f"len({variable}) != {len(shape.fields)}"]
    for member in shape.fields:
        below = (*path, member.name)
        inner = variable_name(below)
        unlike = unlike_most(below, member.shape, inner)
        if unlike is None:
            return None
        # Its type is asked for first; `None` is of no type that a member may have.
        got = f"{variable}.get({literal(member.name)})"
        if len(re.findall(rf"\b{inner}\b", unlike)) > 1:  # asked for once, it needs no name
            got = f"{inner} := {got}"
        tests.append(unlike.replace(f"type({inner})", f"type({got})", 1))
    return " or ".join(tests)


def plain_tests(shape: Shape, variable: str) -> list[str] | None:
    """Conditions of which one is true for a value that needs a closer look.

    Items and members are not looked at. ``None`` where a keyword of the shape takes more than a
    comparison.
    """
    limits = [entry for entry in limits_of(shape) if entry[0] not in {"type", "enum"}]
    if any(keyword not in _RANGES for keyword, _ in limits):
        return None
    if implies_min_length(shape):  # whatever passes for a URL is longer
        limits = [entry for entry in limits if entry[0] != "minLength"]
    tests = [_type_test(shape, variable)]
    if shape.media is not None:
        tests.append(plain_url(variable))
    elif shape.type == "string" and shape.enum is None:
        tests.append(f"({variable}.isascii() or not has_surrogate({variable}))")
    if shape.enum is not None:
        # A set of literals is a constant to the compiler, a name would be looked up.
        values = ", ".join(literal(value) for value in shape.enum)
        tests.append(f"{variable} in {{{values}}}")
    tests += _ranges(limits, variable)
    return [_negated(test) for test in tests]


def _type_test(shape: Shape, variable: str) -> str:
    if shape.type == "number":
        test = f"type({variable}) is float or type({variable}) is int"
        low = shape.minimum is not None or shape.exclusive_minimum is not None
        high = shape.maximum is not None or shape.exclusive_maximum is not None
        # Bounds on both sides refuse NaN and the infinities by themselves.
        return f"({test})" if low and high else f"({test}) and {variable} - {variable} == 0"
    return f"type({variable}) is {_TYPES[shape.type]}"


def _ranges(entries: list[tuple[str, Json]], variable: str) -> list[str]:
    """The limits as tests; two limits of one size become one chained comparison."""
    tests: dict[str, list[tuple[str, str]]] = {}
    for keyword, limit in entries:
        subject, sign = _RANGES[keyword]
        tests.setdefault(subject.format(variable), []).append((sign, literal(limit)))
    printed = []
    for subject, limits in tests.items():
        if subject.startswith("len(") and (">=", "1") in limits:
            # Of a string or a list its truth says the same, without a call.
            printed.append(variable)
            limits.remove((">=", "1"))
        if len(limits) == 2 and limits[0][0] in _FLIPPED and limits[1][0] not in _FLIPPED:  # noqa: PLR2004
            (low_sign, low), (high_sign, high) = limits
            printed.append(f"{low} {_FLIPPED[low_sign]} {subject} {high_sign} {high}")
        else:
            printed += [f"{subject} {sign} {limit}" for sign, limit in limits]
    return printed


def _negated(test: str) -> str:
    if test.startswith("type(") and " is " in test and " and " not in test:
        return test.replace(" is ", " is not ", 1)
    return f"not ({test})"
