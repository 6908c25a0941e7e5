"""The demo does what it promises, and says in one line when it cannot."""

from __future__ import annotations

import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from contract_tests.mock.decoders import boxes, decode_png
from contract_tests.mock_api import load_catalog
from examples import demo

pytestmark = pytest.mark.slow


class Page(HTMLParser):
    """Collects the elements of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the demo ran into."""
    folder = tmp_path_factory.mktemp("demo")
    assert demo.main(folder) == 0
    return folder


def test_every_model_has_its_files_and_they_decode(folder: Path) -> None:
    wanted = sum(offer.example.get("n", 1) for offer in load_catalog().offers)
    files = sorted((folder / "files").iterdir())
    assert len(files) == wanted
    for file in files:
        content = file.read_bytes()
        if file.suffix == ".mp4":
            assert "moov" in boxes(content)
        else:
            assert min(decode_png(content)) > 0


def test_the_page_shows_every_file_and_asks_for_nothing_else(folder: Path) -> None:
    text = (folder / "index.html").read_text(encoding="utf-8")
    page = Page(text)
    shown = {attributes["src"] for attributes in page.all("img", "video")}
    assert shown == {f"files/{file.name}" for file in (folder / "files").iterdir()}
    assert not page.all("script", "link", "iframe", "style:import")
    assert not re.search(r"url\(|@import|https?://(?!example\.com)", text)


def test_the_page_can_be_read_by_everybody(folder: Path) -> None:
    text = (folder / "index.html").read_text(encoding="utf-8")
    page = Page(text)
    assert page.all("html")[0]["lang"] == "en"
    assert page.all("title")
    assert page.all("caption")
    assert all(image["alt"] for image in page.all("img"))
    assert all(clip["aria-label"] for clip in page.all("video"))
    assert {cell["scope"] for cell in page.all("th")} == {"col", "row"}
    assert "prefers-color-scheme: dark" in text
    for scheme in re.findall(r"--back: (#\w{6}); --text: (#\w{6}); --quiet: (#\w{6})", text):
        back, *texts = scheme
        assert all(contrast(back, colour) >= 4.5 for colour in texts)


def contrast(first: str, second: str) -> float:
    """WCAG 2.2, contrast ratio of two colours."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_the_refused_request_is_shown_with_its_rule(folder: Path) -> None:
    text = (folder / "index.html").read_text(encoding="utf-8")
    assert "kling-v1-i2v/rule/image_tail_or_static_mask" in text


def test_a_second_run_replaces_the_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {file.name for file in (folder / "files").iterdir()}
    assert demo.main(folder) == 0
    after = {file.name for file in (folder / "files").iterdir()}
    assert len(before) == len(after)
    assert not before & after
    output = capsys.readouterr().out
    for offer in load_catalog().offers:
        assert offer.id in output
    assert all(name in output for name in after)


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[str]]:
    """The processes that the demo started."""
    started: list[subprocess.Popen[str]] = []
    original = subprocess.Popen

    def start(*args: Any, **options: Any) -> subprocess.Popen[str]:
        started.append(original(*args, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    return started


def test_a_failing_job_is_one_line_and_the_mock_is_ended(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    processes: list[subprocess.Popen[str]],
) -> None:
    jobs = [demo.Job("kling-v1-i2v", {"nothing": "of it"})]
    monkeypatch.setattr(demo, "read_jobs", lambda _: jobs)
    assert demo.main(tmp_path) == 1
    problems = capsys.readouterr().err
    assert problems.startswith("demo: ")
    assert problems.count("\n") == 1
    (process,) = processes
    assert process.poll() is not None


def test_a_mock_that_does_not_start_is_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    processes: list[subprocess.Popen[str]],
) -> None:
    monkeypatch.setattr(demo, "read_jobs", lambda _: [demo.Job("kling-v1-i2v", {})])
    monkeypatch.setattr(demo, "ROOT", tmp_path)  # there is no mock to be found there
    assert demo.main(tmp_path / "demo") == 1
    problems = capsys.readouterr().err
    assert problems.startswith("demo: the mock API did not start: ")
    assert problems.count("\n") == 1
    assert processes[0].poll() is not None


def test_without_a_generated_client_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(demo.DemoError, match="generator generate"):
        demo.read_jobs(tmp_path / "openapi.json")
