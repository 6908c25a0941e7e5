"""What a decision settled is told again once the page says something else, and not before."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from contract_tests.counts import record
from contract_tests.drift.running import outcome
from contract_tests.drift.seeds import needs_seeds, seed
from contract_tests.facts.page import ROOT
from generator.docs.comparing import Difference
from tools.example_pages import rendered


class Case(NamedTuple):
    """Words of a page under others; ``told`` is what a run says then: subject, kind, class."""

    decision: int
    page: str
    words: tuple[tuple[str, str], ...]
    told: set[tuple[str, str, str]]


_EITHER = " (at least one of image or image_tail required)"
_FOUR = "at least one of prompt, subject_images, scene_image, or style_image"
_SUM = "image_list + element_list must not exceed 10"
_ONLY = " Only available when image_reference='subject'."
_REFERENCES = " Can use <<<image_1>>>, <<<image_2>>> etc. to reference images from image_list"
CASES = [
    Case(1, "004", ((_EITHER, ""),), {("model", "at-least-one", "documentation")}),
    Case(
        1,
        "004",
        (("\nimage\nstring\nrequired\n", "\nimage\nstring\n"),),
        # Both statements held when the image was there; now the weaker one is all there is.
        {("image", "required", "loosening"), ("model", "at-least-one", "breaking")},
    ),
    Case(2, "004", ((" and camera control", ""),), {("model", "exclusion", "documentation")}),
    Case(2, "004", ((" and camera_control", ""),), {("model", "exclusion", "documentation")}),
    Case(
        3,
        "004",
        (
            ("(mutually exclusive with motion brush", "(mutually exclusive with static_mask"),
            ("mutually exclusive with image_tail and", "mutually exclusive with"),
        ),
        {("model", "exclusion", "loosening")},
    ),
    Case(
        5,
        "000",
        ((f", but {_FOUR} should be provided", ""),),
        {("model", "at-least-one", "loosening")},
    ),
    Case(
        5,
        "000",
        ((_FOUR, _FOUR.replace("scene_image, ", "")),),
        {("model", "at-least-one", "breaking")},
    ),
    Case(
        6,
        "000",
        (("image_reference, image_fidelity, or", "image_reference, or"),),
        {("image_fidelity", "unsupported", "documentation")},
    ),
    Case(8, "002", ((_ONLY, ""),), {("model", "requires", "loosening")}),
    Case(
        8,
        "002",
        (("image_reference='subject'", "image_reference='face'"),),
        {("model", "requires", "breaking")},
    ),
    Case(9, "003", ((_SUM, _SUM.replace("10", "12")),), {("model", "count-sum", "contradiction")}),
    Case(10, "003", ((_REFERENCES, ""),), {("model", "reference", "documentation")}),
]
# The same said otherwise, or as strictly as it was decided to be meant.
SAME = [
    ("000", "should be provided", "must be provided"),
    ("000", "This model does NOT support:", "Not supported by this model:"),
    (
        "004",
        "(mutually exclusive with image_tail and",
        "(cannot be used together with image_tail or",
    ),
    ("004", "at least one of image or image_tail required", "image or image_tail is required"),
    (
        "002",
        "Only available when image_reference='subject'",
        "Only valid if image_reference is subject",
    ),
    (
        "003",
        "Total count of image_list + element_list must not exceed 10 items",
        "image_list and element_list together must not exceed 10 items",
    ),
]


@needs_seeds
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.decision}-{case.page}")
def test_it_is_told_again_when_the_page_changes(case: Case) -> None:
    before = seed(case.page)
    assert _told(before) == []
    text = before
    for old, new in case.words:
        assert old in text
        text = text.replace(old, new)
    found = _told(text)
    assert {(entry.subject, entry.kind, entry.class_) for entry in found} == case.told
    for entry in found:
        # What had been set aside says which decision to look at.
        if entry.class_ == "documentation" and entry.kind in ("at-least-one", "exclusion"):
            assert f"decision-{case.decision} rests on this statement" in entry.advice
    record("decisions told again after a change of their page", 1)


@needs_seeds
@pytest.mark.parametrize(("page", "old", "new"), SAME)
def test_other_words_for_the_same_reopen_nothing(page: str, old: str, new: str) -> None:
    text = seed(page)
    assert old in text
    assert _told(text.replace(old, new)) == []


@pytest.mark.page("kling-v1.6-mi2v")
def test_a_flag_that_was_decided_is_read_where_a_form_shows_flags() -> None:
    """Decision 7 stands for flags that the page had lost; a page that has flags speaks itself."""
    page = rendered(ROOT)["text-a/kling-v1.6-mi2v.txt"]
    assert _told(page) == []
    flagged = "\nprompt\nstring\nrequired\n"
    assert flagged in page
    (entry,) = _told(page.replace(flagged, "\nprompt\nstring\n"))
    assert (entry.subject, entry.kind, entry.is_, entry.class_) == (
        "prompt",
        "required",
        False,
        "loosening",
    )


def _told(text: str) -> list[Difference]:
    return list(outcome(text).differences)
