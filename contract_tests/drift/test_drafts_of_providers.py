"""Pages of other providers become drafts that hold, and say what the page says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from contract_tests.drift.applying import applied, examined
from contract_tests.drift.unseen_models import FOLDER, READ, without_them
from contract_tests.facts.comparison import compare
from contract_tests.facts.page import ROOT, load_page
from generator.contract.load import load_contract


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    without_them(tmp_path / "root" / "spec")
    return tmp_path / "root"


def _pages(folder: Path, form: str) -> Path:
    pages = folder / "pages"
    pages.mkdir()
    for model in READ:
        shutil.copy(FOLDER / f"{model}.{form}.txt", pages / f"{model}.txt")
    return pages


@pytest.mark.parametrize("form", ["a", "b"])
def test_every_page_becomes_a_draft_that_says_the_same(
    form: str, root: Path, tmp_path: Path
) -> None:
    pages = _pages(tmp_path, form)
    done = applied(root, examined(root, pages))
    assert [entry.advice for entry in done.differences if entry.advice] == []
    assert {entry.model for entry in done.applied} == set(READ)
    # What the draft left out was told once.
    assert list(examined(root, pages).differences) == []
    # Nothing counts as accepted that the draft does not say.
    drafts = {model.id: model for model in load_contract(root).models}
    for path in sorted((root / "spec" / "facts").glob("*/*.json")):
        if path.stem in READ:
            assert compare(drafts[path.stem], load_page(path)) == [], path.stem


def test_a_kind_of_task_that_no_client_knows_is_left(root: Path, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    text = (FOLDER / "lipwave-1.5.a.txt").read_text(encoding="utf-8")
    (pages / "page.txt").write_text(text.replace("video-to-video", "video-to-audio"), "utf-8")
    (left,) = applied(root, examined(root, pages)).differences
    assert "video-to-audio" in left.advice


def test_a_kind_of_task_may_say_nothing_of_what_comes_out(root: Path, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    text = (FOLDER / "lipwave-1.5.a.txt").read_text(encoding="utf-8")
    (pages / "page.txt").write_text(text.replace("video-to-video", "lip-sync"), "utf-8")
    done = applied(root, examined(root, pages))
    assert any("does it make videos?" in question for question in done.questions)
    (model,) = (one for one in load_contract(root).models if one.id == "lipwave-1.5")
    assert (model.kind, model.output) == ("lip-sync", "video")
    assert model.path == "/api/v1/lip-sync/lipwave/lipwave-1.5/async"


def test_an_example_keeps_the_rules_of_its_page(root: Path, tmp_path: Path) -> None:
    applied(root, examined(root, _pages(tmp_path, "a")))
    models = {model.id: model for model in load_contract(root).models}
    (least,) = models["lipwave-1.5"].examples
    assert set(least.body) == {"video", "audio"}
    (least,) = models["pf-edit-3"].examples
    assert set(least.body) == {"image", "prompt", "mask"}


def test_a_draft_asks_for_what_it_leaves_out(root: Path, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    text = (FOLDER / "lipwave-1.5.a.txt").read_text(encoding="utf-8")
    old = "Required range: 0.8 <= x <= 2\n"
    assert old in text
    (pages / "page.txt").write_text(text.replace(old, f"{old}Must be a multiple of 0.2\n"), "utf-8")
    questions = applied(root, examined(root, pages)).questions
    assert any("voice_speed is a multiple of 0.2 is left out" in entry for entry in questions)


def test_a_sibling_that_comes_names_nothing_that_nobody_could_name(
    root: Path, tmp_path: Path
) -> None:
    """Two of pf-edit-3 have lost their names; kolora and pixa have some that sound so."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for name in ("pf-edit-3.b.txt", "kolora-style-1.a.txt", "pixa-2-i2i.txt"):
        shutil.copy(FOLDER / name, pages)
    done = applied(root, examined(root, pages))
    assert len(done.applied) == len(list(pages.iterdir()))
    assert list(examined(root, pages).differences) == []
    facts = json.loads((root / "spec/facts/pixelforge/pf-edit-3.json").read_text(encoding="utf-8"))
    schema = json.loads((ROOT / "schemas" / "facts.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(facts)
    lost = len(facts["unnamed"])
    assert lost
    # What is new on the page is told as before.
    page = pages / "pf-edit-3.b.txt"
    text = page.read_text(encoding="utf-8")
    page.write_text(text + "\nWhether to add a watermark to the result\ntrue\n")
    (found,) = examined(root, pages).differences
    assert (found.subject, found.was, found.is_) == ("watermark", None, "boolean")


def test_a_member_of_no_type_is_let_through_and_asked_for(root: Path, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    shutil.copy(FOLDER / "polymer-mi2v-2.a.txt", pages / "page.txt")
    questions = applied(root, examined(root, pages)).questions
    assert any("what is subjects/items/voice_id?" in question for question in questions)
    (model,) = (one for one in load_contract(root).models if one.id == "polymer-mi2v-2")
    (subjects,) = (field for field in model.request.fields if field.name == "subjects")
    assert subjects.shape.items is not None
    assert [member.name for member in subjects.shape.items.fields] == ["id", "images"]
    assert not subjects.shape.items.closed
