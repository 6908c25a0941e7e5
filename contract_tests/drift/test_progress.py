"""How far a run over many pages is: told to a person who waits, and to nobody else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from contract_tests.facts.page import ROOT
from generator.docs.command import drift
from generator.docs.report.outcome import UNREADABLE


@pytest.mark.parametrize(
    ("pages", "terminal", "told"), [(20, True, True), (20, False, False), (19, True, False)]
)
def test_progress_is_for_a_terminal_and_many_pages(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    pages: int,
    terminal: bool,  # noqa: FBT001 -- a column of the table
    told: bool,  # noqa: FBT001 -- the same
) -> None:
    for number in range(1, pages + 1):
        (tmp_path / f"{number:02}\x1b[2J.txt").write_text("no page of the docs\n", encoding="utf-8")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    assert drift(ROOT, tmp_path, "table") == UNREADABLE
    lines = capsys.readouterr().err.replace("\r\x1b[K", "\n").splitlines()
    assert "\x1b" not in "".join(lines)
    shown = [line for line in lines if f" of {pages}: " in line]
    wanted = [f"{number} of {pages}: {number:02}\\x1b[2J.txt" for number in range(1, pages + 1)]
    assert shown == (wanted if told else [])
