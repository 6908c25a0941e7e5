from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.kling_v1_i2v_request_mode import (
    KlingV1I2vRequestMode,
)
from ..types import UNSET, Unset
from ..violations import Findings

if TYPE_CHECKING:
    from ..models.kling_v1_i2v_request_dynamic_masks_item import (
        KlingV1I2vRequestDynamicMasksItem,
    )


T = TypeVar("T", bound="KlingV1I2vRequest")


@_attrs_define
class KlingV1I2vRequest:
    """
    Attributes:
        image (str): The picture that the clip starts with.
        image_tail (str | Unset): The picture that the clip ends with; not together with a motion brush.
        prompt (str | Unset): What happens in the clip, in Chinese or English.
        negative_prompt (str | Unset): What the clip should not show.
        cfg_scale (float | Unset): How closely the clip follows the prompt. Of V1 and V1.6 only.
        mode (KlingV1I2vRequestMode | Unset): `std` is faster; `pro` looks better and takes longer.
        static_mask (str | Unset): Motion brush, what stands still; not together with image_tail.
        dynamic_masks (list[KlingV1I2vRequestDynamicMasksItem] | Unset): Motion brush, what moves; not together with
            image_tail.
        duration (int | Unset): Length of the clip in seconds.
    """

    image: str
    image_tail: str | Unset = UNSET
    prompt: str | Unset = UNSET
    negative_prompt: str | Unset = UNSET
    cfg_scale: float | Unset = UNSET
    mode: KlingV1I2vRequestMode | Unset = UNSET
    static_mask: str | Unset = UNSET
    dynamic_masks: list[KlingV1I2vRequestDynamicMasksItem] | Unset = UNSET
    duration: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict[str, Any])

    def to_dict(self) -> dict[str, Any]:
        image = self.image

        image_tail = self.image_tail

        prompt = self.prompt

        negative_prompt = self.negative_prompt

        cfg_scale = self.cfg_scale

        mode = self.mode

        static_mask = self.static_mask

        dynamic_masks: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.dynamic_masks, Unset):
            dynamic_masks = []
            for dynamic_masks_item_data in self.dynamic_masks:
                dynamic_masks_item = dynamic_masks_item_data.to_dict()
                dynamic_masks.append(dynamic_masks_item)

        duration = self.duration

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "image": image,
            }
        )
        if image_tail is not UNSET:
            field_dict["image_tail"] = image_tail
        if prompt is not UNSET:
            field_dict["prompt"] = prompt
        if negative_prompt is not UNSET:
            field_dict["negative_prompt"] = negative_prompt
        if cfg_scale is not UNSET:
            field_dict["cfg_scale"] = cfg_scale
        if mode is not UNSET:
            field_dict["mode"] = mode
        if static_mask is not UNSET:
            field_dict["static_mask"] = static_mask
        if dynamic_masks is not UNSET:
            field_dict["dynamic_masks"] = dynamic_masks
        if duration is not UNSET:
            field_dict["duration"] = duration

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.kling_v1_i2v_request_dynamic_masks_item import (
            KlingV1I2vRequestDynamicMasksItem,  # noqa: PLC0415
        )

        d = dict(src_dict)
        image = d.pop("image")

        image_tail = d.pop("image_tail", UNSET)

        prompt = d.pop("prompt", UNSET)

        negative_prompt = d.pop("negative_prompt", UNSET)

        cfg_scale = d.pop("cfg_scale", UNSET)

        mode = cast(KlingV1I2vRequestMode | Unset, d.pop("mode", UNSET))

        static_mask = d.pop("static_mask", UNSET)

        _dynamic_masks = d.pop("dynamic_masks", UNSET)
        dynamic_masks: list[KlingV1I2vRequestDynamicMasksItem] | Unset = UNSET
        if _dynamic_masks is not UNSET:
            dynamic_masks = []
            for dynamic_masks_item_data in _dynamic_masks:
                dynamic_masks_item = KlingV1I2vRequestDynamicMasksItem.from_dict(
                    dynamic_masks_item_data
                )

                dynamic_masks.append(dynamic_masks_item)

        duration = d.pop("duration", UNSET)

        kling_v1_i2v_request = cls(
            image=image,
            image_tail=image_tail,
            prompt=prompt,
            negative_prompt=negative_prompt,
            cfg_scale=cfg_scale,
            mode=mode,
            static_mask=static_mask,
            dynamic_masks=dynamic_masks,
            duration=duration,
        )

        kling_v1_i2v_request.additional_properties = d
        return kling_v1_i2v_request

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
        from ..rules.kling_v1_i2v import check

        return check(self.to_dict())
