"""What a run found, in the order in which it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.docs.comparing import Decided, Difference
from generator.docs.page import Listing, Reading, Sentence, Unread
from generator.docs.report.examples import Shown

OK, DRIFT, UNREADABLE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Log:
    """An answer log: how many answers it holds, and how many of them speak of a body."""

    file: str
    answers: int
    witnesses: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """The findings of one run; ``applied`` are the differences that were written into the spec."""

    folder: str
    readings: tuple[Reading, ...]
    listings: tuple[Listing, ...]
    differences: tuple[Difference, ...]
    decided: tuple[Decided, ...]
    unread: tuple[Unread, ...]
    applied: tuple[Difference, ...] = ()
    written: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    apply: bool = False
    logs: tuple[Log, ...] = ()
    # Programs in READMEs and examples that what was applied has outdated.
    outdated: tuple[Shown, ...] = ()
    # Lines that come and go, by client.
    surfaces: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def sentences(self) -> list[tuple[Reading, Sentence]]:
        """Sentences that sound binding and that nothing understood."""
        return [(reading, entry) for reading in self.readings for entry in reading.sentences]

    @property
    def code(self) -> int:
        """The exit code of the program."""
        if self.unread:
            return UNREADABLE
        return DRIFT if self.differences and not self.apply else OK
