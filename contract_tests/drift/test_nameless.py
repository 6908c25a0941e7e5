"""Pages without names: what names a parameter, what does not, and what the nameless ones say."""

from __future__ import annotations

import pytest

from contract_tests.drift.invented import rules, said, without_names
from generator.contract.types import Json
from generator.docs.names.candidates import Known, candidates
from generator.docs.page import NAMELESS, Fact


def test_a_rule_names_parameters_and_no_words_of_its_own() -> None:
    page = without_names(
        "Note: You must specify one of scale_factor or target_width, but never both.",
        "How much larger\n2, 4, 8 2",
    )
    assert rules(page) == [
        ("at-least-one", ["scale_factor", "target_width"]),
        ("exclusion", ["scale_factor", "target_width"]),
    ]


def test_values_in_brackets_are_no_parameters() -> None:
    page = without_names(
        "Note: colors and palette may not be used at the same time.",
        'Palette with a \'name\' (one of ember, fresh, jungle)\n{\n"name": "ember"\n}',
        'Text that describes the picture\n1 - 90"A cup of tea"',
    )
    assert "ember" not in page.parameters


@pytest.mark.parametrize(
    ("note", "words", "values"),
    [
        # It says what it needs beside it, and so is something else.
        (
            "mask requires image",
            "Softness of the mask's edge in pixels. Requires mask",
            "0 <= x <= 648",
        ),
        # No mask is a number, no shots are a switch.
        ("mask requires image", "Grows the mask's edge by so many pixels", "0 <= x <= 648"),
        ("shots and loop cannot be combined", "Whether the clip has several shots", "true"),
    ],
)
def test_a_description_is_not_named_after_what_it_speaks_of(
    note: str, words: str, values: str
) -> None:
    page = without_names(f"Note: {note}.", f"{words}\n{values}")
    assert page.parameters == ()
    assert len(page.unnamed) == 1


def test_a_text_of_the_call_that_goes_on_in_an_example_names_it() -> None:
    page = without_names(
        'What the scene shows\n1 - 900"A train crosses a bridge at sunset"',
        'What the scene leaves out\n1 - 900"people"',
        call={"prompt": "A train crosses a bridge"},
    )
    assert page.parameters == ("prompt",)


def test_what_a_nameless_parameter_says_is_listed() -> None:
    page = without_names(
        "Note: strokes and layers are mutually exclusive.",
        'Text that describes the picture\n1 - 900"A cup of tea"',
        "Softness of the edge. Requires strokes\n0 <= x <= 648",
        'Address that is told when it ends. Must start with https://\n"https://example.com/hook"',
        "Grain of the film\n0 <= x <= 10050",
    )
    nameless = [entry for entry in page.sentences if entry.subject == NAMELESS]
    assert [entry.text for entry in nameless] == ["Requires strokes", "Must start with https://"]


def test_an_inequality_with_a_name_in_it_is_a_description() -> None:
    page = without_names(
        'Text that describes the picture\n1 - 900"A cup of tea"',
        "0 <= seed < 2147483648",
        "0 <= x <= 21474836477",
    )
    assert said(page, "seed")["maximum"] == 2147483647


@pytest.mark.parametrize("most", [6, 7, 12])
def test_a_lone_number_before_a_list_is_what_the_parameter_had(most: int) -> None:
    """Seven letters of a colour, or seven colours: the accepted page tells."""
    before = (
        Fact("colors", "type", "array", "stated", 1),
        Fact("colors", "limit", 6, "stated", 1, "maxItems"),
    )
    page = without_names(
        "Colours as hex codes",
        f'{most}[\n"#A1B2C3"\n]',
        call={"colors": ["#A1B2C3"]},
        known=Known(own=candidates(before, own=True)),
    )
    assert said(page, "colors")["maxItems"] == most
    assert "maxLength" not in said(page, "colors/items")


def test_the_names_of_a_call_go_to_the_descriptions_that_show_their_values() -> None:
    """None goes to one that only speaks of it: of a mode, or of when it is needed."""
    call: dict[str, Json] = {
        "video_url": "https://example.com/talk.mp4",
        "mode": "text2video",
        "text": "Welcome aboard",
        "voice_id": "calm_f1",
    }
    page = without_names(
        'Key of a reel that an earlier task left behind\n"reel-31"',
        'URL of the reel, .mp4 only\n"https://example.com/talk.mp4"',
        'Text2video or audio2video\ntext2video, audio2video "text2video"',
        'Words to speak. Required when mode is text2video\n120"Welcome aboard"',
        "Voice of the speaker. Required if mode is 'text2video'\n\"calm_f1\"",
        'Language of the voice\nzh, en "en"',
        call=call,
    )
    assert {name: said(page, name)["example"] for name in call} == call
    assert said(page, "text")["maxLength"] == 120


def test_a_name_that_the_page_itself_uses_goes_before_one_of_another_model() -> None:
    """A rule names ``last_frame_image``: the last frame is not called as elsewhere."""
    page = without_names(
        'Describes the motion\n1 - 900"A bud opens"',
        'URL or Base64 of the last frame\n"https://example.com/last.jpg"',
        'Effect template. Cannot be used together with last_frame_image\nbloom, melt "bloom"',
        call={"prompt": "A bud opens", "template": "bloom"},
    )
    assert page.parameters == ("prompt", "last_frame_image", "template")


def test_a_line_without_values_has_the_type_of_its_value_in_the_call() -> None:
    page = without_names(
        'Text that describes the picture\n1 - 900"A cup of tea"',
        "Camera movement control. If absent, the model chooses a movement by itself",
        'Video aspect ratio\n16:9, 9:16 "16:9"',
        call={"prompt": "A cup", "camera_control": {"type": "simple"}},
    )
    assert said(page, "camera_control")["type"] == "object"
