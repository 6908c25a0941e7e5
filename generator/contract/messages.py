"""The text of a violation: constant for each rule, the same in every language."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from generator.contract.types import Media, Scalar, Shape

# Decimal exponents between which ECMAScript prints a number without one.
_SMALL, _LARGE = 6, 21
_ARTICLES = {"integer": "an integer", "array": "an array", "object": "an object"}


def place(path: tuple[str, ...]) -> str:
    """A path as people write it: ``image_list[].image``."""
    text = ""
    for step in path:
        text += "[]" if step == "items" else ("." if text else "") + step
    return text or "the request"


def message_for(path: tuple[str, ...], keyword: str, shape: Shape) -> str:
    """What the value at ``path`` must be, by this keyword of its shape."""
    return f"{place(path)} must {_DEMANDS[keyword](shape)}"


def missing_message(path: tuple[str, ...]) -> str:
    """A member that has to be there and is not."""
    return f"{place(path)} is required"


def unknown_message(path: tuple[str, ...], shape: Shape) -> str:
    """A member that the object does not take."""
    known = ", ".join(member.name for member in shape.fields) or "nothing"
    return f"{place(path)} takes no such member: it takes {known}"


def _media(media: Media) -> str:
    forms = "an http(s) URL, a data URL or Base64"
    if not media.formats:
        return forms + " of an image"
    formats = " or ".join(name.upper() for name in media.formats)
    size = "" if media.max_bytes is None else f" of at most {_count(media.max_bytes, 'byte')}"
    return f"{forms} of a {formats} image{size}"


def _listed(values: tuple[Scalar, ...]) -> str:
    return ", ".join(_number(value) if not isinstance(value, str) else value for value in values)


def _number(value: Scalar) -> str:
    """As ECMAScript prints it, whose clients put messages together as they run."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, float):
        return str(value)
    exact = Decimal(repr(value))
    if not value or -_SMALL <= exact.adjusted() < _LARGE:
        text = f"{exact:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return f"{exact.normalize():e}".replace("E", "e")


def _count(number: int | None, noun: str) -> str:
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1] + 'ies' if noun.endswith('y') else noun + 's'}"


_DEMANDS: Final[dict[str, Callable[[Shape], str]]] = {
    "type": lambda shape: f"be {_ARTICLES.get(shape.type, 'a ' + shape.type)}",
    "enum": lambda shape: f"be one of {_listed(shape.enum or ())}",
    "minLength": lambda shape: f"have at least {_count(shape.min_length, 'character')}",
    "maxLength": lambda shape: f"have at most {_count(shape.max_length, 'character')}",
    "pattern": lambda shape: f"match the pattern {shape.pattern}",
    "minimum": lambda shape: f"be at least {_number(shape.minimum)}",
    "exclusiveMinimum": lambda shape: f"be greater than {_number(shape.exclusive_minimum)}",
    "maximum": lambda shape: f"be at most {_number(shape.maximum)}",
    "exclusiveMaximum": lambda shape: f"be less than {_number(shape.exclusive_maximum)}",
    "multipleOf": lambda shape: f"be a multiple of {shape.multiple_of}",
    "minItems": lambda shape: f"have at least {_count(shape.min_items, 'entry')}",
    "maxItems": lambda shape: f"have at most {_count(shape.max_items, 'entry')}",
    "media": lambda shape: f"be {_media(shape.media or Media())}",
}
