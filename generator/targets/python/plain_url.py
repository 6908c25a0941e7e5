"""What most images are given as, told by comparisons that allocate nothing."""

from __future__ import annotations

from generator.contract.types import Shape

_SHORTEST = len("https://x")


def plain_url(variable: str) -> str:
    """Whether a string is an https URL without white space, as a Python expression.

    The strings between the two bounds are those that begin with ``https://`` and go on; what is
    printable and no space is no white space and no surrogate either.
    """
    bounds = f'"https://" < {variable} < "https:/0"'
    return f'{bounds} and {variable}.isprintable() and " " not in {variable}'


def implies_min_length(shape: Shape) -> bool:
    """Whether whatever passes for a URL is as long as the shape asks for."""
    return shape.media is not None and (shape.min_length or 0) <= _SHORTEST
