"""Requests to try rules on, and the texts of the five models' rules."""

from __future__ import annotations

from generator.contract.types import Field, JsonType, Location, Shape, Validation

HERE = Location("spec/models/test/example.yaml", 7, 3)


def shape(json_type: JsonType, *, enum: tuple[str, ...] | None = None) -> Shape:
    """A schema of this type that says nothing else; lists hold strings, objects are open."""
    items = Shape("string", HERE) if json_type == "array" else None
    return Shape(json_type, HERE, enum=enum, items=items, closed=json_type != "object")


def request(*, required: tuple[str, ...] = (), **types: JsonType | Shape) -> Shape:
    """A request body with these members, in this order."""
    fields = tuple(
        Field(name, name in required, each if isinstance(each, Shape) else shape(each))
        for name, each in types.items()
    )
    return Shape("object", HERE, fields=fields)


def validation(text: str, name: str = "example") -> Validation:
    """A rule as the spec would state it."""
    return Validation(name, text, "the rule is broken", "error", (), HERE)


EVERYTHING = request(
    text="string",
    choice=shape("string", enum=("one", "two", "three")),
    whole="integer",
    number="number",
    flag="boolean",
    entries="array",
    others="array",
    thing="object",
    needed="string",
    required=("needed",),
)

MODEL_RULES: dict[str, tuple[str, Shape]] = {
    "kling-v2-mi2i/at_least_one_input": (
        (
            "has(self.prompt) || has(self.subject_images) || has(self.scene_image) "
            "|| has(self.style_image)"
        ),
        request(
            prompt="string", subject_images="array", scene_image="string", style_image="string"
        ),
    ),
    "kling-v1-i2v/image_tail_or_static_mask": (
        "!(has(self.image_tail) && has(self.static_mask))",
        request(image_tail="string", static_mask="string"),
    ),
    "kling-v1-i2v/image_tail_or_dynamic_masks": (
        "!(has(self.image_tail) && has(self.dynamic_masks))",
        request(image_tail="string", dynamic_masks="array"),
    ),
    "kling-v1.5-i2i/human_fidelity_needs_subject": (
        (
            "!has(self.human_fidelity) || "
            "(has(self.image_reference) && self.image_reference == 'subject')"
        ),
        request(human_fidelity="number", image_reference=shape("string", enum=("subject", "face"))),
    ),
    "kling-image-o1/images_and_elements": (
        (
            "(has(self.image_list) ? size(self.image_list) : 0) + "
            "(has(self.element_list) ? size(self.element_list) : 0) <= 10"
        ),
        request(image_list="array", element_list="array"),
    ),
    "kling-image-o1/image_references": (
        (
            "!has(self.prompt) || maxImageRef(self.prompt) <= "
            "(has(self.image_list) ? size(self.image_list) : 0)"
        ),
        request(prompt="string", image_list="array"),
    ),
}
