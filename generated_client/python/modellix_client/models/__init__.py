"""Requests and answers as classes; each module is loaded when its class is first used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .balance import Balance
    from .balance_envelope import BalanceEnvelope
    from .billing import Billing
    from .deleted_envelope import DeletedEnvelope
    from .error_envelope import ErrorEnvelope
    from .get_result import GetResult
    from .key_validity import KeyValidity
    from .key_validity_envelope import KeyValidityEnvelope
    from .kling_image_o1_request import KlingImageO1Request
    from .kling_image_o1_request_aspect_ratio import KlingImageO1RequestAspectRatio
    from .kling_image_o1_request_element_list_item import (
        KlingImageO1RequestElementListItem,
    )
    from .kling_image_o1_request_image_list_item import KlingImageO1RequestImageListItem
    from .kling_image_o1_request_resolution import KlingImageO1RequestResolution
    from .kling_v1_5_i2i_request import KlingV15I2iRequest
    from .kling_v1_5_i2i_request_aspect_ratio import KlingV15I2iRequestAspectRatio
    from .kling_v1_5_i2i_request_image_reference import KlingV15I2iRequestImageReference
    from .kling_v1_5_i2i_request_resolution import KlingV15I2iRequestResolution
    from .kling_v1_6_mi2v_request import KlingV16Mi2vRequest
    from .kling_v1_6_mi2v_request_aspect_ratio import KlingV16Mi2vRequestAspectRatio
    from .kling_v1_6_mi2v_request_mode import KlingV16Mi2vRequestMode
    from .kling_v1_i2v_request import KlingV1I2vRequest
    from .kling_v1_i2v_request_dynamic_masks_item import (
        KlingV1I2vRequestDynamicMasksItem,
    )
    from .kling_v1_i2v_request_mode import KlingV1I2vRequestMode
    from .kling_v2_mi2i_request import KlingV2Mi2iRequest
    from .kling_v2_mi2i_request_aspect_ratio import KlingV2Mi2iRequestAspectRatio
    from .media_file import MediaFile
    from .media_file_envelope import MediaFileEnvelope
    from .media_file_list_envelope import MediaFileListEnvelope
    from .model_entry import ModelEntry
    from .model_list import ModelList
    from .resource import Resource
    from .result_extensions import ResultExtensions
    from .result_metadata import ResultMetadata
    from .task_data import TaskData
    from .task_envelope import TaskEnvelope
    from .task_result import TaskResult

_MODULES = {
    "Balance": ".balance",
    "BalanceEnvelope": ".balance_envelope",
    "Billing": ".billing",
    "DeletedEnvelope": ".deleted_envelope",
    "ErrorEnvelope": ".error_envelope",
    "GetResult": ".get_result",
    "KeyValidity": ".key_validity",
    "KeyValidityEnvelope": ".key_validity_envelope",
    "KlingImageO1Request": ".kling_image_o1_request",
    "KlingImageO1RequestAspectRatio": ".kling_image_o1_request_aspect_ratio",
    "KlingImageO1RequestElementListItem": ".kling_image_o1_request_element_list_item",
    "KlingImageO1RequestImageListItem": ".kling_image_o1_request_image_list_item",
    "KlingImageO1RequestResolution": ".kling_image_o1_request_resolution",
    "KlingV15I2iRequest": ".kling_v1_5_i2i_request",
    "KlingV15I2iRequestAspectRatio": ".kling_v1_5_i2i_request_aspect_ratio",
    "KlingV15I2iRequestImageReference": ".kling_v1_5_i2i_request_image_reference",
    "KlingV15I2iRequestResolution": ".kling_v1_5_i2i_request_resolution",
    "KlingV16Mi2vRequest": ".kling_v1_6_mi2v_request",
    "KlingV16Mi2vRequestAspectRatio": ".kling_v1_6_mi2v_request_aspect_ratio",
    "KlingV16Mi2vRequestMode": ".kling_v1_6_mi2v_request_mode",
    "KlingV1I2vRequest": ".kling_v1_i2v_request",
    "KlingV1I2vRequestDynamicMasksItem": ".kling_v1_i2v_request_dynamic_masks_item",
    "KlingV1I2vRequestMode": ".kling_v1_i2v_request_mode",
    "KlingV2Mi2iRequest": ".kling_v2_mi2i_request",
    "KlingV2Mi2iRequestAspectRatio": ".kling_v2_mi2i_request_aspect_ratio",
    "MediaFile": ".media_file",
    "MediaFileEnvelope": ".media_file_envelope",
    "MediaFileListEnvelope": ".media_file_list_envelope",
    "ModelEntry": ".model_entry",
    "ModelList": ".model_list",
    "Resource": ".resource",
    "ResultExtensions": ".result_extensions",
    "ResultMetadata": ".result_metadata",
    "TaskData": ".task_data",
    "TaskEnvelope": ".task_envelope",
    "TaskResult": ".task_result",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name], __name__), name)


def __dir__() -> list[str]:
    return sorted(_MODULES)


__all__ = (
    "Balance",
    "BalanceEnvelope",
    "Billing",
    "DeletedEnvelope",
    "ErrorEnvelope",
    "GetResult",
    "KeyValidity",
    "KeyValidityEnvelope",
    "KlingImageO1Request",
    "KlingImageO1RequestAspectRatio",
    "KlingImageO1RequestElementListItem",
    "KlingImageO1RequestImageListItem",
    "KlingImageO1RequestResolution",
    "KlingV15I2iRequest",
    "KlingV15I2iRequestAspectRatio",
    "KlingV15I2iRequestImageReference",
    "KlingV15I2iRequestResolution",
    "KlingV16Mi2vRequest",
    "KlingV16Mi2vRequestAspectRatio",
    "KlingV16Mi2vRequestMode",
    "KlingV1I2vRequest",
    "KlingV1I2vRequestDynamicMasksItem",
    "KlingV1I2vRequestMode",
    "KlingV2Mi2iRequest",
    "KlingV2Mi2iRequestAspectRatio",
    "MediaFile",
    "MediaFileEnvelope",
    "MediaFileListEnvelope",
    "ModelEntry",
    "ModelList",
    "Resource",
    "ResultExtensions",
    "ResultMetadata",
    "TaskData",
    "TaskEnvelope",
    "TaskResult",
)
