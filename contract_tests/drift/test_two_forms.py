"""A page that comes again, in the other form: what that form cannot show is not gone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from contract_tests.drift.applying import applied, examined
from contract_tests.drift.invented import text_with_names, text_without_names
from contract_tests.drift.unseen_models import without_them
from generator.contract.load import load_contract
from generator.contract.types import Json

_PROMPT = 'Text that describes the picture\n1 - 900"A cup of tea"'
_MUSIC = "Whether background music is added to what was asked for"
_BGM = f"bgm\nboolean\ndefault:false\n\n{_MUSIC}"
_STILLS = (
    'List of stills\n1 - 2 elementsStill URL or Base64 encoded string\n1[\n"https://e.com/a.jpg"\n]'
)


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    without_them(tmp_path / "root" / "spec")
    return tmp_path / "root"


def _then(root: Path, first: str, second: str) -> dict[tuple[str, str], tuple[Any, Any]]:
    """What the second page says otherwise of the request, once the first one was accepted."""
    pages = root.parent / "pages"
    pages.mkdir()
    (pages / "page.txt").write_text(first, encoding="utf-8")
    assert applied(root, examined(root, pages)).applied
    (pages / "page.txt").write_text(second, encoding="utf-8")
    return {
        (entry.subject, entry.keyword or entry.kind): (entry.was, entry.is_)
        for entry in examined(root, pages).differences
        if entry.subject not in ("route", "response")
    }


def test_a_parameter_of_which_only_a_line_is_left_is_not_gone(root: Path) -> None:
    found = _then(root, text_with_names(_BGM), text_without_names(_PROMPT, _MUSIC))
    assert ("bgm", "type") not in found


def test_a_parameter_without_a_line_is_gone(root: Path) -> None:
    found = _then(root, text_with_names(_BGM), text_without_names(_PROMPT))
    assert found["bgm", "type"] == ("boolean", None)


def test_what_binds_the_entries_of_a_list_is_folded_away_where_names_are_kept(root: Path) -> None:
    """Pages with names print the type of a list alone; a tighter count is told all the same."""
    stills = "stills\nstring[]\n\nList of stills\n\nRequired array length: 1 - 3 elements"
    without = text_without_names(_PROMPT, _STILLS, call={"stills": ["https://e.com/a.jpg"]})
    found = _then(root, without, text_with_names(stills))
    assert {key: value for key, value in found.items() if key[0].startswith("stills")} == {
        ("stills", "maxItems"): (2, 3)
    }


def test_a_statement_about_a_parameter_that_nothing_describes_is_told_once(root: Path) -> None:
    note = "Note: crop_box and zoom_level are mutually exclusive."
    assert _then(root, _of_a_part(note), _of_a_part(note)) == {}


def test_another_statement_about_such_a_parameter_is_told(root: Path) -> None:
    note = "Note: crop_box and zoom_level are mutually exclusive."
    other = "Note: crop_box and prompt are mutually exclusive."
    found = _then(root, _of_a_part(note), _of_a_part(other))
    assert set(found) == {("model", "exclusion")}


def _of_a_part(note: str) -> str:
    part = 'Part of the picture\n"0,0,9,9"'
    return text_without_names(note, _PROMPT, part, call={"prompt": "A cup of tea"})


def test_what_is_required_after_all_goes_into_the_example_of_a_draft(root: Path) -> None:
    """A page without names has lost the flags: the first example had no more than the prompt."""
    size = (
        'size\nenum<string>\nrequired\n\nOutput size\n\nAvailable options:\nS,\nL\nExample:\n\n"S"'
    )
    call: Json = {"prompt": "A cup of tea", "size": "S"}
    without = text_without_names(_PROMPT, 'Output size\nS, L "S"', call=call)
    found = _then(root, without, text_with_names(size))
    assert found["size", "required"] == (False, True)
    pages = root.parent / "pages"
    done = applied(root, examined(root, pages))
    assert [entry.advice for entry in done.differences if entry.kind == "required"] == ["", ""]
    (model,) = (one for one in load_contract(root).models if one.id == "inkwell-7")
    assert [set(example.body) for example in model.examples] == [{"prompt", "size"}]


def test_a_draft_shows_an_address_where_the_page_shows_one(root: Path) -> None:
    clip = (
        'video_url\nstring\nrequired\n\nClip\n\nExample:\n\n"https://cdn.page.net/7/talk.mp4?x=1"'
    )
    hook = 'hook_url\nstring\n\nHook\n\nExample:\n\n"https://page.net/talk.mp4"'
    assert _then(root, text_with_names(clip, hook), text_with_names(clip, hook)) == {}
    (model,) = (one for one in load_contract(root).models if one.id == "inkwell-7")
    (example,) = model.examples
    assert example.body["video_url"] == "https://example.com/file"
    shown = {field.name: field.examples for field in model.request.fields}
    assert shown["hook_url"] == ("https://example.com/file.mp4",)
