"""Sentences as docs teams write them, each with what a careful reader draws from it.

Wrong is worse than missed: a sentence that means something else, or that no fact can say, gives no
fact, and where it sounds binding it is kept for a person.
"""

from __future__ import annotations

import pytest

from generator.contract.types import Json
from generator.docs.page import Fact
from generator.docs.prose.reader import Passage, read_prose
from generator.docs.prose.vocabulary import Parameter, Vocabulary

VOCABULARY = Vocabulary(
    {
        entry.name: entry
        for entry in (
            Parameter("prompt", "string", "Text of the picture"),
            Parameter("image", "string", "Starting frame image"),
            Parameter("image_tail", "string", "Ending frame image"),
            Parameter("images", "array", "Reference images"),
            Parameter("mask", "string", "Mask image"),
            Parameter("mode", "string", "Mode", ("std", "pro")),
            Parameter("duration", "integer", "Duration", (5, 10)),
            Parameter("cfg_scale", "number", "Relevance"),
            Parameter("seed", "integer", "Seed"),
            Parameter("text", "string", "Text to speak"),
            Parameter("voice", "string", "Voice"),
            Parameter("audio_url", "string", "Audio file"),
            Parameter("resolution", "string", "Resolution", ("720p", "1080p")),
            Parameter("n", "integer", "Number of images"),
            Parameter("element_ids", "array", "Elements"),
        )
    },
    frozenset({"camera_control", "negative_prompt", "strength"}),
)

# Subject (empty: the model), sentence, facts in short.
_READ = (
    (
        "",
        "Either audio_url or text must be provided, but not both.",
        "not audio_url text; one audio_url text",
    ),
    ("", "Either image or images is required.", "one image images"),
    ("", "You must provide either prompt or image.", "one image prompt"),
    (
        "",
        "Provide at least one of the following: prompt, image, images.",
        "one image images prompt",
    ),
    ("", "prompt and image cannot both be empty.", "one image prompt"),
    ("", "Exactly one of image and images must be set.", "not image images; one image images"),
    ("", "The parameters cfg_scale and mask are mutually exclusive.", "not cfg_scale mask"),
    ("", "image can't be combined with images or mask.", "not image images; not image mask"),
    ("", "Do not use image together with images.", "not image images"),
    ("", "When images is provided, image must not be provided.", "not image images"),
    ("", "If image_tail is set, image is required.", "image_tail needs image"),
    (
        "",
        "The total number of images and element_ids must not exceed 10.",
        "sum element_ids images 10",
    ),
    (
        "",
        "images plus element_ids can have at most 10 entries in total.",
        "sum element_ids images 10",
    ),
    ("", "Up to 10 images and element_ids combined.", "sum element_ids images 10"),
    ("", "Unsupported parameters: negative_prompt; strength", "no negative_prompt; no strength"),
    ("", "negative_prompt and strength are not supported.", "no negative_prompt; no strength"),
    ("voice", "Voice name. Required when text is provided", "text needs voice"),
    ("cfg_scale", "This parameter is only available if mode = pro", "cfg_scale needs mode=pro"),
    ("image_tail", "Only when duration is 5.", "image_tail needs duration=5"),
    ("image_tail", "Conflicts with camera_control.", "not camera_control image_tail"),
    ("cfg_scale", "Required range: 0 to 1. Default 0.5.", "default 0.5; maximum 1; minimum 0"),
    ("cfg_scale", "Must be greater than 1 and at most 20", "exclusiveMinimum 1; maximum 20"),
    ("seed", "Seed between 0 and 2,147,483,647.", "maximum 2147483647; minimum 0"),
    ("seed", "Allowed range [1,100]", "maximum 100; minimum 1"),
    ("seed", "Must be a multiple of 8", "multipleOf 8"),
    ("seed", "Width in pixels, a multiple of 8", "multipleOf 8"),
    ("image_tail", "Last frame. Do not use together with mask.", "not image_tail mask"),
    ("image_tail", "Never combine this with images.", "not image_tail images"),
    ("", "prompt and image are required.", "required True; required True"),
    ("", "Note: prompt is mandatory.", "required True"),
    ("n", "Number of images, from 1 to 4.", "maximum 4; minimum 1"),
    ("n", "Maximum 9.", "maximum 9"),
    ("n", "The maximum value is 9 and the minimum value is 1.", "maximum 9; minimum 1"),
    ("prompt", "Must not be longer than 500 characters.", "maxLength 500"),
    (
        "prompt",
        "Optional but recommended (1-800 characters)",
        "maxLength 800; minLength 1; required False",
    ),
    ("images", "At least 2 images are required.", "minItems 2"),
    (
        "images",
        "URLs or Base64. Each image up to 10 MB, .png or .jpg",
        "image images/items; media images/items jpeg png 10485760",
    ),
    ("image", "JPEG/PNG, max 10MB.", "media image jpeg png 10485760"),
    ("image", "An image; PNG, JPG or WEBP up to 7 MB.", "media image jpeg png webp 7340032"),
)

