"""The Python type of each argument."""

from __future__ import annotations

from generator.contract.types import Shape
from generator.targets.common.nesting import item_type
from generator.targets.python.literals import literal

_SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}


def annotation(class_name: str, path: tuple[str, ...], shape: Shape) -> str:
    """What a caller may pass for this value."""
    if shape.media is not None:
        return "ImageInput"
    if shape.enum is not None and shape.type in ("string", "integer", "boolean"):
        return f"Literal[{', '.join(literal(value) for value in shape.enum)}]"
    if shape.items is not None:
        return f"Sequence[{annotation(class_name, (*path, 'items'), shape.items)}]"
    if shape.type == "object":
        return item_type(class_name, path) if shape.fields else "Mapping[str, Any]"
    return _SCALARS[shape.type]
