"""Every lie is found out, by name."""

from __future__ import annotations

import pytest

from contract_tests.counts import record
from contract_tests.strength.families import families
from contract_tests.strength.liar import Liar, judged

LIARS = [liar for family in families().values() for liar in family]


@pytest.mark.parametrize("liar", LIARS, ids=lambda liar: f"{liar.family}: {liar.name}")
def test_a_lie_is_found_out(liar: Liar) -> None:
    found = judged(liar)
    assert found.killed, (found.report.verdict, found.failed, found.report.reasons[:3])
    record(f"liars found out, {liar.family}", 1)


def test_there_are_enough_of_them() -> None:
    sizes = {name: len(family) for name, family in families().items()}
    assert sizes["task"] + sizes["protocol"] >= 40
    assert sizes["miniature"] >= 15
    assert all(liar.family == name for name, family in families().items() for liar in family)
    assert len({(liar.family, liar.name) for liar in LIARS}) == len(LIARS)
