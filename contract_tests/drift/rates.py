"""How often the comparison errs, by kind of change and form of page."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from contract_tests.drift.changes import Change, changes
from contract_tests.drift.harmless import harmless
from contract_tests.drift.running import outcome

Form = Literal["a", "b"]


@dataclass
class Tally:
    """What came of the changes of one kind on the pages of one form."""

    pages: int = 0
    right: int = 0
    missed: int = 0
    extra: int = 0

    @property
    def recall(self) -> float:
        """How many of the differences that there are were told; 1 where there are none."""
        return self.right / (self.right + self.missed or 1)

    @property
    def precision(self) -> float:
        """How many of the differences that were told there are."""
        return self.right / (self.right + self.extra or 1)


@dataclass
class Rates:
    """Tallies by kind and form; harmless pages, and alarms on them, by what was done."""

    tallies: dict[tuple[str, Form], Tally] = field(default_factory=dict)
    harmless: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)

    def of(self, kind: str) -> Tally:
        """A kind in both forms together."""
        both = [tally for (name, _), tally in self.tallies.items() if name == kind]
        return Tally(
            *(sum(getattr(t, part) for t in both) for part in ("pages", "right", "missed", "extra"))
        )

    @property
    def kinds(self) -> list[str]:
        """Every kind of change."""
        return sorted({name for name, _ in self.tallies})


@cache
def measured(rounds: int, harmless_rounds: int) -> Rates:
    """Change every page in every way, so many times over; the same numbers give the same rates."""
    rates = Rates()
    for number in range(rounds):
        for change in changes(random.Random(number)):  # noqa: S311 -- nothing secret
            hits, misses, alarms = _judge(change)
            form: Form = "a" if change.sheet.form == "a" else "b"
            tally = rates.tallies.setdefault((change.kind, form), Tally())
            tally.pages += 1
            tally.right += hits
            tally.missed += len(misses)
            tally.extra += len(alarms)
            if misses or alarms:
                rates.told.append(f"{change.kind} of {change.sheet.model}: {misses=} {alarms=}")
    for number in range(harmless_rounds):
        for name, text in harmless(random.Random(number)):  # noqa: S311 -- nothing secret
            done = name.split()[0]
            rates.harmless[done] += 1
            found = outcome(text).differences
            if found:
                rates.alarms[done] += 1
                rates.told.append(f"{name}: {[(d.subject, d.keyword or d.kind) for d in found]}")
    return rates


def _judge(change: Change) -> tuple[int, list[str], list[str]]:
    found = {
        (entry.subject, entry.keyword or entry.kind): entry
        for entry in outcome(change.sheet.text).differences
    }
    misses = [str(key) for key in sorted(change.expected) if key not in found]
    misses += [
        f"{key} is {found[key].is_!r} and not {change.value!r}"
        for key in change.expected & found.keys()
        if change.value is not None and found[key].is_ != change.value
    ]
    alarms = [str(key) for key in found if key not in change.expected | change.tolerated]
    return len(change.expected) - len(misses), misses, alarms
