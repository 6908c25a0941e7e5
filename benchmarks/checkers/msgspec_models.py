"""The same requests as msgspec structs, strict, as a careful user would write them.

Rules over several members are looked at after the members. What an image may be is a pattern; its
decoded size is left out.
"""

# The structs are made at run time, which a type checker cannot follow.
# mypy: disable-error-code="valid-type,misc"

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, defstruct

Prompt = Annotated[str, Meta(min_length=1, max_length=2500)]
Ratio = Literal["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"]
RatioOrAuto = Literal["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9", "auto"]
Share = Annotated[float, Meta(ge=0, le=1)]
Count = Annotated[int, Meta(ge=1, le=9)]
_MOST_REFERENCES = 10


class _Element(Struct, forbid_unknown_fields=True):
    # The bounds of 64 bits are those of msgspec itself: a Meta takes no greater ones.
    element_id: Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]


def _something_is_given(request: Any) -> None:
    given = (request.prompt, request.subject_images, request.scene_image, request.style_image)
    if all(member is UNSET for member in given):
        raise ValueError("give at least one")


def _fidelity_needs_subject(request: Any) -> None:
    if request.human_fidelity is not UNSET and request.image_reference != "subject":
        raise ValueError("human_fidelity needs subject")


def _together(request: Any) -> None:
    lists = (request.image_list, request.element_list)
    if sum(len(entries) for entries in lists if entries is not UNSET) > _MOST_REFERENCES:
        raise ValueError("at most ten together")


def _tail_or_masks(request: Any) -> None:
    masks = request.static_mask is not UNSET or request.dynamic_masks is not UNSET
    if request.image_tail is not UNSET and masks:
        raise ValueError("image_tail excludes masks")


def structs(any_image: str, stated_image: str) -> dict[str, type[Struct]]:
    """One struct a model.

    Args:
        any_image: the pattern of images whose format is not stated.
        stated_image: the pattern of images that have to be JPEG or PNG.
    """
    image = Annotated[str, Meta(min_length=1, pattern=any_image)]
    stated = Annotated[str, Meta(min_length=1, pattern=stated_image)]
    images = Annotated[list[image], Meta(min_length=1, max_length=4)]
    picture = defstruct("Picture", [("image", stated)], forbid_unknown_fields=True)
    return {
        "kling-v2-mi2i": _struct(
            "V2Mi2i",
            {},
            {
                "prompt": Prompt,
                "subject_images": images,
                "scene_image": stated,
                "style_image": stated,
                "aspect_ratio": Ratio,
                "n": Count,
            },
            _something_is_given,
        ),
        "kling-v1.6-mi2v": _struct(
            "V16Mi2v",
            {"images": images, "prompt": Prompt},
            {
                "negative_prompt": Prompt,
                "mode": Literal["std", "pro"],
                "duration": Literal[5, 10],
                "aspect_ratio": Literal["16:9", "9:16", "1:1"],
            },
        ),
        "kling-v1.5-i2i": _struct(
            "V15I2i",
            {"prompt": Prompt, "image": stated},
            {
                "image_reference": Literal["subject", "face"],
                "image_fidelity": Share,
                "human_fidelity": Share,
                "aspect_ratio": Ratio,
                "resolution": Literal["1k"],
                "n": Count,
            },
            _fidelity_needs_subject,
        ),
        "kling-image-o1": _struct(
            "ImageO1",
            {"prompt": Prompt},
            {
                "image_list": Annotated[list[picture], Meta(max_length=10)],
                "element_list": Annotated[list[_Element], Meta(max_length=10)],
                "resolution": Literal["1k", "2k"],
                "aspect_ratio": RatioOrAuto,
                "n": Count,
            },
            _together,
        ),
        "kling-v1-i2v": _struct(
            "V1I2v",
            {"image": image},
            {
                "image_tail": image,
                "prompt": Prompt,
                "negative_prompt": Prompt,
                "cfg_scale": Share,
                "mode": Literal["std", "pro"],
                "static_mask": image,
                "dynamic_masks": list[dict[str, Any]],
                "duration": Literal[5, 10],
            },
            _tail_or_masks,
        ),
    }


def _struct(
    name: str, required: dict[str, Any], optional: dict[str, Any], rule: Any = None
) -> type[Struct]:
    fields: list[Any] = list(required.items())
    fields += [(member, form | UnsetType, UNSET) for member, form in optional.items()]
    namespace = {} if rule is None else {"__post_init__": rule}
    return defstruct(name, fields, namespace=namespace, forbid_unknown_fields=True)
