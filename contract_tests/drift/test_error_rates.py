"""How often the comparison is wrong: over changes that count, and over changes that do not."""

from __future__ import annotations

import pytest

from contract_tests.counts import record
from contract_tests.drift.rates import Rates, measured
from contract_tests.drift.rates_page import HARMLESS, PAGE, ROUNDS, page
from contract_tests.drift.seeds import CURRENT, FILES, needs_a_seed, needs_seeds
from contract_tests.facts.page import ROOT
from contract_tests.profile import count

pytestmark = needs_a_seed
_LEAST = 0.97


@pytest.fixture(scope="module")
def rates() -> Rates:
    return measured(count(ci=ROUNDS, long=40), count(ci=HARMLESS, long=20))


def test_changes_are_found_and_nothing_else(rates: Rates) -> None:
    """Recall and precision of each kind."""
    for kind in rates.kinds:
        tally = rates.of(kind)
        assert min(tally.recall, tally.precision) >= _LEAST, (kind, tally, rates.told)
        record(f"docs drift, changed pages: {kind}", tally.pages)
    tallies = rates.tallies.values()
    assert sum(tally.right for tally in tallies) >= 300 * len(CURRENT) // len(FILES)
    record("docs drift, differences missed", sum(tally.missed for tally in tallies))
    record("docs drift, false alarms on changed pages", sum(tally.extra for tally in tallies))


def test_what_changes_nothing_is_never_reported(rates: Rates) -> None:
    assert rates.harmless.total() >= 100 * len(CURRENT) // len(FILES)
    assert not rates.alarms, rates.told
    record("docs drift, pages with changes that change nothing", rates.harmless.total())
    record("docs drift, alarms on them", rates.alarms.total())


@needs_seeds
def test_the_rates_that_the_docs_tell_are_these() -> None:
    """As ``python -m contract_tests.drift`` writes them."""
    told = (ROOT / PAGE).read_text(encoding="utf-8")
    assert told == page(measured(ROUNDS, HARMLESS)), "run: python -m contract_tests.drift"
