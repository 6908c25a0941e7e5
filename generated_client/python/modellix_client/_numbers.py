"""Numbers as ECMAScript prints them, so that every client writes the same bytes."""

from __future__ import annotations

import sys
from typing import Final

# Number::toString of ECMAScript: from this exponent on, and below the other, scientific.
_FIRST_LARGE: Final = 21
_LAST_SMALL: Final = -6
# No JSON number past a double makes sense to a reader, and printing one takes quadratic time.
_LARGEST_BITS: Final = sys.float_info.max_exp


def number_text(value: float) -> str:
    """A finite number as JSON text: an ``int`` as exact digits, a ``float`` as ECMAScript does.

    Raises:
        ValueError: for NaN, an infinity, or an integer past the range of a double.
    """
    if isinstance(value, int):
        if value.bit_length() > _LARGEST_BITS:
            raise ValueError("an integer past the range of a double")
        return int.__repr__(value)
    text = float.__repr__(value)
    if "n" in text:  # nan, inf, -inf
        raise ValueError("not a finite number")
    return _ecmascript(text)


def _ecmascript(text: str) -> str:
    """Python's shortest digits, laid out the ECMAScript way."""
    sign = "-" if text[0] == "-" else ""
    mantissa, _, exponent = text.lstrip("-").partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    if not digits:
        return "0"  # -0 as well
    # The value is 0.d1d2d3… times ten to the power of `point`.
    point = len(whole) + int(exponent or "0") - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    if len(digits) <= point <= _FIRST_LARGE:
        return sign + digits + "0" * (point - len(digits))
    if 0 < point <= _FIRST_LARGE:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if _LAST_SMALL < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    head = digits[0] + ("." + digits[1:] if len(digits) > 1 else "")
    return f"{sign}{head}e{'+' if point > 0 else '-'}{abs(point - 1)}"
