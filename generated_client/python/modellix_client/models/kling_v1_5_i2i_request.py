from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.kling_v1_5_i2i_request_aspect_ratio import (
    KlingV15I2iRequestAspectRatio,
)
from ..models.kling_v1_5_i2i_request_image_reference import (
    KlingV15I2iRequestImageReference,
)
from ..models.kling_v1_5_i2i_request_resolution import (
    KlingV15I2iRequestResolution,
)
from ..types import UNSET, Unset
from ..violations import Findings

T = TypeVar("T", bound="KlingV15I2iRequest")


@_attrs_define
class KlingV15I2iRequest:
    """
    Attributes:
        prompt (str): What the picture shows, in Chinese or English.
        image (str): The picture to follow.
        image_reference (KlingV15I2iRequestImageReference | Unset): What to keep of the picture: `subject` keeps the
            character, `face` keeps the looks and works with a single face only. A feature of V1.5 alone.
        image_fidelity (float | Unset): How strongly the face of the picture is followed; higher is stronger.
        human_fidelity (float | Unset): How alike facial features are kept; higher is stronger. Only together with
            image_reference subject.
        aspect_ratio (KlingV15I2iRequestAspectRatio | Unset): Width to height of the picture.
        resolution (KlingV15I2iRequestResolution | Unset): Size class of the picture; this model has one.
        n (int | Unset): How many pictures to make.
    """

    prompt: str
    image: str
    image_reference: KlingV15I2iRequestImageReference | Unset = UNSET
    image_fidelity: float | Unset = UNSET
    human_fidelity: float | Unset = UNSET
    aspect_ratio: KlingV15I2iRequestAspectRatio | Unset = UNSET
    resolution: KlingV15I2iRequestResolution | Unset = UNSET
    n: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict[str, Any])

    def to_dict(self) -> dict[str, Any]:
        prompt = self.prompt

        image = self.image

        image_reference = self.image_reference

        image_fidelity = self.image_fidelity

        human_fidelity = self.human_fidelity

        aspect_ratio = self.aspect_ratio

        resolution = self.resolution

        n = self.n

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "prompt": prompt,
                "image": image,
            }
        )
        if image_reference is not UNSET:
            field_dict["image_reference"] = image_reference
        if image_fidelity is not UNSET:
            field_dict["image_fidelity"] = image_fidelity
        if human_fidelity is not UNSET:
            field_dict["human_fidelity"] = human_fidelity
        if aspect_ratio is not UNSET:
            field_dict["aspect_ratio"] = aspect_ratio
        if resolution is not UNSET:
            field_dict["resolution"] = resolution
        if n is not UNSET:
            field_dict["n"] = n

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        prompt = d.pop("prompt")

        image = d.pop("image")

        image_reference = cast(
            KlingV15I2iRequestImageReference | Unset, d.pop("image_reference", UNSET)
        )

        image_fidelity = d.pop("image_fidelity", UNSET)

        human_fidelity = d.pop("human_fidelity", UNSET)

        aspect_ratio = cast(KlingV15I2iRequestAspectRatio | Unset, d.pop("aspect_ratio", UNSET))

        resolution = cast(KlingV15I2iRequestResolution | Unset, d.pop("resolution", UNSET))

        n = d.pop("n", UNSET)

        kling_v1_5_i2i_request = cls(
            prompt=prompt,
            image=image,
            image_reference=image_reference,
            image_fidelity=image_fidelity,
            human_fidelity=human_fidelity,
            aspect_ratio=aspect_ratio,
            resolution=resolution,
            n=n,
        )

        kling_v1_5_i2i_request.additional_properties = d
        return kling_v1_5_i2i_request

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
        from ..rules.kling_v1_5_i2i import check

        return check(self.to_dict())
