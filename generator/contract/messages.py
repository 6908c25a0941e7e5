"""The text of a violation: constant for each rule, the same in every language."""

from __future__ import annotations

from generator.contract.types import Media, Scalar, Shape

_ARTICLES = {"integer": "an integer", "array": "an array", "object": "an object"}


def place(path: tuple[str, ...]) -> str:
    """A path as people write it: ``image_list[].image``."""
    text = ""
    for step in path:
        text += "[]" if step == "items" else ("." if text else "") + step
    return text or "the request"


def message_for(path: tuple[str, ...], keyword: str, shape: Shape) -> str:
    """What the value at ``path`` must be, by this keyword of its shape."""
    name = place(path)
    match keyword:
        case "type":
            return f"{name} must be {_ARTICLES.get(shape.type, 'a ' + shape.type)}"
        case "enum":
            return f"{name} must be one of {_listed(shape.enum or ())}"
        case "minLength":
            return f"{name} must have at least {_count(shape.min_length, 'character')}"
        case "maxLength":
            return f"{name} must have at most {_count(shape.max_length, 'character')}"
        case "pattern":
            return f"{name} must match the pattern {shape.pattern}"
        case "minimum":
            return f"{name} must be at least {_number(shape.minimum)}"
        case "exclusiveMinimum":
            return f"{name} must be greater than {_number(shape.exclusive_minimum)}"
        case "maximum":
            return f"{name} must be at most {_number(shape.maximum)}"
        case "exclusiveMaximum":
            return f"{name} must be less than {_number(shape.exclusive_maximum)}"
        case "multipleOf":
            return f"{name} must be a multiple of {shape.multiple_of}"
        case "minItems":
            return f"{name} must have at least {_count(shape.min_items, 'entry')}"
        case "maxItems":
            return f"{name} must have at most {_count(shape.max_items, 'entry')}"
        case "media":
            return f"{name} must be {_media(shape.media or Media())}"
    raise ValueError(keyword)


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
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _count(number: int | None, noun: str) -> str:
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1] + 'ies' if noun.endswith('y') else noun + 's'}"
