"""What is wrong with a rule, told to the person who wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.contract.types import Location, Validation


@dataclass(frozen=True, slots=True)
class RuleProblem:
    """One mistake: its 1-based column in the text of the rule, what is wrong, what to do."""

    column: int
    problem: str
    advice: str

    def __str__(self) -> str:
        return f"column {self.column}: {self.problem}; {self.advice}"


class RuleError(Exception):
    """A text that is no expression of the rule language; raised at the first mistake."""

    def __init__(self, column: int, problem: str, advice: str) -> None:
        self.reason = RuleProblem(column, problem, advice)
        super().__init__(str(self.reason))

    @property
    def column(self) -> int:
        """The 1-based column in the text of the rule."""
        return self.reason.column


@dataclass(frozen=True, slots=True)
class LocatedProblem:
    """A mistake with the place of its rule in the spec."""

    location: Location
    problem: str
    advice: str

    def __str__(self) -> str:
        return f"{self.location}: {self.problem}; {self.advice}"


class RuleErrors(Exception):  # noqa: N818 -- several of them
    """A rule that cannot be compiled; ``problems`` holds every mistake that was seen."""

    def __init__(self, validation: Validation, problems: Sequence[RuleProblem]) -> None:
        self.problems = tuple(
            LocatedProblem(
                validation.location,
                f"rule {validation.id!r}, column {entry.column}: {entry.problem}",
                entry.advice,
            )
            for entry in problems
        )
        super().__init__("\n".join(str(problem) for problem in self.problems))


class NotLowerable(Exception):  # noqa: N818 -- no mistake of anybody: a fact about the rule
    """A rule that plain JSON Schema cannot say; ``reason`` says why."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)
