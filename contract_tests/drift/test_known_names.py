"""Pages without names of a model that was read with names: who is who, and what is gone."""

from __future__ import annotations

from contract_tests.drift.invented import rules, said, with_names, without_names
from generator.docs.names.candidates import Known, candidates, fingerprint
from generator.docs.page import ACROSS, Reading, names_of

_PROMPT = 'Text that describes the picture\n1 - 900"A cup of tea"'
_FUNCTION = (
    "function\nenum<string>\n\nWhat to do\n\nAvailable options:\nrepaint_area,\nexpand_all\n"
    'Example:\n\n"expand_all"'
)
_MASK = (
    "mask_image_url\nstring\n\nMask. Required when function is 'repaint_area'\n\nExample:\n\n"
    '"https://e.com/mask.png"'
)


def _known(page: Reading, unnamed: frozenset[str] = frozenset()) -> Known:
    tied = (names_of(fact) for fact in page.facts if fact.kind in ACROSS)
    return Known(
        own=candidates(page.facts, own=True),
        tied=frozenset[str]().union(*tied),
        unnamed=unnamed,
    )


def _number(name: str, words: str, most: int) -> str:
    return f"{name}\nnumber\n\n{words}\n\nRequired range: 1 <= x <= {most}\nExample:\n\n1.5"


def test_a_value_is_no_name_whatever_its_form() -> None:
    page = without_names(
        _PROMPT,
        'What to do\nrepaint_area, expand_all "expand_all"',
        'Where to paint. Must be given if function is repaint_area\n"https://e.com/mask.png"',
        known=_known(with_names(_FUNCTION, _MASK)),
    )
    assert page.parameters == ("prompt", "function", "mask_image_url")
    assert [kind for kind, _ in rules(page)] == ["requires"]


def test_the_last_of_its_kind_is_known_by_that() -> None:
    """Its example has changed, and no word of it is in its name."""
    hint = "flow_hint\nboolean\n\nWhether short texts are rewritten\n\nExample:\n\ntrue"
    page = without_names(
        _PROMPT,
        'What to do\nrepaint_area, expand_all "expand_all"',
        "Whether short texts are rewritten\nfalse",
        known=_known(with_names(hint, _FUNCTION)),
    )
    assert page.unnamed == ()
    assert said(page, "flow_hint")["type"] == "boolean"


def test_of_two_that_are_alike_neither_is_surely_gone() -> None:
    """The one that is left may be either."""
    before = with_names(_number("top_ratio", "Upward", 2), _number("base_ratio", "Downward", 2))
    page = without_names(_PROMPT, "Upward\n1 <= x <= 21.5", known=_known(before))
    assert len(page.parameters) == 2
    assert page.removal_certainty < 0.8
    page = without_names(_PROMPT, known=_known(with_names(_number("top_ratio", "Upward", 2))))
    assert page.parameters == ("prompt",)
    assert page.removal_certainty > 0.8


def test_what_was_nameless_before_is_not_called_after_what_is_gone() -> None:
    words = "How far the result may move from the original"
    before = with_names(
        "seed\ninteger\n\nRandom seed\n\nRequired range: 0 <= x <= 2147483647\nExample:\n\n42"
    )
    page = without_names(
        _PROMPT,
        f"{words}\n0 <= x <= 10.7",
        known=_known(before, frozenset({fingerprint(words)})),
    )
    assert page.parameters == ("prompt",)
    assert page.complete  # so that the seed is gone


def test_the_members_of_an_object_are_no_parameters() -> None:
    before = with_names(
        "camera\nobject\n\nHow the camera moves",
        _number("camera.pan", "Turn to the side", 9),
        _number("camera.tilt", "Turn upwards", 9),
    )
    lines = (
        _PROMPT,
        'How the camera moves\n{\n"pan": 2\n}',
        "Turn to the side\n1 <= x <= 91.5",
        "Turn upwards\n1 <= x <= 91.5",
    )
    page = without_names(*lines, known=_known(before))
    assert page.parameters == ("prompt", "camera")
    assert page.unnamed == ()
    page = without_names(*lines, "Grain of the film\n1 <= x <= 91.5", known=_known(before))
    assert len(page.unnamed) == 1


def test_a_lone_option_that_is_a_number_limits_no_length() -> None:
    seconds = (
        'seconds\nenum<string>\n\nLength of the clip\n\nAvailable options:\n5,\n10\nExample:\n\n"5"'
    )
    page = without_names(_PROMPT, 'Length of the clip\n5 "5"', known=_known(with_names(seconds)))
    assert said(page, "seconds")["enum"] == ["5"]
    assert "maxLength" not in said(page, "seconds")


def test_one_name_in_a_list_vouches_for_the_others() -> None:
    """Of parameters that the page does not describe."""
    page = without_names("Note: tile, n and crop_box are not supported by this model.", _PROMPT)
    assert [fact.subject for fact in page.all("unsupported")] == ["tile", "n", "crop_box"]
    words = without_names("Note: audio, text and so on are not supported by this model.", _PROMPT)
    assert not list(words.all("unsupported"))
