"""The sentences of our pages: one for each fact that is told in prose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.contract.types import Field, Shape
from generator.docs.needs import options
from generator.docs.page import Fact
from generator.docs.rendering.sheet import Sheet

_MIB = 1024 * 1024
_KIB = 1024
_FILES = {"jpeg": [".jpg", ".jpeg"], "tiff": [".tif", ".tiff"]}


def description(sheet: Sheet, field: Field) -> str:
    """What a page says in words about one parameter."""
    words = [field.name.replace("_", " ").capitalize(), *_own(field.shape)]
    words += [sentence(fact) for fact in sheet.about(field.name)]
    return ". ".join(words) + "."


def note(sheet: Sheet) -> str:
    """What a page says about the model as a whole; empty when there is nothing."""
    told = [
        sentence(fact) for fact in sheet.relations if fact.kind in ("at-least-one", "count-sum")
    ]
    names = [entry.name for entry in sheet.model.unsupported]
    if names:
        told.append(f"This model does NOT support: {_either(names)} parameters")
    return f"Note: {'. '.join(told)}." if told else ""


def sentence(fact: Fact) -> str:
    """A rule over several parameters in words."""
    value: Any = fact.value
    match fact.kind:
        case "exclusion":
            return f"It cannot be used together with {value[1]}"
        case "at-least-one":
            return f"At least one of {_either(value)} must be provided"
        case "requires":
            return _requires(value)
        case "count-sum":
            names = " + ".join(value["parameters"])
            return f"The total count of {names} must not exceed {value['maximum']} items"
    return f"Use <<<image_1>>> to refer to an image from {value['list']}"


def _requires(value: Any) -> str:
    ((name, wanted),) = value["needs"].items()
    told = " or ".join(
        f"'{one}'" if isinstance(one, str) else str(one).lower() for one in options(wanted)
    )
    if "value" in value:
        one = value["value"]
        shown = f"'{one}'" if isinstance(one, str) else str(one).lower()
        return f"Required when {value['parameter']} is {shown}"
    if isinstance(wanted, dict):
        return f"Not supported when {name} is {told}"
    return (
        f"Only available when {name}={told}" if told else f"Only available when {name} is provided"
    )


def _own(shape: Shape) -> Iterator[str]:
    """Images and members, which have no line of their own on a page."""
    if shape.media is not None:
        yield "An image as URL or Base64"
        yield from _limits(shape)
    if shape.items is not None and shape.items.fields:
        for member in shape.items.fields:
            kind = {"integer": "long integer"}.get(member.shape.type, member.shape.type)
            kind = "image URL or Base64" if member.shape.media is not None else kind
            must = "must" if member.required else "may"
            yield f"Each element {must} contain a '{member.name}' field with {kind}"
            yield from _limits(member.shape)
    elif shape.items is not None:
        yield from _own(shape.items)


def _limits(shape: Shape) -> Iterator[str]:
    media = shape.media
    if media is None or not media.formats:
        return
    files = [file for name in media.formats for file in _FILES.get(name, [f".{name}"])]
    yield f"Supported formats: {', '.join(files)}"
    if media.max_bytes is not None:
        yield f"Maximum size: {_size(media.max_bytes)}"


def _size(size: int) -> str:
    if size % _MIB == 0:
        return f"{size // _MIB}MB"
    return f"{size // _KIB}KB" if size % _KIB == 0 else f"{size} bytes"


def _either(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, or {names[-1]}"
