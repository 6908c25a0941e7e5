"""Each benchmark runs; how fast is no matter of a test."""

from __future__ import annotations

import pytest

from benchmarks.__main__ import BENCHMARKS


@pytest.mark.parametrize("name", BENCHMARKS)
def test_one_round(name: str) -> None:
    rows = list(BENCHMARKS[name](1))
    assert rows
    assert all(row.ours >= 0 and row.peer > 0 and row.unit for row in rows)
