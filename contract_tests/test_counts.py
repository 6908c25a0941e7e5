"""Profiles and counts: what the other tests report how much they tried with."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_tests import counts
from contract_tests.profile import bodies_per_rule, count, profile


def test_counts_of_all_processes_add_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(counts, "_FOLDER", tmp_path / "counts")
    assert counts.totals() == {}
    for process in (101, 102):
        monkeypatch.setattr("os.getpid", lambda process=process: process)
        counts.record("cases", 2)
        counts.record("bodies é", process)
    assert sorted(path.name for path in (tmp_path / "counts").iterdir()) == [
        "101.ndjson",
        "102.ndjson",
    ]
    assert counts.totals() == {"cases": 4, "bodies é": 203}
    counts.clear()
    assert counts.totals() == {}


@pytest.mark.parametrize(
    ("value", "name", "bodies"), [(None, "ci", 300), ("", "ci", 300), ("long", "long", 10_000)]
)
def test_a_profile_decides_how_much_is_tried(
    monkeypatch: pytest.MonkeyPatch, value: str | None, name: str, bodies: int
) -> None:
    if value is None:
        monkeypatch.delenv("MODELLIX_PROFILE", raising=False)
    else:
        monkeypatch.setenv("MODELLIX_PROFILE", value)
    assert profile() == name
    assert bodies_per_rule() == bodies
    assert count(1, 2) == (1 if name == "ci" else 2)


def test_another_profile_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODELLIX_PROFILE", "quick")
    with pytest.raises(ValueError, match="use ci or long"):
        profile()
