"""The mark of an argument that was not given."""

from typing import Literal


class Unset:
    """The type of ``UNSET``: the caller said nothing, and nothing is sent."""

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    def __reduce__(self) -> str:
        return "UNSET"


UNSET: Unset = Unset()

__all__ = ["UNSET", "Unset"]
