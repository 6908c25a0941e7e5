"""How often the comparison is wrong: over changes that count, and over changes that do not."""

from __future__ import annotations

import random
from collections import Counter

from contract_tests.counts import record
from contract_tests.drift.changes import Change, changes
from contract_tests.drift.harmless import harmless
from contract_tests.drift.running import outcome
from contract_tests.drift.seeds import needs_seeds
from contract_tests.profile import count

pytestmark = needs_seeds
_LEAST = 0.97
_ROUNDS = count(ci=2, long=40)


def test_changes_are_found_and_nothing_else() -> None:
    """Recall and precision of each kind."""
    right: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    told: list[str] = []
    for number in range(_ROUNDS):
        for change in changes(random.Random(number)):  # noqa: S311 -- nothing secret
            hits, misses, alarms = _judge(change)
            right[change.kind] += hits
            missed[change.kind] += len(misses)
            extra[change.kind] += len(alarms)
            if misses or alarms:
                told.append(f"{change.kind} of {change.sheet.model}: {misses=} {alarms=}")
            record(f"docs drift, changed pages: {change.kind}", 1)
    assert sum(right.values()) >= 300
    for kind, hits in right.items():
        recall, precision = hits / (hits + missed[kind]), hits / (hits + extra[kind])
        assert min(recall, precision) >= _LEAST, (kind, recall, precision, told)
    record("docs drift, differences missed", sum(missed.values()))
    record("docs drift, false alarms on changed pages", sum(extra.values()))


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


def test_what_changes_nothing_is_never_reported() -> None:
    wolves = []
    tried = 0
    for number in range(count(ci=1, long=20)):
        for name, text in harmless(random.Random(number)):  # noqa: S311 -- nothing secret
            tried += 1
            found = outcome(text)
            if found.differences:
                wolves.append((name, [(d.subject, d.keyword or d.kind) for d in found.differences]))
    assert tried >= 100
    assert not wolves
    record("docs drift, pages with changes that change nothing", tried)
    record("docs drift, alarms on them", len(wolves))
