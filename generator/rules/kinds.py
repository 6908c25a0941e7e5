"""The types of expressions, and how the schema of a member gives one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.contract.types import JsonType, Shape

Name = Literal["bool", "int", "double", "string", "list", "object"]
_OF_JSON: dict[JsonType, Name] = {
    "string": "string",
    "integer": "int",
    "number": "double",
    "boolean": "bool",
    "array": "list",
    "object": "object",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """The type of an expression; ``element`` is that of a list's entries."""

    name: Name
    element: Kind | None = None

    def __str__(self) -> str:
        return f"list({self.element})" if self.element else self.name

    @property
    def is_number(self) -> bool:
        """Whether values of this type compare as numbers; ``5`` equals ``5.0``."""
        return self.name in ("int", "double")

    @property
    def is_scalar(self) -> bool:
        """Whether every language knows when two values of this type are equal."""
        return self.name not in ("list", "object")


BOOL = Kind("bool")
INT = Kind("int")
DOUBLE = Kind("double")
STRING = Kind("string")


def of_shape(shape: Shape) -> Kind:
    """The type that a value of this schema has in a rule."""
    element = of_shape(shape.items) if shape.items else None
    return Kind(_OF_JSON[shape.type], element)


def of_value(value: bool | float | str) -> Kind:  # noqa: FBT001 -- a literal, not a switch
    """The type of a literal."""
    if isinstance(value, bool):
        return BOOL
    if isinstance(value, str):
        return STRING
    return INT if isinstance(value, int) else DOUBLE


def comparable(left: Kind, right: Kind) -> bool:
    """Whether two values can be asked to be equal: both numbers, or of one scalar type."""
    return (left.is_number and right.is_number) or (left == right and left.is_scalar)


def common(left: Kind, right: Kind) -> Kind | None:
    """The type of a value that is one or the other; ``None`` when there is none."""
    if left == right:
        return left
    return DOUBLE if left.is_number and right.is_number else None
