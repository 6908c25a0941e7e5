from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.kling_image_o1_request_aspect_ratio import (
    KlingImageO1RequestAspectRatio,
)
from ..models.kling_image_o1_request_resolution import (
    KlingImageO1RequestResolution,
)
from ..types import UNSET, Unset
from ..violations import Findings

if TYPE_CHECKING:
    from ..models.kling_image_o1_request_element_list_item import (
        KlingImageO1RequestElementListItem,
    )
    from ..models.kling_image_o1_request_image_list_item import (
        KlingImageO1RequestImageListItem,
    )


T = TypeVar("T", bound="KlingImageO1Request")


@_attrs_define
class KlingImageO1Request:
    """
    Attributes:
        prompt (str): What the picture shows, in Chinese or English. `<<<image_1>>>` names the first entry of
            image_list, and so on.
        image_list (list[KlingImageO1RequestImageListItem] | Unset): Pictures to draw on; at most ten together with
            element_list.
        element_list (list[KlingImageO1RequestElementListItem] | Unset): Stored elements to draw on; at most ten
            together with image_list.
        resolution (KlingImageO1RequestResolution | Unset): Size class of the picture.
        aspect_ratio (KlingImageO1RequestAspectRatio | Unset): Width to height of the picture; `auto` leaves it to the
            model.
        n (int | Unset): How many pictures to make.
    """

    prompt: str
    image_list: list[KlingImageO1RequestImageListItem] | Unset = UNSET
    element_list: list[KlingImageO1RequestElementListItem] | Unset = UNSET
    resolution: KlingImageO1RequestResolution | Unset = UNSET
    aspect_ratio: KlingImageO1RequestAspectRatio | Unset = UNSET
    n: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict[str, Any])

    def to_dict(self) -> dict[str, Any]:
        prompt = self.prompt

        image_list: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.image_list, Unset):
            image_list = []
            for image_list_item_data in self.image_list:
                image_list_item = image_list_item_data.to_dict()
                image_list.append(image_list_item)

        element_list: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.element_list, Unset):
            element_list = []
            for element_list_item_data in self.element_list:
                element_list_item = element_list_item_data.to_dict()
                element_list.append(element_list_item)

        resolution = self.resolution

        aspect_ratio = self.aspect_ratio

        n = self.n

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "prompt": prompt,
            }
        )
        if image_list is not UNSET:
            field_dict["image_list"] = image_list
        if element_list is not UNSET:
            field_dict["element_list"] = element_list
        if resolution is not UNSET:
            field_dict["resolution"] = resolution
        if aspect_ratio is not UNSET:
            field_dict["aspect_ratio"] = aspect_ratio
        if n is not UNSET:
            field_dict["n"] = n

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.kling_image_o1_request_element_list_item import (
            KlingImageO1RequestElementListItem,  # noqa: PLC0415
        )
        from ..models.kling_image_o1_request_image_list_item import (
            KlingImageO1RequestImageListItem,  # noqa: PLC0415
        )

        d = dict(src_dict)
        prompt = d.pop("prompt")

        _image_list = d.pop("image_list", UNSET)
        image_list: list[KlingImageO1RequestImageListItem] | Unset = UNSET
        if _image_list is not UNSET:
            image_list = []
            for image_list_item_data in _image_list:
                image_list_item = KlingImageO1RequestImageListItem.from_dict(image_list_item_data)

                image_list.append(image_list_item)

        _element_list = d.pop("element_list", UNSET)
        element_list: list[KlingImageO1RequestElementListItem] | Unset = UNSET
        if _element_list is not UNSET:
            element_list = []
            for element_list_item_data in _element_list:
                element_list_item = KlingImageO1RequestElementListItem.from_dict(
                    element_list_item_data
                )

                element_list.append(element_list_item)

        resolution = cast(KlingImageO1RequestResolution | Unset, d.pop("resolution", UNSET))

        aspect_ratio = cast(KlingImageO1RequestAspectRatio | Unset, d.pop("aspect_ratio", UNSET))

        n = d.pop("n", UNSET)

        kling_image_o1_request = cls(
            prompt=prompt,
            image_list=image_list,
            element_list=element_list,
            resolution=resolution,
            aspect_ratio=aspect_ratio,
            n=n,
        )

        kling_image_o1_request.additional_properties = d
        return kling_image_o1_request

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
        from ..rules.kling_image_o1 import check

        return check(self.to_dict())
