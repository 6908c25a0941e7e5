"""The comparison can fail: every kind of slip in the spec is seen and told with its place."""

from dataclasses import replace

import pytest

from contract_tests.facts import slips
from contract_tests.facts.comparison import Mismatch, compare
from contract_tests.facts.page import pages
from contract_tests.judges.bundle import contract
from generator.contract import Evidence, Media, Shape

_RATIOS = ("16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9")
_SIX, _FIVE = "kling-v1.6-mi2v", "kling-v1.5-i2i"
_TWO, _ONE, _OMNI = "kling-v2-mi2i", "kling-v1-i2v", "kling-image-o1"
_TEN = 10 * 1024 * 1024

# What was planted: model, change, then subject and what it is about in the report.
PLANTED: dict[str, tuple[str, slips.Change, str, str]] = {
    "maxLength one less": (_TWO, slips.shape("prompt", max_length=2499), "prompt", "maxLength"),
    "maxLength one more": (_TWO, slips.shape("prompt", max_length=2501), "prompt", "maxLength"),
    "maxLength gone": (_TWO, slips.shape("prompt", max_length=None), "prompt", "maxLength"),
    "minLength of an item": (
        _SIX,
        slips.item("images", lambda item: replace(item, min_length=2)),
        "images/items",
        "minLength",
    ),
    "maxItems one less": (_SIX, slips.shape("images", max_items=3), "images", "maxItems"),
    "minItems added": (_OMNI, slips.shape("image_list", min_items=1), "image_list", "minItems"),
    "maximum one more": (_FIVE, slips.shape("n", maximum=10), "n", "maximum"),
    "minimum one less": (_FIVE, slips.shape("n", minimum=0), "n", "minimum"),
    "minimum as a fraction": (_ONE, slips.shape("cfg_scale", minimum=0.1), "cfg_scale", "minimum"),
    "64-bit limit rounded": (
        _OMNI,
        slips.member(
            "element_list",
            shape=Shape("integer", contract().models[0].location, minimum=-(2**63), maximum=2**63),
        ),
        "element_list/items/element_id",
        "maximum",
    ),
    "pattern added": (_TWO, slips.shape("prompt", pattern="a"), "prompt", "pattern"),
    "enum member dropped": (
        _TWO,
        slips.shape("aspect_ratio", enum=_RATIOS[:-1]),
        "aspect_ratio",
        "enum",
    ),
    "enum member added": (
        _TWO,
        slips.shape("aspect_ratio", enum=(*_RATIOS, "auto")),
        "aspect_ratio",
        "enum",
    ),
    "enum members as strings": (
        _SIX,
        slips.shape("duration", enum=("5", "10")),
        "duration",
        "enum",
    ),
    "type": (_TWO, slips.shape("n", type="number"), "n", "type"),
    "type of an item": (
        _ONE,
        slips.item("dynamic_masks", lambda item: replace(item, type="string")),
        "dynamic_masks/items",
        "type",
    ),
    "no longer required": (
        _FIVE,
        slips.field("image", lambda field: replace(field, required=False)),
        "image",
        "required",
    ),
    "required on a page without flags": (
        _SIX,
        slips.field("mode", lambda field: replace(field, required=True)),
        "mode",
        "required",
    ),
    "member of an item no longer required": (
        _OMNI,
        slips.member("image_list", required=False),
        "image_list/items/image",
        "required",
    ),
    "default changed": (
        _ONE,
        slips.field("cfg_scale", lambda field: replace(field, default=0.6)),
        "cfg_scale",
        "default",
    ),
    "default dropped": (
        _ONE,
        slips.field("mode", lambda field: replace(field, has_default=False, default=None)),
        "mode",
        "default",
    ),
    "unsupported name dropped": (
        _OMNI,
        slips.without_unsupported("style_image"),
        "style_image",
        "unsupported",
    ),
    "unsupported name added": (_TWO, slips.more_unsupported, "seed", "unsupported"),
    "parameter dropped": (_TWO, slips.without_field("style_image"), "style_image", "type"),
    "parameter added": (_TWO, slips.more_fields, "seed", "type"),
    "media size": (
        _FIVE,
        slips.shape("image", media=Media(("jpeg", "png"), 10_000_000)),
        "image",
        "media",
    ),
    "media format": (_FIVE, slips.shape("image", media=Media(("jpeg",), _TEN)), "image", "media"),
    "media limits gone": (_FIVE, slips.shape("image", media=Media()), "image", "media"),
    "media limits made up": (
        _ONE,
        slips.shape("image", media=Media(("png",), 1)),
        "image",
        "media",
    ),
    "image no longer one": (_ONE, slips.shape("image_tail", media=None), "image_tail", "image"),
    "path": (_TWO, slips.path, "route", "path"),
    "vintage": (_TWO, lambda m: replace(m, documented="a"), "route", "vintage"),
    "exclusion inverted": (
        _ONE,
        slips.rule("image_tail_or_static_mask", "!(", "("),
        "model",
        "exclusion",
    ),
    "exclusion of another parameter": (
        _ONE,
        slips.rule("image_tail_or_dynamic_masks", "dynamic_masks", "prompt"),
        "model",
        "exclusion",
    ),
    "exclusion too wide": (
        _ONE,
        slips.rule("image_tail_or_static_mask", "&& has(self.static_mask)", ""),
        "model",
        "image_tail_or_static_mask",
    ),
    "rule gone": (_TWO, slips.without_rule("at_least_one_input"), "model", "at-least-one"),
    "one of at least one gone": (
        _TWO,
        slips.rule("at_least_one_input", "|| has(self.style_image)", "|| false"),
        "model",
        "at_least_one_input",
    ),
    "all instead of one": (
        _TWO,
        slips.rule("at_least_one_input", "||", "&&"),
        "model",
        "at_least_one_input",
    ),
    "requires another value": (
        _FIVE,
        slips.rule("human_fidelity_needs_subject", "'subject'", "'face'"),
        "model",
        "requires",
    ),
    "requires any value": (
        _FIVE,
        slips.rule("human_fidelity_needs_subject", "&& self.image_reference == 'subject'", ""),
        "model",
        "requires",
    ),
    "sum one less": (
        _OMNI,
        slips.rule("images_and_elements", "10", "9"),
        "model",
        "images_and_elements",
    ),
    "sum one more": (_OMNI, slips.rule("images_and_elements", "10", "11"), "model", "count-sum"),
    "sum as difference": (
        _OMNI,
        slips.rule("images_and_elements", "<=", "<"),
        "model",
        "images_and_elements",
    ),
    "references counted from 0": (
        _OMNI,
        slips.rule("image_references", "<=", "<"),
        "model",
        "image_references",
    ),
    "warning made an error": (
        _OMNI,
        slips.rule_level("image_references"),
        "model",
        "image_references",
    ),
    "error made a warning": (_OMNI, slips.rule_level("images_and_elements"), "model", "count-sum"),
    "stated turned into a decision": (
        _TWO,
        slips.shape("prompt", evidence=slips.decided(12)),
        "prompt",
        "evidence of maxLength",
    ),
    "sibling turned into stated": (
        _TWO,
        slips.shape("n", evidence=(Evidence(_TWO, "stated"),)),
        "n",
        "evidence of default",
    ),
    "another decision": (
        _SIX,
        slips.shape("images", evidence=(Evidence(_SIX, "stated"), Evidence(_SIX, "decision-8"))),
        "images",
        "evidence of required",
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_slip_is_reported(name: str) -> None:
    model, change, subject, about = PLANTED[name]
    right = contract().model(model)
    wrong = change(right)
    assert wrong != right
    found = compare(wrong, pages()[model])
    assert (model, subject, about) in {(m.model, m.subject, m.about) for m in found}, found


def test_report_names_both_sides_and_the_place() -> None:
    right = contract().model(_TWO)
    (found,) = compare(slips.shape("prompt", max_length=2499)(right), pages()[_TWO])
    assert isinstance(found, Mismatch)
    where = right.request.fields[0].shape.locate("maxLength")
    assert str(found) == (
        "kling-v2-mi2i, prompt, maxLength: the page says 2500 in line 60, "
        f"the spec says 2499 ({where})"
    )
    assert where.file == "spec/models/kling/kling-v2-mi2i.yaml"


def test_every_kind_of_fact_is_planted() -> None:
    """A kind that appears on a page and is not tried above would be compared untested."""
    about = {entry[3] for entry in PLANTED.values()}
    kinds = {
        fact.keyword or fact.kind
        for page in pages().values()
        for fact in page.facts
        if fact.kind not in ("auth", "example", "response")
    }
    assert kinds - about == {"reference"}  # planted by its rule's name above
