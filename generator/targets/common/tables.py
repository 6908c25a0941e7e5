"""What a runtime has to know of a model's request besides its rules."""

from __future__ import annotations

from typing import Any

from generator.contract.types import Shape


def layout_of(shape: Shape) -> dict[str, Any] | None:
    """How a value is written: members in the contract's order, ``None`` where there are none."""
    if shape.items is not None:
        return layout_of(shape.items)
    if shape.type != "object" or not shape.fields:
        return None
    return {member.name: layout_of(member.shape) for member in shape.fields}


def media_of(shape: Shape) -> Any:
    """``True`` where an image stands, else the members below that hold one."""
    if shape.media is not None:
        return True
    if shape.items is not None:
        return media_of(shape.items)
    below = {member.name: media_of(member.shape) for member in shape.fields}
    return {name: value for name, value in below.items() if value}


def words_of(shape: Shape) -> set[str]:
    """Every string that an enum of the request lists: of all it says, these alone may be shown."""
    words = {value for value in shape.enum or () if isinstance(value, str)}
    for member in shape.fields:
        words |= words_of(member.shape)
    return words if shape.items is None else words | words_of(shape.items)
