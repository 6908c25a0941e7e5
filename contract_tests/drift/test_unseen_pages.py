"""Pages of models that nobody has seen, in turns that the pages of the known models do not have."""

from __future__ import annotations

import json
from typing import Any

from contract_tests.drift.running import accepted, contract, reading
from contract_tests.drift.seeds import needs_seeds, seed
from generator.contract.types import Json
from generator.docs.comparing import compare
from generator.docs.formats.reading import read_page
from generator.docs.names.candidates import Known, candidates
from generator.docs.page import Fact, Reading

_CALL = (
    "curl --request POST \\\n--url https://api.modellix.ai/api/v1/kling/kling-v9-i2i/async \\\n"
    "--header 'Authorization: Bearer <token>' \\\n--data '\n{}\n'{}\n"
)

# What another model calls its picture.
_SIBLING = (
    Fact("image", "type", "string", "stated", 1),
    Fact("image", "image", ["url", "base64"], "stated", 1),
)


def test_a_description_that_looks_like_a_name_and_a_type_is_none() -> None:
    page = _read(
        _CALL.format('{"prompt": "A cup"}', "{}")
        + "Body\n\nprompt\nstring\nrequired\n\nThe text\n\nRequired string length: 1 - 500\n\n"
        + "masks\nstring[]\n\nMask list\n\nMaximum array length: 3\n"
    )
    assert page.parameters == ("prompt", "masks")
    assert _value(page, "prompt", "limit", "maxLength") == 500
    assert _value(page, "masks", "limit", "maxItems") == 3


def test_names_in_the_note_are_given_to_the_parameters_that_they_fit() -> None:
    page = _read(
        _CALL.format('{"prompt": "Make it night"}', "{}")
        + "Body\nNote: At least one of prompt or mask should be provided.\n"
        + 'Text prompt describing the change\n1 - 1500"Make it night"\n'
        + 'Mask image (Base64 encoded or URL)\n1"https://example.com/mask.png"\n',
        Known(siblings=candidates(_SIBLING, own=False)),
    )
    assert page.parameters == ("prompt", "mask")
    assert _value(page, "model", "at-least-one") == ["prompt", "mask"]


def test_options_of_the_items_of_a_list_stand_before_its_example() -> None:
    page = _read(
        _CALL.format('{"style": ["anime"]}', "{}")
        + "Body\nStyle tags, at most 3 tags\n1 - 3 elementsOne style tag\n"
        + 'anime, noir, pastel [\n"anime"\n]Number of steps\n10 <= x <= 10050\n'
    )
    assert _value(page, "style", "limit", "maxItems") == 3
    assert _value(page, "style/items", "enum") == ["anime", "noir", "pastel"]
    assert _value(page, "steps", "limit", "maximum") == 100


def test_references_count_from_the_schema_that_was_pasted_in() -> None:
    aspect = {"type": "string", "enum": ["16:9", "9:16"], "default": "16:9"}
    properties = {"aspect": {"$ref": "#/$defs/Aspect"}}
    page = _schema({"type": "object", "properties": properties, "$defs": {"Aspect": aspect}})
    assert _value(page, "aspect", "type") == "string"
    assert _value(page, "aspect", "enum") == ["16:9", "9:16"]
    assert _value(page, "aspect", "default") == "16:9"


def test_rules_of_the_parts_of_a_schema_are_rules() -> None:
    names: dict[str, Any] = {"prompt": {"type": "string"}, "n": {"type": "integer"}}
    base = {"type": "object", "properties": names, "dependentRequired": {"n": ["prompt"]}}
    page = _schema({"allOf": [{"$ref": "#/$defs/Base"}], "$defs": {"Base": base}})
    assert _value(page, "model", "requires") == {"parameter": "n", "needs": {"prompt": None}}


