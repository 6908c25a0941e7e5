"""Pages without names: what names a parameter, what does not, and what the nameless ones say."""

from __future__ import annotations

import pytest

from contract_tests.drift.invented import rules, said, without_names
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
