"""Prints the shortcut of a check: a road that most valid requests go through, and no other ones.

A request that it lets through needs no further look; any other, valid or not, goes through the full
check. It is a second printing of the same rules, held to the first by the tests: a body that breaks
one rule alone has to be refused, by whichever road it goes.
"""

from __future__ import annotations

from generator.contract.types import Field, Model, Shape
from generator.rules import CompiledRule, python_violation
from generator.targets.python.lines import Lines
from generator.targets.python.literals import literal
from generator.targets.python.names import pattern_name, variable_name
from generator.targets.python.plain_value import plain_tests, unlike_most


def print_shortcut(model: Model, compiled: list[CompiledRule]) -> str:
    """The lines that return ``CLEAN`` for a plainly valid request and look closer at any other.

    Args:
        model: whose requests.
        compiled: its rules over several fields, warnings too.
    """
    return _Shortcut({name for rule in compiled for name in rule.fields}).printed(model, compiled)


class _Shortcut:
    def __init__(self, named: set[str]) -> None:
        self.named = named
        self.out = Lines()

    def printed(self, model: Model, compiled: list[CompiledRule]) -> str:
        self._reject("type(body) is not dict")
        self.out.add("members: dict[str, Any] = body")
        self._object((), model.request, "members", "absent")
        for rule in compiled:
            names = {name: f"v_{name}" for name in rule.fields}
            # The names of the patterns are those of the full check.
            constant = pattern_name(rule.validation.id)
            broken = python_violation(rule.expression, names, constant=constant)
            self._reject(broken.text)
        self.out.add("return CLEAN")
        return self.out.text()

    def _reject(self, condition: str) -> None:
        with self.out.block(f"if {condition}:"):
            self.out.add("return _full_check(body)")

    def _object(self, path: tuple[str, ...], shape: Shape, table: str, absent: str) -> None:
        """What takes a comparison comes first, so that a fault there is seen before any loop."""
        if not shape.fields and not shape.closed:
            return
        counted = shape.closed and any(not member.required for member in shape.fields)
        if counted:
            self.out.add(f"{absent} = 0")
        for member in shape.fields:
            self._member((*path, member.name), member, table, absent if counted else None)
        if shape.closed:
            found = f"len({table}) + {absent}" if counted else f"len({table})"
            self._reject(f"{found} != {len(shape.fields)}")
        for member in shape.fields:
            if _has_parts(member.shape):
                self._member_parts((*path, member.name), member)

    def _member(self, path: tuple[str, ...], member: Field, table: str, absent: str | None) -> None:
        variable, name = variable_name(path), literal(member.name)
        if member.required:  # no type allows the `None` of an absent one
            self.out.add(f"{variable} = {table}.get({name})")
            self._value(member.shape, variable)
            return
        with self.out.block(f"if {name} in {table}:"):
            self.out.add(f"{variable} = {table}[{name}]")
            self._value(member.shape, variable)
        named = len(path) == 1 and member.name in self.named
        lines = [f"{absent} += 1"] if absent is not None else []
        lines += [f"{variable} = None"] if named or _has_parts(member.shape) else []
        if lines:
            with self.out.block("else:"):
                self.out.add(*lines)

    def _member_parts(self, path: tuple[str, ...], member: Field) -> None:
        variable = variable_name(path)
        if member.required:
            self._parts(path, member.shape, variable)
            return
        with self.out.block(f"if {variable} is not None:"):
            self._parts(path, member.shape, variable)

    def _value(self, shape: Shape, variable: str) -> None:
        tests = plain_tests(shape, variable)
        if tests is None:
            self.out.add("return _full_check(body)  # it knows a keyword that this road does not")
        else:
            self._reject(" or ".join(tests))

    def _parts(self, path: tuple[str, ...], shape: Shape, variable: str) -> None:
        if shape.type == "object":
            self._object(path, shape, variable, f"absent_{len(path)}")
        if shape.items is None:
            return
        item, below = f"item_{len(path)}", (*path, "items")
        with self.out.block(f"for {item} in {variable}:"):
            unlike = unlike_most(below, shape.items, item)
            if unlike is not None:
                self._reject(unlike)
                return
            self._value(shape.items, item)
            self._parts(below, shape.items, item)


def _has_parts(shape: Shape) -> bool:
    """Whether there are items or members to look at."""
    return shape.items is not None or (
        shape.type == "object" and (shape.closed or shape.fields != ())
    )