def test_a_parameter_stands_where_it_is_described_and_not_in_an_example() -> None:
    text = json.dumps(
        {
            "servers": [{"url": "https://api.modellix.ai/api/v1/veo/veo-9-t2v"}],
            "post": {
                "requestBody": {
                    "content": {
                        "application/json": {
                            "example": {"prompt": "A cup"},
                            "schema": {"properties": {"prompt": {"type": "string"}}},
                        }
                    }
                },
                "responses": {},
            },
        },
        indent=1,
    )
    fact = _read(text).find("prompt", "type")
    assert fact is not None
    assert fact.line == text[: text.rindex('"prompt"')].count("\n") + 1


def test_of_options_that_differ_the_loosest_is_read_and_a_person_told() -> None:
    ways = [
        {"type": "string", "minLength": 2, "maxLength": 500, "enum": ["a", "b"]},
        {"type": "string", "maxLength": 800, "enum": ["b", "c"], "pattern": "^.+$"},
    ]
    page = _schema({"type": "object", "properties": {"prompt": {"oneOf": ways}}})
    assert _value(page, "prompt", "type") == "string"
    assert _value(page, "prompt", "limit", "maxLength") == 800
    assert _value(page, "prompt", "enum") == ["a", "b", "c"]
    assert page.find("prompt", "limit", "minLength") is None
    assert page.find("prompt", "limit", "pattern") is None
    (told,) = page.sentences
    assert (told.subject, told.text) == ("prompt", "prompt: oneOf: 2 options, that differ")


def test_options_of_different_types_leave_the_type_open() -> None:
    ways = [{"type": "string", "maxLength": 9}, {"type": "array", "items": {"type": "string"}}]
    page = _schema({"type": "object", "properties": {"image": {"anyOf": ways}}})
    assert page.parameters == ("image",)
    assert [fact.kind for fact in page.facts if fact.subject == "image"] == ["required"]
    assert len(page.sentences) == 1


def test_options_that_are_bodies_require_what_each_of_them_does() -> None:
    ways: list[Any] = [
        {"type": "object", "required": ["prompt", "image"], "properties": {
            "prompt": {"type": "string"}, "image": {"type": "string", "minLength": 1}}},
        {"type": "object", "required": ["prompt"], "properties": {
            "prompt": {"type": "string", "maxLength": 9}, "n": {"type": "integer"}}},
    ]  # fmt: skip
    page = _schema({"oneOf": ways})
    assert page.parameters == ("prompt", "image", "n")
    assert _value(page, "prompt", "required") is True
    assert _value(page, "image", "required") is False
    assert page.find("prompt", "limit", "maxLength") is None
    assert _value(page, "image", "limit", "minLength") == 1


def test_null_and_a_description_make_no_second_option() -> None:
    ways = [{"type": "null"}, {"type": "string", "maxLength": 9, "title": "Text"}]
    page = _schema({"type": "object", "properties": {"prompt": {"anyOf": ways}}})
    assert _value(page, "prompt", "limit", "maxLength") == 9
    assert not page.sentences


@needs_seeds
def test_a_sum_that_was_changed_in_one_of_two_places_is_told() -> None:
    text = seed("003").replace("exceed 10 items", "exceed 12 items")
    (found,) = compare(reading(text), contract(), accepted()).differences
    assert (found.kind, found.class_) == ("count-sum", "contradiction")
    assert found.line == text[: text.index("12 items")].count("\n") + 1


def _schema(schema: dict[str, Any]) -> Reading:
    return _read(
        json.dumps(
            {
                "servers": [{"url": "https://api.modellix.ai/api/v1/veo/veo-9-t2v"}],
                "post": {
                    "requestBody": {"content": {"application/json": {"schema": schema}}},
                    "responses": {"200": {"description": "Accepted"}},
                },
            }
        )
    )


def _read(text: str, known: Known | None = None) -> Reading:
    (found,) = read_page("page", text.encode(), lambda _model: known or Known())
    assert isinstance(found, Reading)
    return found


def _value(page: Reading, *key: str) -> Json:
    subject, kind, keyword = (*key, None)[:3]
    fact = page.find(str(subject), str(kind), keyword)
    assert isinstance(fact, Fact), key
    return fact.value
