"""The wire form of a body, written without a look at any client.

From the shape of the house: UTF-8, no spaces, only mandatory escapes, numbers as ECMAScript
prints them and integers as exact digits, parameters in the contract's order, extra ones and
members of open objects sorted by their UTF-8 bytes.
"""

from collections.abc import Mapping
from decimal import Decimal

from generator.contract import Shape

_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_CONTROLS = {
    chr(code): _SHORT.get(chr(code), f"\\u{code:04x}") for code in [*range(0x20), 0x22, 0x5C]
}
_ESCAPES = str.maketrans(_CONTROLS)
# ECMA-262, Number::toString: outside these powers of ten a number is written with an exponent.
_LARGEST, _SMALLEST = 21, -6


def wire(body: object, shape: Shape | None) -> bytes:
    """The bytes a client has to send for ``body``; ``shape`` gives the order of members."""
    return _text(body, shape).encode()


def _text(value: object, shape: Shape | None) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return number(value)
        case str():
            return f'"{value.translate(_ESCAPES)}"'
        case Mapping():
            return _object(value, shape)
        case list() | tuple():
            return "[" + ",".join(_text(entry, shape) for entry in value) + "]"
    raise TypeError(type(value).__name__)


def _object(value: Mapping[str, object], shape: Shape | None) -> str:
    # An order holds for its place: for the object that stands there, and for those in lists there.
    while shape and shape.items:
        shape = shape.items
    known = {member.name: member.shape for member in shape.fields} if shape else {}
    names = [name for name in known if name in value]
    names += sorted((name for name in value if name not in known), key=str.encode)
    pairs = (f"{_text(name, None)}:{_text(value[name], known.get(name))}" for name in names)
    return "{" + ",".join(pairs) + "}"


def number(value: float) -> str:
    """A float as ``JSON.stringify`` prints it."""
    if value == 0:
        return "0"
    # repr gives the shortest digits that read back alike, which is what ECMAScript asks for too.
    sign, digits, exponent = Decimal(repr(value)).as_tuple()
    text = "".join(map(str, digits)).rstrip("0")
    point = len(digits) + int(exponent)
    if len(text) <= point <= _LARGEST:
        shown = text + "0" * (point - len(text))
    elif 0 < point <= _LARGEST:
        shown = f"{text[:point]}.{text[point:]}"
    elif _SMALLEST < point <= 0:
        shown = "0." + "0" * -point + text
    else:
        mantissa = text if len(text) == 1 else f"{text[0]}.{text[1:]}"
        shown = f"{mantissa}e{point - 1:+d}"
    return "-" + shown if sign else shown
