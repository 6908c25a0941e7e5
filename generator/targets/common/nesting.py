"""The objects below a request, and what their types are called."""

from __future__ import annotations

from generator.contract.types import Shape


def item_type(class_name: str, path: tuple[str, ...]) -> str:
    """The name of the type of a nested object: ``KlingImageO1ImageListItem``."""
    parts = ["Item" if step == "items" else step for step in path]
    return class_name + "".join("".join(w.capitalize() for w in p.split("_")) for p in parts)


def nested_objects(shape: Shape, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Shape]]:
    """Objects with members of their own below a request, inner ones first."""
    found: list[tuple[tuple[str, ...], Shape]] = []
    for member in shape.fields:
        found += _below((*path, member.name), member.shape)
    return found


def _below(path: tuple[str, ...], shape: Shape) -> list[tuple[tuple[str, ...], Shape]]:
    found = nested_objects(shape, path)
    if shape.items is not None:
        found += _below((*path, "items"), shape.items)
    if shape.type == "object" and shape.fields:
        found.append((path, shape))
    return found
