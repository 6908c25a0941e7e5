"""What is wrong with a spec, told to the person who wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.spec.location import Location


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake: where it stands, what is wrong, what to do."""

    location: Location
    problem: str
    advice: str

    def __str__(self) -> str:
        return f"{self.location}: {self.problem}; {self.advice}"


class SpecError(Exception):
    """The spec cannot be used; ``findings`` holds every mistake that was seen."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(
            sorted(
                dict.fromkeys(findings),  # one mistake may show in two places of the reading
                key=lambda f: (f.location.file, f.location.line, f.location.column),
            )
        )
        super().__init__("\n".join(str(finding) for finding in self.findings))
