"""Several pages of one model in one folder: what they agree on is written, a dispute is not."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from contract_tests.drift.running import accepted, contract, found, outcome, read
from contract_tests.facts.page import ROOT
from generator.docs.accepted import known_names
from generator.docs.command import examine
from generator.docs.comparing import Difference
from generator.docs.folder import Pages, read_folder
from generator.docs.page import PageError, Reading
from generator.docs.patching import Applied, apply_differences
from tools.example_pages import rendered

_PAGES = rendered(ROOT)
_SHORTER = ("length: 1 - 2500", "length: 1 - 2400")


def _found_in(folder: Path, **pages: tuple[str, tuple[str, str] | None]) -> list[Difference]:
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
    (found,) = _found_in(tmp_path, old=(page, None), new=(page, _SHORTER))
    assert (found.file, found.keyword, found.is_) == ("new.txt", "maxLength", 2400)
    assert "old.txt" in found.advice
    assert not found.certain


def test_two_pages_that_agree_are_believed(tmp_path: Path) -> None:
    page = "text-a/kling-v1-i2v.txt"
    found = _found_in(tmp_path, one=(page, _SHORTER), other=(page, _SHORTER))
    assert [entry.file for entry in found] == ["one.txt", "other.txt"]
    assert all(entry.certain for entry in found)


def test_another_form_may_lag_behind(tmp_path: Path) -> None:
    (found,) = _found_in(
        tmp_path,
        a=("text-a/kling-v1-i2v.txt", _SHORTER),
        b=("text-b/kling-v1-i2v.txt", None),
    )
    assert found.certain


def _moved(page: str, limit: int) -> str:
    return re.sub(r"\b2500\b", str(limit), _PAGES[page], count=1)


@pytest.mark.page("kling-v1-i2v")
def test_two_forms_that_moved_to_different_values_are_for_a_person() -> None:
    pages = [_moved(f"{page}/kling-v1-i2v.{end}", limit) for page, end, limit in (
        ("text-a", "txt", 2400), ("api_schema", "json", 2300))]  # fmt: skip
    one, other = outcome(*pages).differences
    assert (one.is_, other.is_) == (2400, 2300)
    assert "page1.txt, a page of the same model, says 2300" in one.advice
    assert not one.certain
    assert not other.certain


def _applied(root: Path, pages: Pages) -> Applied:
    """Written into a copy of the spec, whose check is another test's."""
    shutil.copytree(ROOT / "spec", root / "spec")
    shutil.copy(ROOT / "CHANGELOG.md", root)
    done = examine("pages", pages, contract(), accepted())
    return apply_differences(
        root, done.differences, done.readings, contract(), accepted(), lambda _: []
    )


@pytest.mark.page("kling-v1-i2v")
def test_what_two_pages_say_alike_is_written_once(tmp_path: Path) -> None:
    text = _PAGES["text-a/kling-v1-i2v.txt"]
    text = re.sub(r"\nnegative_prompt\n.*?(?=\ncfg_scale\n)", "", text, flags=re.DOTALL)
    pages = Pages([entry for name in ("one.txt", "other.txt") for entry in read(text, name)
                   if isinstance(entry, Reading)])  # fmt: skip
    done = _applied(tmp_path, pages)
    assert [(entry.file, entry.subject, entry.is_) for entry in done.applied] == [
        ("one.txt", "negative_prompt", None),
        ("other.txt", "negative_prompt", None),
    ]
    log = (tmp_path / "CHANGELOG.md").read_text(encoding="utf-8")
    assert log.count("`kling-v1-i2v`, negative_prompt, parameter gone") == 1


@pytest.mark.page("kling-v1-i2v")
def test_a_document_may_have_a_model_under_each_of_its_paths(tmp_path: Path) -> None:
    document = json.loads(_PAGES["openapi.json"].replace('"maxLength": 2500', '"maxLength": 2400'))
    (path,) = (path for path in document["paths"] if "kling-v1-i2v" in path)
    paths = [*dict(contract().model("kling-v1-i2v").routes).values()]
    document["paths"] = dict.fromkeys(reversed(paths), document["paths"][path])
    pages = Pages([e for e in read(json.dumps(document)) if isinstance(e, Reading)])
    assert len(pages.readings) == 1
    differences = examine("pages", pages, contract(), accepted()).differences
    assert {(entry.subject, entry.keyword) for entry in differences} == {
        ("prompt", "maxLength"),
        ("negative_prompt", "maxLength"),
    }
    assert len(_applied(tmp_path, pages).applied) == 2
    # Without the path of the spec the first of the others is told.
    del document["paths"][path], document["paths"][paths[2]]
    assert ("route", "path", path, paths[1]) in found(json.dumps(document))


@pytest.mark.page("kling-v1-i2v")
def test_a_model_of_the_same_name_at_another_provider_is_for_a_person() -> None:
    text = _moved("text-a/kling-v1-i2v.txt", 2400).replace(
        "/kling/kling-v1-i2v", "/ink/kling-v1-i2v"
    )
    differences = outcome(text).differences
    assert {entry.subject for entry in differences} == {"route", "prompt"}
    assert all("is one of ink" in entry.advice for entry in differences)


def _schema(provider: str, model: str, count: int) -> str:
    """A page of a model with so many integers."""
    schema = {"properties": {f"p{n}": {"type": "integer", "maximum": n + 9} for n in range(count)}}
    operation = {"requestBody": {"content": {"application/json": {"schema": schema}}}}
    return json.dumps({"paths": {f"/api/v1/{provider}/{model}/async": {"post": operation}}})


def test_a_page_that_changes_everything_is_for_a_person(tmp_path: Path) -> None:
    (page,) = read(_schema("kling", "kling-v1-i2v", 150))
    assert isinstance(page, Reading)
    done = _applied(tmp_path, Pages([page]))
    assert not done.applied
    assert all("more than 100" in e.advice for e in done.differences if e.certainty >= 0.8)


def test_a_run_drafts_no_more_models_than_a_person_can_look_at(tmp_path: Path) -> None:
    pages = [read(_schema("ink", f"ink-{n}-t2i", 1), f"{n}.json")[0] for n in range(60)]
    done = _applied(tmp_path, Pages([page for page in pages if isinstance(page, Reading)]))
    assert len(done.applied) == 50
    assert sum("more than 50 new models" in entry.advice for entry in done.differences) == 10


def test_a_page_of_more_parameters_than_any_model_has_is_refused() -> None:
    (page,) = read(_schema("ink", "ink-1-t2i", 500))
    assert isinstance(page, Reading)
    with pytest.raises(PageError, match="501 parameters of ink-1-t2i: at most 500"):
        read(_schema("ink", "ink-1-t2i", 501))
    with pytest.raises(PageError, match="no submit of a model"):
        read(_schema("ink", "i" * 65, 1))
