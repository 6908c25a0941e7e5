"""`make look` shows pages as a real browser does, and says what is wrong with them."""

import struct
from pathlib import Path

import pytest

from tools import chromium, look

FITS = "<title>It</title><main><h1>Fits</h1></main><script>document.title = innerWidth</script>"
WIDE = "<div style='width: 900px'>Wide</div><script>throw new Error('broken')</script>"
HEAD = "<!doctype html><html lang=en><meta name=viewport content='width=device-width'>"


def _page(root: Path, name: str, body: str = "") -> Path:
    page = root / name
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"{HEAD}{body}", encoding="utf-8")
    return page


def test_pages_of_programs_and_docs_are_found_and_named(tmp_path: Path) -> None:
    for name in ("out/parity/index.html", "docs/a/b.html", "out/demo/result.html"):
        _page(tmp_path, name)
    found = look.pages(tmp_path)

    assert [look.name_of(tmp_path, page) for page in found] == ["parity", "docs-a-b"]


@pytest.mark.parametrize("missing", ["a page", "a browser"])
def test_nothing_to_show_or_to_show_it_with_is_no_failure(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    missing: str,
) -> None:
    if missing == "a browser":
        _page(tmp_path, "out/demo/index.html")
    monkeypatch.setattr(look, "ROOT", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert look.main() == 0
    assert capsys.readouterr().out.startswith("skipped: ")


def test_page_is_shown_at_each_size_and_its_faults_are_told(tmp_path: Path) -> None:
    program = chromium.find()
    if program is None:
        pytest.skip("no Chromium on PATH")
    fits, wide = _page(tmp_path, "fits.html", FITS), _page(tmp_path, "wide.html", WIDE)
    _, phone = look.SCREENS
    with chromium.running(program) as browser:
        good = browser.show(fits.as_uri(), phone, "dark")
        bad = browser.show(wide.as_uri(), phone, "light")

    assert struct.unpack(">II", good.png[16:24]) == (phone.width, phone.height)
    assert good.problems == []
    assert any("on a screen of 390 px" in problem for problem in bad.problems)
    assert any("broken" in problem for problem in bad.problems)
    assert any(problem.startswith("axe: document-title (serious)") for problem in bad.problems)
