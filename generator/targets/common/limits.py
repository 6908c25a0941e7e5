"""The limits of a parameter in words, for the documentation that every client carries."""

from __future__ import annotations

from generator.contract.types import Field, Shape

_SINGULAR = {"characters": "character", "entries": "entry"}


def limits_text(shape: Shape) -> str:
    """The limits of a value in words: what a person has to know to call it."""
    parts: list[str] = []
    if shape.enum is not None:
        parts.append("one of " + ", ".join(_plain(value) for value in shape.enum))
    if shape.min_length is not None or shape.max_length is not None:
        parts.append(_range(shape.min_length, shape.max_length, "characters"))
    if shape.pattern is not None:
        parts.append(f"matching {shape.pattern}")
    low, high = shape.minimum, shape.maximum
    if low is not None or high is not None:
        parts.append(_range(low, high, ""))
    if shape.exclusive_minimum is not None:
        parts.append(f"greater than {_plain(shape.exclusive_minimum)}")
    if shape.exclusive_maximum is not None:
        parts.append(f"less than {_plain(shape.exclusive_maximum)}")
    if shape.multiple_of is not None:
        parts.append(f"a multiple of {shape.multiple_of}")
    if shape.min_items is not None or shape.max_items is not None:
        parts.append(_range(shape.min_items, shape.max_items, "entries"))
    if shape.media is not None and shape.media.formats:
        formats = " or ".join(name.upper() for name in shape.media.formats)
        size = shape.media.max_bytes
        most = "" if size is None else f" of at most {size} bytes"
        parts.append(f"unless it is a URL, {formats}{most}")
    below_members = ((member.name, limits_text(member.shape)) for member in shape.fields)
    parts += [f"with {name}: {below}" for name, below in below_members if below]
    if shape.items is not None and (below := limits_text(shape.items)):
        parts.append(f"each {below}")
    return "; ".join(parts)


def argument_text(member: Field) -> str:
    """The documentation of one argument."""
    shape = member.shape
    text = shape.description.rstrip(".") + "." if shape.description else ""
    limits = limits_text(shape)
    if limits:
        text += f" {limits[0].upper()}{limits[1:]}."
    if member.required:
        text += " Required."
    if member.has_default:
        text += f" The service takes {_plain(member.default)} when it is left out."
    return text.strip()


def _range(low: int | float | None, high: int | float | None, unit: str) -> str:
    if low is not None and high is not None:
        text = f"{_plain(low)} to {_plain(high)}"
    elif low is not None:
        text = f"at least {_plain(low)}"
    else:
        text = f"at most {_plain(high)}"
    if unit and (low if high is None else high) == 1:
        unit = _SINGULAR[unit]
    return f"{text} {unit}".strip()


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
