"""The harness finds what it is there to find: mistakes planted in each client."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from contract_tests import counts
from contract_tests.parity.cases import suite
from contract_tests.parity.comparison import Tally, compare, panel
from contract_tests.parity.planted import FAULTS, Fault, faulty


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_found(fault: Fault, tmp_path: Path) -> None:
    tally = Tally()
    with panel([faulty(fault, tmp_path)]) as asked:
        compare(asked, suite(fault.suite), tally)
        # It is found by what the client answers, not because it ended.
        assert asked.trouble() == {}
    wrong = len(tally.disagreements)
    assert 0 < wrong < len(suite(fault.suite)) / 2 + 200, wrong
    assert all(answer for one in tally.disagreements for answer in one.answers.values())
    counts.record("planted faults found", 1)


def test_there_are_at_least_four_a_client() -> None:
    assert len(FAULTS) >= 12
    assert min(Counter(fault.client for fault in FAULTS).values()) >= 4


def test_one_that_fits_no_more_is_told(tmp_path: Path) -> None:
    fault = Fault("nothing", "python", "modellix_client/trace.py", "there is no such text", "")
    with pytest.raises(LookupError, match=r"trace.py holds no .* plant python: nothing elsewhere"):
        faulty(fault, tmp_path)
