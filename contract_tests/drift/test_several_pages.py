"""Several pages of one model in one folder: what they agree on is written, a dispute is not."""

from __future__ import annotations

from pathlib import Path

from contract_tests.drift.running import accepted, contract
from contract_tests.facts.page import ROOT
from generator.docs.accepted import known_names
from generator.docs.command import examine
from generator.docs.comparing import Difference
from generator.docs.folder import read_folder
from tools.example_pages import rendered

_PAGES = rendered(ROOT)
_SHORTER = ("length: 1 - 2500", "length: 1 - 2400")


def _found(folder: Path, **pages: tuple[str, tuple[str, str] | None]) -> list[Difference]:
    for name, (page, change) in pages.items():
        text = _PAGES[page]
        if change is not None:
            assert change[0] in text
            text = text.replace(*change, 1)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    read = read_folder(folder, lambda model: known_names(accepted(), model))
    assert not read.unread
    return list(examine("pages", read, contract(), accepted()).differences)


def test_two_pages_that_disagree_change_nothing(tmp_path: Path) -> None:
    page = "text-a/kling-v1-i2v.txt"
    (found,) = _found(tmp_path, old=(page, None), new=(page, _SHORTER))
    assert (found.file, found.keyword, found.is_) == ("new.txt", "maxLength", 2400)
    assert "old.txt" in found.advice
    assert not found.certain


def test_two_pages_that_agree_are_believed(tmp_path: Path) -> None:
    page = "text-a/kling-v1-i2v.txt"
    found = _found(tmp_path, one=(page, _SHORTER), other=(page, _SHORTER))
    assert [entry.file for entry in found] == ["one.txt", "other.txt"]
    assert all(entry.certain for entry in found)


def test_another_form_may_lag_behind(tmp_path: Path) -> None:
    (found,) = _found(
        tmp_path,
        a=("text-a/kling-v1-i2v.txt", _SHORTER),
        b=("text-b/kling-v1-i2v.txt", None),
    )
    assert found.certain
