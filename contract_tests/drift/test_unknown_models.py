"""Pages of invented models in both formats, held against what a careful reader drew from them.

The truth stands in ``unseen/<model>.json``, written from the intent of the page. Nothing in it may
be read otherwise; of the page without names only what it does not give away may be missing.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from contract_tests.drift.unseen_models import FOLDER, READ, known
from generator.docs.formats.reading import read_page
from generator.docs.names.candidates import Known
from generator.docs.page import ACROSS, Reading


def _truth(model: str) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads((FOLDER / f"{model}.json").read_text(encoding="utf-8"))
    return truth


def _page(model: str, form: str, names: Known) -> Reading:
    data = (FOLDER / f"{model}.{form}.txt").read_bytes()
    (page,) = read_page("page.txt", data, lambda _: names)
    assert isinstance(page, Reading)
    return page


def _facts(page: Reading) -> dict[tuple[str, str], Any]:
    """What the page says of each parameter, without examples."""
    beside = {"route", "auth", "response", "model"}
    return {
        (fact.subject, fact.keyword or fact.kind): fact.value
        for fact in page.facts
        if fact.subject not in beside and fact.kind != "example"
    }


def _across(page: Reading) -> list[dict[str, Any]]:
    return [{"kind": f.kind, "value": f.value} for f in page.facts if f.kind in ACROSS]


def _expected(truth: dict[str, Any]) -> dict[tuple[str, str], Any]:
    return {
        (subject, keyword): value
        for subject, said in truth["parameters"].items()
        for keyword, value in said.items()
    }


def test_there_are_models() -> None:
    assert len(READ) >= 5


@pytest.mark.parametrize("model", READ)
def test_a_page_with_names_is_read_whole(model: str) -> None:
    page, truth = _page(model, "a", known()), _truth(model)
    said, expected = _facts(page), _expected(truth)
    assert {key: value for key, value in said.items() if expected.get(key) != value} == {}
    # What stands with the entries of a list is shown by the page without names alone.
    missing = {key for key in expected if key not in said}
    assert {subject for subject, _ in missing} <= {f"{name}/items" for name in page.parameters}
    by_text = sorted(_across(page), key=json.dumps)
    assert by_text == sorted(truth["across"], key=json.dumps)
    assert sorted({entry.text for entry in page.sentences}) == truth["listed"]


@pytest.mark.parametrize("model", READ)
def test_a_page_without_names_says_nothing_wrong(model: str) -> None:
    names, truth = known(), _truth(model)
    page = _page(model, "b", names)
    expected = _expected(truth)
    wrong = {key: value for key, value in _facts(page).items() if expected.get(key) != value}
    assert wrong == {}
    assert [rule for rule in _across(page) if rule not in truth["across"]] == []
    # A name that the page has lost is had from a model that calls it so, as long as one does.
    by_itself = set(_page(model, "b", Known()).parameters)
    assert list(page.parameters) == [
        name for name in truth["named"] if name in by_itself | names.names
    ]
