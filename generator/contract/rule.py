"""One entry of the rule inventory."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.contract.types import Evidence, Json, Level, Location, Severity, Shape, Validation


@dataclass(frozen=True, slots=True)
class Rule:
    """One constraint of one model, under a stable id.

    ``path`` names the value it is about with ``items`` for any index, ``()`` for the body.
    ``limit`` is the value of the keyword as a violation shows it. ``shape`` is the schema that
    carries the keyword (``None`` for rules over several fields), ``validation`` the rule text.
    """

    id: str
    model: str
    path: tuple[str, ...]
    keyword: str
    limit: Json
    level: Level
    severity: Severity
    message: str
    evidence: tuple[Evidence, ...]
    location: Location
    shape: Shape | None = field(default=None, compare=False)
    validation: Validation | None = None
