"""Bodies in a plan: long texts and large images stand there as what they are made from.

``{"$repeat": ["a", 2501]}`` is a text of 2,501 letters, ``{"$image": ["jpeg", 10485761]}`` the
Base64 of an image of so many bytes. No request of the contract has members of these names.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from contract_tests.strategies.images import sized

_LONGEST: Final = 64


def compressed(value: Any) -> Any:
    """The value with every long text of one character written as a repetition."""
    if isinstance(value, dict):
        return {name: compressed(member) for name, member in value.items()}
    if isinstance(value, list):
        return [compressed(item) for item in value]
    if isinstance(value, str) and len(value) > _LONGEST and len(set(value)) == 1:
        return {"$repeat": [value[0], len(value)]}
    return value


def image(name: str, size: int) -> dict[str, Any]:
    """The template of an image of ``size`` bytes in Base64."""
    return {"$image": [name, size]}


def expanded(value: Any) -> Any:
    """The body that a template stands for."""
    if isinstance(value, dict):
        if value.keys() == {"$repeat"}:
            text, times = value["$repeat"]
            return text * times
        if value.keys() == {"$image"}:
            return _sized(*value["$image"])
        return {name: expanded(member) for name, member in value.items()}
    if isinstance(value, list):
        return [expanded(item) for item in value]
    return value


@lru_cache(maxsize=4)
def _sized(name: str, size: int) -> str:
    return sized(size, name)
