"""`make check` runs everything and hides nothing."""

import sys

import pytest

from tools import check
from tools.check import Check

GREEN = Check("green", (sys.executable, "-c", "print('not shown')"))
RED = Check("red", (sys.executable, "-c", "print('why'); raise SystemExit(3)"))
MISSING = Check("missing", ("/no/such/program",))


def test_all_run_and_failed_ones_say_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check, "CHECKS", (RED, MISSING, GREEN))
    code = check.main()
    out = capsys.readouterr().out

    assert code == 1
    assert [line.split()[:2] for line in out.splitlines() if line.endswith(" s")] == [
        ["red", "failed"],
        ["missing", "failed"],
        ["green", "ok"],
    ]
    assert "\nwhy\n" in out
    assert "/no/such/program" in out
    assert "not shown" not in out
    assert out.endswith("1 ok, 2 failed\n")


def test_all_green_is_0(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "CHECKS", (GREEN,))

    assert check.main() == 0


def test_long_answer_is_cut_and_says_how_to_get_the_rest() -> None:
    loud = Check("loud", (sys.executable, "-c", "print('line\\n' * 1000); raise SystemExit(1)"))
    told = check.explanation(check.run(loud)).splitlines()

    assert len(told) < 100
    assert told[-2].endswith(" lines more")
    assert told[-1].startswith("again: ")


def test_check_that_hangs_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "_LONGEST", 0.2)
    outcome = check.run(Check("hangs", (sys.executable, "-c", "import time; time.sleep(30)")))

    assert not outcome.ok
    assert "timed out" in outcome.output
