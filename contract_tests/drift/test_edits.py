"""Edits by hand on the pages of the spec: each difference, its class, its line."""

from __future__ import annotations

import pytest

from contract_tests.drift.running import accepted, contract, reading
from contract_tests.drift.seeds import needs_seeds, seed
from generator.docs.comparing import compare
from generator.docs.comparing.difference import Difference

pytestmark = needs_seeds

_SUM = "{'parameters': ['image_list', 'element_list'], 'maximum': %d}"
_FOUR = "['prompt', 'subject_images', '%s', 'style_image']"
# Page, replacements, differences: subject, kind, was, is, class, how the line begins.
_EDITS = {
    "a server of another name": (
        "002",
        (("https://api.modellix.ai", "https://api.modellix.dev"),),
        ("route server https://api.modellix.ai -> https://api.modellix.dev, breaking @ --url",),
    ),
    "one of two calls goes elsewhere": (
        "000",
        (("/kling-v2-mi2i/async", "/kling-v2-mi2i"),),
        (
            (
                "route path /api/v1/kling/kling-v2-mi2i/async -> /api/v1/kling/kling-v2-mi2i, "
                "contradiction @ --url"
            ),
        ),
    ),
    "another code for what was accepted": (
        "002",
        (('"code": 0,', '"code": 200,'),),
        ("response response {'code': 'int'} -> {'code': 200}, breaking @ {",),
    ),
    "a comma within a number": ("002", (("1 - 2500", "1 - 2,500"),), ()),
    "a comma within another number": (
        "002",
        (("1 - 2500", "1 - 3,500"),),
        ("prompt maxLength 2500 -> 3500, loosening @ Required string length",),
    ),
    "a whole number with a point": ("002", (("1 <= x <= 9", "1 <= x <= 9.000"),), ()),
    "a fraction that binds whole numbers alike": (
        "002",
        (("1 <= x <= 9", "1 <= x <= 9.5"),),
        ("? n: the maximum of a whole number is 9.5",),
    ),
    "a fraction that binds whole numbers otherwise": (
        "002",
        (("1 <= x <= 9", "1 <= x <= 4.5"),),
        (
            "n maximum 9 -> 4, breaking @ Required range",
            "? n: the maximum of a whole number is 4.5",
        ),
    ),
    "Base64 no longer named": (
        "002",
        (("(Base64 encoded or URL)", "(URL)"),),
        ("image image ['url', 'base64'] -> None, documentation @ string",),
    ),
    "a smaller sum, in each place": (
        "003",
        (
            ("must not exceed 10 items", "must not exceed 8 items"),
            ("Maximum 10 items total", "Maximum 8 items total"),
            ("Maximum 10 items total", "Maximum 8 items total"),
        ),
        (f"model count-sum {_SUM % 10} -> {_SUM % 8}, breaking @ Note: Total",),
    ),
    "another name in the note, and its description": (
        "000",
        (
            ("scene_image, or", "background_image, or"),
            ("Scene reference image", "Background reference image"),
            ("scene replacement", "background replacement"),
        ),
        (
            "background_image type None -> string, addition @ 1",
            "scene_image type string -> None, breaking @ -",
            (
                f"model at-least-one {_FOUR % 'scene_image'} -> {_FOUR % 'background_image'}, "
                "breaking @ Note: All"
            ),
        ),
    ),
    "the same note in other words": (
        "000",
        (
            (
                (
                    "at least one of prompt, subject_images, scene_image, or style_image should be "
                    "provided"
                ),
                "prompt, subject_images, scene_image and style_image cannot all be empty",
            ),
        ),
        (),
    ),
    "a parameter that goes away some day": (
        "004",
        (("cfg_scale\nnumber\n", "cfg_scale\nnumber | null\ndeprecated\n"),),
        ("? cfg_scale: deprecated", "? cfg_scale: of type number | null"),
    ),
    "a rule that was softened": (
        "002",
        (("Only available when image_reference", "Takes effect only when image_reference"),),
        (
            (
                "model requires {'parameter': 'human_fidelity', 'needs': {'image_reference': "
                "'subject'}} -> None, loosening @ -"
            ),
            "? Takes effect only when image_reference='subject'.",
        ),
    ),
    "four at once": (
        "004",
        (
            ("default:std", "default:pro"),
            ("length: 1 - 2500", "length: 1 - 2000"),
            ("5,\n10\n", "5,\n8,\n10\n"),
            ("image_tail\nstring\n", "image_tail\nstring\nrequired\n"),
        ),
        (
            "duration enum [5, 10] -> [5, 8, 10], loosening @ 5,",
            "image_tail required False -> True, breaking @ required",
            "mode default std -> pro, documentation @ default:pro",
            "prompt maxLength 2500 -> 2000, breaking @ Required string length",
        ),
    ),
}


@pytest.mark.parametrize("name", _EDITS)
def test_an_edit_is_told_as_what_it_is(name: str) -> None:
    page, changes, expected = _EDITS[name]
    text = seed(page)
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    read = reading(text)
    lines = ["-", *text.split("\n")]
    found = [
        f"{_told(entry)} @ {lines[entry.line or 0].strip()}"
        for entry in compare(read, contract(), accepted()).differences
    ]
    found += [f"? {sentence.text}" for sentence in read.sentences]
    assert len(found) == len(expected), found
    for got, wanted in zip(sorted(found), sorted(expected), strict=True):
        assert got.startswith(wanted)


def _told(entry: Difference) -> str:
    kind = entry.keyword or entry.kind
    return f"{entry.subject} {kind} {entry.was} -> {entry.is_}, {entry.class_}"


def test_what_an_unread_sentence_may_still_say_is_not_taken_out_of_the_spec() -> None:
    text = seed("002").replace("Only available when image", "Usable given that image")
    text = text.replace("Required string length: 1 - 2500", "Must be 2 500 characters at most")
    differences = compare(reading(text), contract(), accepted()).differences
    gone = [entry for entry in differences if entry.is_ is None]
    assert {entry.keyword for entry in gone} >= {"minLength", "maxLength"}
    for entry in gone:
        assert not entry.certain, entry
