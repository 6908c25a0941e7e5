"""Every lie is found out, by name."""

from __future__ import annotations

import pytest

from contract_tests.counts import record
from contract_tests.strength.liar import Liar, judged
from contract_tests.strength.miniatures import miniatures
from contract_tests.strength.protocol_liars import protocol_liars
from contract_tests.strength.task_liars import task_liars

LIARS = (*task_liars(), *protocol_liars(), *miniatures())


@pytest.mark.parametrize("liar", LIARS, ids=lambda liar: f"{liar.family}: {liar.name}")
def test_a_lie_is_found_out(liar: Liar) -> None:
    found = judged(liar)
    assert found.killed, (found.report.verdict, found.failed, found.report.reasons[:3])
    record(f"liars found out, {liar.family}", 1)


def test_there_are_enough_of_them() -> None:
    families = [liar.family for liar in LIARS]
    assert families.count("task") + families.count("protocol") >= 40
    assert families.count("miniature") >= 15
    assert len({(liar.family, liar.name) for liar in LIARS}) == len(LIARS)
