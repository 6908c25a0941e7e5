"""The rules of the five models: every reading says the same of every drawn body."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.counts import record
from contract_tests.profile import bodies_per_rule
from contract_tests.rules.bodies import bodies
from contract_tests.rules.readings import Readings, variables
from contract_tests.rules.shapes import MODEL_RULES, validation
from generator.rules.python import python_condition

_LOWERED = {
    "at_least_one_input": {
        "anyOf": [
            {"required": ["prompt"]},
            {"required": ["subject_images"]},
            {"required": ["scene_image"]},
            {"required": ["style_image"]},
        ]
    },
    "image_tail_or_static_mask": {"not": {"required": ["image_tail", "static_mask"]}},
    "image_tail_or_dynamic_masks": {"not": {"required": ["image_tail", "dynamic_masks"]}},
    "human_fidelity_needs_subject": {
        "anyOf": [
            {"not": {"required": ["human_fidelity"]}},
            {
                "required": ["image_reference"],
                "properties": {"image_reference": {"const": "subject"}},
            },
        ]
    },
    "images_and_elements": {
        "anyOf": [
            {
                "properties": {
                    "image_list": {"maxItems": share},
                    "element_list": {"maxItems": 10 - share},
                }
            }
            for share in range(11)
        ]
    },
}
_PRINTED = {
    "at_least_one_input": "v_prompt is not None or v_subject_images is not None "
    "or v_scene_image is not None or v_style_image is not None",
    "image_tail_or_static_mask": "v_image_tail is None or v_static_mask is None",
    "image_tail_or_dynamic_masks": "v_image_tail is None or v_dynamic_masks is None",
    "human_fidelity_needs_subject": "v_human_fidelity is None or "
    'v_image_reference is not None and v_image_reference == "subject"',
    "images_and_elements": "(len(v_image_list) if v_image_list is not None else 0) + "
    "(len(v_element_list) if v_element_list is not None else 0) <= 10",
    "image_references": "v_prompt is None or max_image_ref(v_prompt) <= "
    "(len(v_image_list) if v_image_list is not None else 0)",
}


@pytest.mark.parametrize("name", MODEL_RULES)
def test_every_reading_agrees(name: str) -> None:
    text, request = MODEL_RULES[name]
    readings = Readings(validation(text), request)
    seen: set[bool] = set()
    tried = 0

    @settings(max_examples=bodies_per_rule(), database=None)
    @given(st.data())
    def compare(data: st.DataObject) -> None:
        nonlocal tried
        body = data.draw(bodies(request, readings.rule.expression))
        verdicts = readings.verdicts(body)
        assert len(set(verdicts.values())) == 1, verdicts
        seen.update(verdicts.values())
        tried += 1

    compare()
    record("bodies on which all readings of a model's rule agree", tried)
    assert seen == {True, False}, "the drawn bodies never reached one of the answers"


@pytest.mark.parametrize("name", MODEL_RULES)
def test_the_lowered_form_is_readable(name: str) -> None:
    text, request = MODEL_RULES[name]
    readings = Readings(validation(text), request)
    rule = name.partition("/")[2]
    if rule in _LOWERED:
        assert readings.schema == _LOWERED[rule]
    else:
        assert readings.reason == "maxImageRef reads numbers inside a string"


@pytest.mark.parametrize("name", MODEL_RULES)
def test_the_printed_python_is_readable(name: str) -> None:
    text, request = MODEL_RULES[name]
    rule = Readings(validation(text), request).rule
    printed = python_condition(rule.expression, variables(rule.fields))
    assert printed.text == _PRINTED[name.partition("/")[2]]
    assert not printed.patterns
