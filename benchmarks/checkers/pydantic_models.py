"""The same requests as pydantic models, strict, as a careful user would write them.

A member that may be left out has a default that its type does not allow, so that null is refused.
Rules over several members are validators. What an image may be is a pattern; its decoded size is
left out.
"""

# The models are made at run time, which a type checker cannot follow.
# mypy: disable-error-code="arg-type,misc,maybe-unrecognized-str-typeform,no-any-return,type-var"

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, create_model, model_validator

Prompt = Annotated[str, Field(min_length=1, max_length=2500)]
Ratio = Literal["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"]
Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=1, le=9)]
_MOST_REFERENCES = 10


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class _Element(_Strict):
    element_id: Annotated[int, Field(ge=-(2**63), le=2**63 - 1)]


class _SomethingGiven(_Strict):
    @model_validator(mode="after")
    def _something_is_given(self: Any) -> Self:
        if not (self.prompt or self.subject_images or self.scene_image or self.style_image):
            raise ValueError("give at least one")
        return self


class _FidelityNeedsSubject(_Strict):
    @model_validator(mode="after")
    def _fidelity_needs_subject(self: Any) -> Self:
        if self.human_fidelity is not None and self.image_reference != "subject":
            raise ValueError("human_fidelity needs subject")
        return self


class _AtMostTen(_Strict):
    @model_validator(mode="after")
    def _together(self: Any) -> Self:
        if len(self.image_list or ()) + len(self.element_list or ()) > _MOST_REFERENCES:
            raise ValueError("at most ten together")
        return self


class _TailOrMasks(_Strict):
    @model_validator(mode="after")
    def _one_of_them(self: Any) -> Self:
        if self.image_tail is not None and (self.static_mask or self.dynamic_masks is not None):
            raise ValueError("image_tail excludes masks")
        return self


def adapters(any_image: str, stated_image: str) -> dict[str, TypeAdapter[Any]]:
    """One adapter a model.

    Args:
        any_image: the pattern of images whose format is not stated.
        stated_image: the pattern of images that have to be JPEG or PNG.
    """
    image: Any = Annotated[str, Field(min_length=1, pattern=any_image)]
    stated: Any = Annotated[str, Field(min_length=1, pattern=stated_image)]
    images: Any = Annotated[list[image], Field(min_length=1, max_length=4)]
    picture = create_model("Picture", __base__=_Strict, image=(stated, ...))
    pictures: Any = Annotated[list[picture], Field(max_length=10)]  # type: ignore[valid-type]
    elements: Any = Annotated[list[_Element], Field(max_length=10)]
    models: dict[str, Any] = {
        "kling-v2-mi2i": create_model(
            "V2Mi2i",
            __base__=_SomethingGiven,
            prompt=(Prompt, None),
            subject_images=(images, None),
            scene_image=(stated, None),
            style_image=(stated, None),
            aspect_ratio=(Ratio, None),
            n=(Count, None),
        ),
        "kling-v1.6-mi2v": create_model(
            "V16Mi2v",
            __base__=_Strict,
            images=(images, ...),
            prompt=(Prompt, ...),
            negative_prompt=(Prompt, None),
            mode=(Literal["std", "pro"], None),
            duration=(Literal[5, 10], None),
            aspect_ratio=(Literal["16:9", "9:16", "1:1"], None),
        ),
        "kling-v1.5-i2i": create_model(
            "V15I2i",
            __base__=_FidelityNeedsSubject,
            prompt=(Prompt, ...),
            image=(stated, ...),
            image_reference=(Literal["subject", "face"], None),
            image_fidelity=(Share, None),
            human_fidelity=(Share, None),
            aspect_ratio=(Ratio, None),
            resolution=(Literal["1k"], None),
            n=(Count, None),
        ),
        "kling-image-o1": create_model(
            "ImageO1",
            __base__=_AtMostTen,
            prompt=(Prompt, ...),
            image_list=(pictures, None),
            element_list=(elements, None),
            resolution=(Literal["1k", "2k"], None),
            aspect_ratio=(Ratio | Literal["auto"], None),
            n=(Count, None),
        ),
        "kling-v1-i2v": create_model(
            "V1I2v",
            __base__=_TailOrMasks,
            image=(image, ...),
            image_tail=(image, None),
            prompt=(Prompt, None),
            negative_prompt=(Prompt, None),
            cfg_scale=(Share, None),
            mode=(Literal["std", "pro"], None),
            static_mask=(image, None),
            dynamic_masks=(list[dict[str, Any]], None),
            duration=(Literal[5, 10], None),
        ),
    }
    return {name: TypeAdapter(model) for name, model in models.items()}
