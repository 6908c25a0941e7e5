"""What pages say of the members of a list's entries is none of the list's."""

from __future__ import annotations

import pytest

from contract_tests.drift.invented import listed, rules, said, with_names

_SUBJECTS = (
    "subjects\nobject[]\n\nWho appears. Each object has {}\n\n"
    "Required array length: 1 - 7 elements\n"
    'Example:\n[\n{{ "id": "hero", "images": ["https://example.com/1.jpg"] }}\n]'
)


@pytest.mark.parametrize(
    "words",
    [
        "an 'id' (required, up to 32 characters) and 'images' (required, 1 to 3 URLs)",
        "an 'id' of at most 32 characters, and 'images': 1-3 images",
        "an 'id' (no more than 32 characters) and up to 3 'images'",
    ],
)
def test_a_limit_of_a_member_is_none_of_the_list(words: str) -> None:
    page = with_names(_SUBJECTS.format(words))
    facts = [fact.value for fact in page.facts if fact.key == ("subjects", "limit", "maxItems")]
    assert facts == [7]
    assert said(page, "subjects/items/id")["maxLength"] == 32
    assert said(page, "subjects/items/images/items")["type"] == "string"
    # How many images there may be is not read, so a person is told.
    assert listed(page) == [f"Each object has {words}"]


def test_a_limit_after_the_sentence_is_the_list_s_again() -> None:
    page = with_names(
        "frames\nobject[]\n\nEach entry must contain a 'time' field and an 'image' field. "
        "2 to 9 entries\n"
    )
    assert said(page, "frames")["maxItems"] == 9
    assert listed(page) == []


@pytest.mark.parametrize(
    ("values", "kind"),
    [("0, 0.5, 2", "number"), ("0, 1, 2", "integer"), ("0, 'left', 2", None), ("1.5, 2", "number")],
)
def test_a_member_has_the_type_of_all_values_that_an_example_shows(
    values: str, kind: str | None
) -> None:
    entries = ", ".join(f'{{ "at": {value} }}' for value in values.replace("'", '"').split(", "))
    page = with_names(f"path\nobject[]\n\nPoints of the path\n\nExample:\n[\n{entries}\n]")
    assert said(page, "path/items/at").get("type") == kind


def test_a_list_of_numbers_may_show_whole_ones_among_them() -> None:
    page = with_names("weights\nnumber[]\n\nWeights\n\nExample:\n[\n1,\n0.5\n]")
    assert said(page, "weights/items")["type"] == "number"


def test_words_that_two_descriptions_share_are_no_parameters() -> None:
    page = with_names(
        "styles\nstring[]\n\nStyles to mix, at least one and at most 4",
        "count\ninteger\n\nHow many. When the styles are mixed, at most 4",
    )
    assert rules(page) == []
