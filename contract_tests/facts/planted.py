"""What is planted to see the comparison fail: one slip of each kind, and how it is told."""

from dataclasses import replace

from contract_tests.facts import slips
from generator.contract import Evidence, Media

_RATIOS = ("16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9")
SIX, FIVE = "kling-v1.6-mi2v", "kling-v1.5-i2i"
TWO, ONE, OMNI = "kling-v2-mi2i", "kling-v1-i2v", "kling-image-o1"
_TEN = 10 * 1024 * 1024

# What was planted: model, change, then subject and what it is about in the report.
PLANTED: dict[str, tuple[str, slips.Change, str, str]] = {
    "maxLength one less": (TWO, slips.shape("prompt", max_length=2499), "prompt", "maxLength"),
    "maxLength one more": (TWO, slips.shape("prompt", max_length=2501), "prompt", "maxLength"),
    "maxLength gone": (TWO, slips.shape("prompt", max_length=None), "prompt", "maxLength"),
    "minLength of an item": (
        SIX,
        slips.item("images", lambda item: replace(item, min_length=2)),
        "images/items",
        "minLength",
    ),
    "maxItems one less": (SIX, slips.shape("images", max_items=3), "images", "maxItems"),
    "minItems added": (OMNI, slips.shape("image_list", min_items=1), "image_list", "minItems"),
    "maximum one more": (FIVE, slips.shape("n", maximum=10), "n", "maximum"),
    "minimum one less": (FIVE, slips.shape("n", minimum=0), "n", "minimum"),
    "minimum as a fraction": (ONE, slips.shape("cfg_scale", minimum=0.1), "cfg_scale", "minimum"),
    "exclusive minimum": (
        ONE,
        slips.shape("cfg_scale", exclusive_minimum=0),
        "cfg_scale",
        "exclusiveMinimum",
    ),
    "exclusive maximum": (
        ONE,
        slips.shape("cfg_scale", exclusive_maximum=1),
        "cfg_scale",
        "exclusiveMaximum",
    ),
    "multiple": (FIVE, slips.shape("n", multiple_of=2), "n", "multipleOf"),
    "64-bit limit rounded": (
        OMNI,
        slips.member_shape("element_list", maximum=2**63),
        "element_list/items/element_id",
        "maximum",
    ),
    "pattern added": (TWO, slips.shape("prompt", pattern="a"), "prompt", "pattern"),
    "enum member dropped": (
        TWO,
        slips.shape("aspect_ratio", enum=_RATIOS[:-1]),
        "aspect_ratio",
        "enum",
    ),
    "enum member added": (
        TWO,
        slips.shape("aspect_ratio", enum=(*_RATIOS, "auto")),
        "aspect_ratio",
        "enum",
    ),
    "enum members as strings": (
        SIX,
        slips.shape("duration", enum=("5", "10")),
        "duration",
        "enum",
    ),
    "type": (TWO, slips.shape("n", type="number"), "n", "type"),
    "type of an item": (
        ONE,
        slips.item("dynamic_masks", lambda item: replace(item, type="string")),
        "dynamic_masks/items",
        "type",
    ),
    "no longer required": (
        FIVE,
        slips.field("image", lambda field: replace(field, required=False)),
        "image",
        "required",
    ),
    "required on a page without flags": (
        SIX,
        slips.field("mode", lambda field: replace(field, required=True)),
        "mode",
        "required",
    ),
    "member of an item no longer required": (
        OMNI,
        slips.member("image_list", required=False),
        "image_list/items/image",
        "required",
    ),
    "default changed": (
        ONE,
        slips.field("cfg_scale", lambda field: replace(field, default=0.6)),
        "cfg_scale",
        "default",
    ),
    "default dropped": (
        ONE,
        slips.field("mode", lambda field: replace(field, has_default=False, default=None)),
        "mode",
        "default",
    ),
    "unsupported name dropped": (
        OMNI,
        slips.without_unsupported("style_image"),
        "style_image",
        "unsupported",
    ),
    "unsupported name added": (TWO, slips.more_unsupported, "seed", "unsupported"),
    "parameter dropped": (TWO, slips.without_field("style_image"), "style_image", "type"),
    "parameter added": (TWO, slips.more_fields, "seed", "type"),
    "media size": (
        FIVE,
        slips.shape("image", media=Media(("jpeg", "png"), 10_000_000)),
        "image",
        "media",
    ),
    "media format": (FIVE, slips.shape("image", media=Media(("jpeg",), _TEN)), "image", "media"),
    "media limits gone": (FIVE, slips.shape("image", media=Media()), "image", "media"),
    "media limits made up": (
        ONE,
        slips.shape("image", media=Media(("png",), 1)),
        "image",
        "media",
    ),
    "image no longer one": (ONE, slips.shape("image_tail", media=None), "image_tail", "image"),
    "path": (TWO, slips.path, "route", "path"),
    "vintage": (TWO, lambda m: replace(m, documented="a"), "route", "vintage"),
    "exclusion inverted": (
        ONE,
        slips.rule("image_tail_or_static_mask", "!(", "("),
        "model",
        "exclusion",
    ),
    "exclusion of another parameter": (
        ONE,
        slips.rule("image_tail_or_dynamic_masks", "dynamic_masks", "prompt"),
        "model",
        "exclusion",
    ),
    "exclusion too wide": (
        ONE,
        slips.rule("image_tail_or_static_mask", "&& has(self.static_mask)", ""),
        "model",
        "image_tail_or_static_mask",
    ),
    "rule gone": (TWO, slips.without_rule("at_least_one_input"), "model", "at-least-one"),
    "one of at least one gone": (
        TWO,
        slips.rule("at_least_one_input", "|| has(self.style_image)", "|| false"),
        "model",
        "at_least_one_input",
    ),
    "all instead of one": (
        TWO,
        slips.rule("at_least_one_input", "||", "&&"),
        "model",
        "at_least_one_input",
    ),
    "requires another value": (
        FIVE,
        slips.rule("human_fidelity_needs_subject", "'subject'", "'face'"),
        "model",
        "requires",
    ),
    "requires any value": (
        FIVE,
        slips.rule("human_fidelity_needs_subject", "&& self.image_reference == 'subject'", ""),
        "model",
        "requires",
    ),
    "sum one less": (
        OMNI,
        slips.rule("images_and_elements", "10", "9"),
        "model",
        "images_and_elements",
    ),
    "sum one more": (OMNI, slips.rule("images_and_elements", "10", "11"), "model", "count-sum"),
    "references counted from 0": (
        OMNI,
        slips.rule("image_references", "<=", "<"),
        "model",
        "image_references",
    ),
    "warning made an error": (
        OMNI,
        slips.rule_level("image_references"),
        "model",
        "image_references",
    ),
    "error made a warning": (OMNI, slips.rule_level("images_and_elements"), "model", "count-sum"),
    "stated turned into a decision": (
        TWO,
        slips.shape("prompt", evidence=slips.decided(12)),
        "prompt",
        "evidence of maxLength",
    ),
    "sibling turned into stated": (
        TWO,
        slips.shape("n", evidence=(Evidence(TWO, "stated"),)),
        "n",
        "evidence of default",
    ),
    "another decision": (
        SIX,
        slips.shape("images", evidence=(Evidence(SIX, "stated"), Evidence(SIX, "decision-8"))),
        "images",
        "evidence of required",
    ),
}
