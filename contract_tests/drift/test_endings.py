"""A page that tells of the end of its model: no difference of a request, and not passed over."""

from __future__ import annotations

import pytest

from contract_tests.drift.pages import Sheet, sheets
from contract_tests.drift.running import outcome, reading
from contract_tests.drift.seeds import needs_seeds

pytestmark = needs_seeds
_ENDS = (
    "Deprecated: this model will be removed on 1 March 2027.",
    "This model has been withdrawn.",
    "The endpoint is no longer available to new accounts.",
    "> **Warning** This API is going to be shut down in May.",
    "This version was retired, use the next one.",
)
# Headings, links of the navigation, and words of the same kind about other things.
_OTHERS = ("Deprecated models", "The sunset of the day is a good prompt", "Available to everybody")


@pytest.mark.parametrize("sheet", sheets(), ids=lambda sheet: sheet.model)
@pytest.mark.parametrize("words", _ENDS)
def test_it_is_listed_and_no_difference(sheet: Sheet, words: str) -> None:
    text = f"{words}\n{sheet.text}"
    (told,) = (entry for entry in reading(text).sentences if entry.line == 1)
    assert (told.text, told.subject) == (words, "model")
    assert outcome(text).differences == outcome(sheet.text).differences


@pytest.mark.parametrize("words", _OTHERS)
def test_other_words_at_the_top_are_not(words: str) -> None:
    for sheet in sheets():
        assert reading(f"{words}\n{sheet.text}").sentences == _one_lower(sheet)


def _one_lower(sheet: Sheet) -> tuple[object, ...]:
    return reading(f"\n{sheet.text}").sentences
