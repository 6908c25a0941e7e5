"""One difference between a page and the spec."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.contract.types import Json, Location
from generator.docs.page import Fact

Class = Literal["breaking", "loosening", "addition", "documentation", "contradiction"]
# From here on a difference is certain enough to be written into the spec.
CERTAIN = 0.8


@dataclass(frozen=True, slots=True)
class Difference:
    """What a page says that the spec does not, or no longer.

    ``was`` is what the spec says, ``is_`` what the page says; ``None`` stands for nothing.
    ``facts`` are all that the page says about a parameter that is new, or the one fact behind the
    difference. ``advice`` says why a person has to look, where one has to.
    """

    model: str
    subject: str
    kind: str
    was: Json
    is_: Json
    class_: Class
    certainty: float
    file: str
    line: int | None
    spec: Location | None
    keyword: str | None = None
    rules: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    advice: str = ""
    # Set where the two are one parameter under two names.
    other_name: str | None = None

    @property
    def certain(self) -> bool:
        """Whether it may be written into the spec without a person's decision."""
        return self.certainty >= CERTAIN and not self.advice


@dataclass(frozen=True, slots=True)
class Decided:
    """Something that the page says as before and that a decision has settled."""

    model: str
    decision: str
    line: int | None
