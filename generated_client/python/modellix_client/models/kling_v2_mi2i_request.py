from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.kling_v2_mi2i_request_aspect_ratio import (
    KlingV2Mi2iRequestAspectRatio,
)
from ..types import UNSET, Unset
from ..violations import Findings

T = TypeVar("T", bound="KlingV2Mi2iRequest")


@_attrs_define
class KlingV2Mi2iRequest:
    """
    Attributes:
        prompt (str | Unset): What the picture shows, in Chinese or English. Recommended.
        subject_images (list[str] | Unset): The subjects to bring together.
        scene_image (str | Unset): The scene that replaces the background.
        style_image (str | Unset): The picture whose style is carried over.
        aspect_ratio (KlingV2Mi2iRequestAspectRatio | Unset): Width to height of the picture.
        n (int | Unset): How many pictures to make.
    """

    prompt: str | Unset = UNSET
    subject_images: list[str] | Unset = UNSET
    scene_image: str | Unset = UNSET
    style_image: str | Unset = UNSET
    aspect_ratio: KlingV2Mi2iRequestAspectRatio | Unset = UNSET
    n: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict[str, Any])

    def to_dict(self) -> dict[str, Any]:
        prompt = self.prompt

        subject_images: list[str] | Unset = UNSET
        if not isinstance(self.subject_images, Unset):
            subject_images = self.subject_images

        scene_image = self.scene_image

        style_image = self.style_image

        aspect_ratio = self.aspect_ratio

        n = self.n

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if prompt is not UNSET:
            field_dict["prompt"] = prompt
        if subject_images is not UNSET:
            field_dict["subject_images"] = subject_images
        if scene_image is not UNSET:
            field_dict["scene_image"] = scene_image
        if style_image is not UNSET:
            field_dict["style_image"] = style_image
        if aspect_ratio is not UNSET:
            field_dict["aspect_ratio"] = aspect_ratio
        if n is not UNSET:
            field_dict["n"] = n

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        prompt = d.pop("prompt", UNSET)

        subject_images = cast(list[str], d.pop("subject_images", UNSET))

        scene_image = d.pop("scene_image", UNSET)

        style_image = d.pop("style_image", UNSET)

        aspect_ratio = cast(KlingV2Mi2iRequestAspectRatio | Unset, d.pop("aspect_ratio", UNSET))

        n = d.pop("n", UNSET)

        kling_v2_mi2i_request = cls(
            prompt=prompt,
            subject_images=subject_images,
            scene_image=scene_image,
            style_image=style_image,
            aspect_ratio=aspect_ratio,
            n=n,
        )

        kling_v2_mi2i_request.additional_properties = d
        return kling_v2_mi2i_request

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties

    def check(self) -> Findings:
        """Hold the request against the rules of its model; nothing is sent.

        Returns:
            Violations and warnings, in the order of the rule inventory.
        """
        from ..rules.kling_v2_mi2i import check

        return check(self.to_dict())
