from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.kling_v1_6_mi2v_request_aspect_ratio import (
    KlingV16Mi2vRequestAspectRatio,
)
from ..models.kling_v1_6_mi2v_request_mode import (
    KlingV16Mi2vRequestMode,
)
from ..types import UNSET, Unset
from ..violations import Findings

T = TypeVar("T", bound="KlingV16Mi2vRequest")


@_attrs_define
class KlingV16Mi2vRequest:
    """
    Attributes:
        images (list[str]): The pictures to start from.
        prompt (str): What happens in the clip, in Chinese or English.
        negative_prompt (str | Unset): What the clip should not show.
        mode (KlingV16Mi2vRequestMode | Unset): `std` is faster; `pro` looks better and takes longer.
        duration (int | Unset): Length of the clip in seconds.
        aspect_ratio (KlingV16Mi2vRequestAspectRatio | Unset): Width to height: 16:9 lies, 9:16 stands, 1:1 is square.
    """

    images: list[str]
    prompt: str
    negative_prompt: str | Unset = UNSET
    mode: KlingV16Mi2vRequestMode | Unset = UNSET
    duration: int | Unset = UNSET
    aspect_ratio: KlingV16Mi2vRequestAspectRatio | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict[str, Any])

    def to_dict(self) -> dict[str, Any]:
        images = self.images

        prompt = self.prompt

        negative_prompt = self.negative_prompt

        mode = self.mode

        duration = self.duration

        aspect_ratio = self.aspect_ratio

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "images": images,
                "prompt": prompt,
            }
        )
        if negative_prompt is not UNSET:
            field_dict["negative_prompt"] = negative_prompt
        if mode is not UNSET:
            field_dict["mode"] = mode
        if duration is not UNSET:
            field_dict["duration"] = duration
        if aspect_ratio is not UNSET:
            field_dict["aspect_ratio"] = aspect_ratio

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        images = cast(list[str], d.pop("images"))

        prompt = d.pop("prompt")

        negative_prompt = d.pop("negative_prompt", UNSET)

        mode = cast(KlingV16Mi2vRequestMode | Unset, d.pop("mode", UNSET))

        duration = d.pop("duration", UNSET)

        aspect_ratio = cast(KlingV16Mi2vRequestAspectRatio | Unset, d.pop("aspect_ratio", UNSET))

        kling_v1_6_mi2v_request = cls(
            images=images,
            prompt=prompt,
            negative_prompt=negative_prompt,
            mode=mode,
            duration=duration,
            aspect_ratio=aspect_ratio,
        )

        kling_v1_6_mi2v_request.additional_properties = d
        return kling_v1_6_mi2v_request

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
        from ..rules.kling_v1_6_mi2v import check

        return check(self.to_dict())
