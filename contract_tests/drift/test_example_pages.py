"""The pages to try drift on: as they are rendered, read in every form, one of them changed."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from contract_tests.drift.running import contract
from contract_tests.facts.page import ROOT
from tools.example_pages import CHANGED, FOLDER, VERSION, changes, rendered

PAGES = ROOT / FOLDER
CHANGES = changes(contract().model(CHANGED))
_WRITTEN_FOR = (PAGES / VERSION).read_text(encoding="utf-8").strip()
# A spec that a later page has changed is another one than the pages were written from.
pytestmark = pytest.mark.skipif(
    contract().version != _WRITTEN_FOR,
    reason=f"written from version {_WRITTEN_FOR}: run python -m tools.example_pages",
)


@pytest.mark.page(CHANGED)
def test_the_changes_are_of_three_kinds() -> None:
    assert [(change.subject, change.was, change.now) for change in CHANGES] == [
        ("seed", None, "integer"),
        ("prompt", 2500, 2000),
        ("resolution", ["1k"], ["1k", "2k"]),
    ]


def test_they_are_as_rendered() -> None:
    files = rendered(ROOT)
    found = {
        path.relative_to(PAGES).as_posix(): path.read_text(encoding="utf-8")
        for path in PAGES.rglob("*")
        if path.is_file() and path.name != "README.md"
    }
    assert found == files


def test_exactly_the_change_is_found() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator", "drift", FOLDER, "--format", "json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    answer = json.loads(done.stdout)
    assert [
        (entry["subject"], entry["kind"], entry["was"], entry["is"], entry["class"])
        for entry in answer["differences"]
    ] == [
        (change.subject, change.kind, change.was, change.now, change.class_) for change in CHANGES
    ]
    assert {entry["page"]["file"] for entry in answer["differences"]} == {
        "text-a/kling-v1.5-i2i.txt"
    }
    formats = {page["format"] for page in answer["pages"]}
    assert formats == {"a", "b", "html", "md", "openapi", "path-item", "llms"}
    assert (answer["unread"], answer["sentences"]) == ([], [])
    limit = next(entry for entry in answer["differences"] if entry["kind"] == "limit")
    line = (ROOT / limit["spec"]["file"]).read_text(encoding="utf-8").split("\n")
    assert line[limit["spec"]["line"] - 1].strip() == f"maxLength: {limit['was']}"
    page = (PAGES / limit["page"]["file"]).read_text(encoding="utf-8").split("\n")
    assert page[limit["page"]["line"] - 1] == f"Required string length: 1 - {limit['is']}"
    assert limit["rules"] == ["kling-v1.5-i2i/prompt/maxLength"]
