"""A page that tells of the end of its model: no difference of a request, and not passed over."""

from __future__ import annotations

import pytest

from contract_tests.drift.running import found, reading
from contract_tests.facts.page import ROOT
from tools.example_pages import rendered

_PAGES = {name: text for name, text in rendered(ROOT).items() if name.startswith("text-")}
_ENDS = (
    "Deprecated: this model will be removed on 1 March 2027.",
    "This model has been withdrawn.",
    "The endpoint is no longer available to new accounts.",
    "> **Warning** This API is going to be shut down in May.",
    "This version was retired, use the next one.",
)
# Headings, links of the navigation, and words of the same kind about other things.
_OTHERS = ("Deprecated models", "The sunset of the day is a good prompt", "Available to everybody")


def test_there_are_pages_in_both_forms() -> None:
    assert {name.split("/")[0] for name in _PAGES} == {"text-a", "text-b"}


@pytest.mark.parametrize("words", _ENDS)
def test_it_is_listed_and_no_difference(words: str) -> None:
    for page in _PAGES.values():
        text = f"{words}\n{page}"
        (told,) = (entry for entry in reading(text).sentences if entry.line == 1)
        assert (told.text, told.subject) == (words, "model")
        assert found(text) == found(page)


@pytest.mark.parametrize("words", _OTHERS)
def test_other_words_at_the_top_are_not(words: str) -> None:
    for page in _PAGES.values():
        assert reading(f"{words}\n{page}").sentences == reading(f"\n{page}").sentences
