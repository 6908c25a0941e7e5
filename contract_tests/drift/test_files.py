"""Which files of a folder are pages: told by what they hold, whatever they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract_tests.drift.running import accepted
from contract_tests.facts.page import ROOT
from generator.docs.accepted import known_names
from generator.docs.folder import Pages, read_folder
from tools.example_pages import rendered

_PAGES = rendered(ROOT)
_MODEL = "kling-v1-i2v"
_FORMS = {
    "text": _PAGES[f"text-a/{_MODEL}.txt"],
    "HTML": _PAGES[f"html/{_MODEL}.html"],
    "Markdown": _PAGES[f"markdown/{_MODEL}.md"],
    "schema": _PAGES[f"api_schema/{_MODEL}.json"],
}


def _read(folder: Path) -> Pages:
    return read_folder(folder, lambda model: known_names(accepted(), model))


def _write(folder: Path, name: str, data: str | bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)


@pytest.mark.parametrize("form", _FORMS)
@pytest.mark.parametrize("name", ["kling-v1.5-i2i", "page.txt.1", "index.php", "Ünï 頁 (2).aspx"])
def test_a_page_is_read_whatever_its_file_is_called(tmp_path: Path, form: str, name: str) -> None:
    _write(tmp_path, f"deep/er/{name}", _FORMS[form])
    pages = _read(tmp_path)
    assert [(page.file, page.model) for page in pages.readings] == [(f"deep/er/{name}", _MODEL)]
    assert not pages.unread


def test_what_has_the_ending_of_something_else_and_is_no_page_is_passed_over(
    tmp_path: Path,
) -> None:
    script = "x = '<div><div><div><div>'; fetch('/other')\n"
    for name, data in (("a.css", "p {}"), ("b.js", script), ("c.png", b"\x89PNG\0"), ("d.csv", "")):
        _write(tmp_path, name, data)
    assert _read(tmp_path) == Pages()


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["CRLF", "CR"])
@pytest.mark.parametrize("form", _FORMS)
def test_line_ends_are_no_part_of_a_page(tmp_path: Path, form: str, end: str) -> None:
    _write(tmp_path, "page.txt", _FORMS[form])
    (plain,) = _read(tmp_path).readings
    _write(tmp_path, "page.txt", _FORMS[form].replace("\n", end))
    (page,) = _read(tmp_path).readings
    assert page == plain


@pytest.mark.parametrize("beside", ["{}_files", "{}.files"])
def test_what_a_browser_saves_beside_a_page_is_no_page(tmp_path: Path, beside: str) -> None:
    _write(tmp_path, "Kling V1.html", _FORMS["HTML"])
    folder = beside.format("Kling V1")
    _write(tmp_path, f"{folder}/saved_resource.html", "<html><body>frame</body></html>")
    _write(tmp_path, f"{folder}/manifest.json", "{}")
    pages = _read(tmp_path)
    assert [page.file for page in pages.readings] == ["Kling V1.html"]
    assert not pages.unread
    # Without its page it is a folder like others.
    (tmp_path / "Kling V1.html").unlink()
    assert [entry.file for entry in _read(tmp_path).unread] == [
        f"{folder}/manifest.json",
        f"{folder}/saved_resource.html",
    ]


def test_a_web_archive_is_told_as_one(tmp_path: Path) -> None:
    head = "From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\n"
    _write(tmp_path, "page.mhtml", head + _FORMS["HTML"].replace("=", "=3D"))
    pages = _read(tmp_path)
    assert not pages.readings
    (entry,) = pages.unread
    assert "save the page as HTML" in entry.problem