# What these say is true of some requests only, is advice, or is about something that is no image.
_NOT_READ = (
    ("voice", "Only required when mode is pro."),
    ("resolution", "1080p is only available when mode is pro"),
    ("resolution", "Resolution; 1080p only supported in pro mode"),
    ("cfg_scale", "Values above 0.8 are only allowed when mode is pro"),
    ("image_tail", "Not mutually exclusive with mask."),
    ("image", "Image URL (Base64 is not supported)."),
    ("image", "Unsupported formats: gif, bmp."),
    ("audio_url", "Supported formats: mp3, wav. Maximum size: 15MB."),
    ("cfg_scale", "Ignored when image is provided."),
    # A picture by itself is no entry of a list.
    ("images", "images and mask together must not exceed 6 items."),
    # Given in vain is not refused.
    ("cfg_scale", "Only takes effect when mode is pro."),
    ("cfg_scale", "This parameter is only effective if mode = pro"),
    ("cfg_scale", "Has an effect only when mode is 'pro'."),
    ("cfg_scale", "Only applies when image is provided."),
    ("cfg_scale", "Only works with mode=pro."),
    ("cfg_scale", "Ignored unless mode is pro."),
    ("element_ids", "One of them has to be a person."),
    ("prompt", "Names need to stand in quotes."),
)
_ADVICE = (
    ("cfg_scale", "Typical values are between 0.3 and 0.7."),
    ("cfg_scale", "Recommended range: 0.3-0.7."),
    ("prompt", "For best results use 50-200 characters."),
    ("prompt", "We recommend at most 100 characters."),
    ("image_tail", "Can be used together with image."),
)


@pytest.mark.parametrize(("subject", "text", "expected"), _READ)
def test_a_sentence_is_read_as_it_is_meant(subject: str, text: str, expected: str) -> None:
    facts, left = read_prose([Passage(text, 7, subject or None)], VOCABULARY)
    assert "; ".join(sorted(map(short, facts))) == expected
    assert not left
    assert {fact.line for fact in facts} == {7}


@pytest.mark.parametrize(("subject", "text"), _NOT_READ)
def test_what_no_fact_can_say_is_left_to_a_person(subject: str, text: str) -> None:
    facts, left = read_prose([Passage(text, 7, subject)], VOCABULARY)
    assert list(map(short, facts)) == []
    assert left


@pytest.mark.parametrize(("subject", "text"), _ADVICE)
def test_advice_binds_nobody(subject: str, text: str) -> None:
    facts, left = read_prose([Passage(text, 7, subject)], VOCABULARY)
    assert (list(map(short, facts)), left) == ([], [])


def short(fact: Fact) -> str:
    """A fact in a few words."""
    value = fact.value
    match fact.kind, value:
        case "at-least-one" | "exclusion", list():
            word = "one" if fact.kind == "at-least-one" else "not"
            return " ".join([word, *sorted(map(str, value))])
        case "requires", {"parameter": name, "needs": dict(needs), **rest}:
            told = " ".join(_needed(other, to) for other, to in needs.items())
            given = f"{name}={rest['value']}" if rest else name
            return f"{given} needs {told}"
        case "count-sum", {"parameters": list(names), "maximum": most}:
            return " ".join(["sum", *sorted(map(str, names)), str(most)])
        case "media", {"formats": list(formats), **rest}:
            return (
                f"media {fact.subject} {' '.join(sorted(map(str, formats)))} {rest.get('maxBytes')}"
            )
        case "image" | "unsupported", _:
            return f"{'image' if fact.kind == 'image' else 'no'} {fact.subject}"
    return f"{fact.keyword or fact.kind} {value}"


def _needed(name: str, wanted: Json) -> str:
    if isinstance(wanted, dict):
        return f"{name}!={_either(wanted['not'])}"
    return name if wanted is None else f"{name}={_either(wanted)}"


def _either(value: Json) -> str:
    return "/".join(map(str, value)) if isinstance(value, list) else str(value)
