"""The rules of kling-v1-i2v."""

# JSON that nobody has looked at yet: what a test narrows it to, it cannot say of its members.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownMemberType=false
# A rule asks whether a member is there, whether or not another one says that it has to be.
# pyright: reportUnnecessaryComparison=false

from __future__ import annotations

from typing import Any

from .._checks import (
    CLEAN,
    Findings,
    Violation,
    check_media,
    has_surrogate,
    is_integer,
    is_number,
    json_type,
    nearest,
    pointer,
    shown,
    spellings,
    strangers,
)

# How a body is written: the members of closed objects in order, others by their UTF-8 bytes.
LAYOUT: dict[str, Any] = {
    "image": None,
    "image_tail": None,
    "prompt": None,
    "negative_prompt": None,
    "cfg_scale": None,
    "mode": None,
    "static_mask": None,
    "dynamic_masks": None,
    "duration": None,
}
# Where images may stand.
MEDIA: dict[str, Any] = {"image": True, "image_tail": True, "static_mask": True}
# The strings that enums list: of all that a request says, these alone may be shown.
WORDS: frozenset[str] = frozenset(("pro", "std"))

VALUES_MODE = frozenset(("std", "pro"))
VALUES_DURATION = frozenset((5, 10))
KNOWN = spellings(
    (
        "image",
        "image_tail",
        "prompt",
        "negative_prompt",
        "cfg_scale",
        "mode",
        "static_mask",
        "dynamic_masks",
        "duration",
    )
)
NAMED = frozenset(
    (
        "image",
        "image_tail",
        "prompt",
        "negative_prompt",
        "cfg_scale",
        "mode",
        "static_mask",
        "dynamic_masks",
        "duration",
    )
)


def check(body: object) -> Findings:
    """Hold a request body against every rule of kling-v1-i2v.

    Args:
        body: any JSON value.

    Returns:
        Violations and warnings, in the order of the rule inventory.
    """
    # The short road: plainly valid, or a closer look.
    if type(body) is not dict:
        return _full_check(body)
    members: dict[str, Any] = body
    absent = 0
    v_image = members.get("image")
    if type(v_image) is not str or not (
        "https://" < v_image < "https:/0" and v_image.isprintable() and " " not in v_image
    ):
        return _full_check(body)
    if "image_tail" in members:
        v_image_tail = members["image_tail"]
        if type(v_image_tail) is not str or not (
            "https://" < v_image_tail < "https:/0"
            and v_image_tail.isprintable()
            and " " not in v_image_tail
        ):
            return _full_check(body)
    else:
        absent += 1
        v_image_tail = None
    if "prompt" in members:
        v_prompt = members["prompt"]
        if (
            type(v_prompt) is not str
            or not (v_prompt.isascii() or not has_surrogate(v_prompt))
            or not (v_prompt)
            or not (len(v_prompt) <= 2500)
        ):
            return _full_check(body)
    else:
        absent += 1
    if "negative_prompt" in members:
        v_negative_prompt = members["negative_prompt"]
        if (
            type(v_negative_prompt) is not str
            or not (v_negative_prompt.isascii() or not has_surrogate(v_negative_prompt))
            or not (v_negative_prompt)
            or not (len(v_negative_prompt) <= 2500)
        ):
            return _full_check(body)
    else:
        absent += 1
    if "cfg_scale" in members:
        v_cfg_scale = members["cfg_scale"]
        if not (type(v_cfg_scale) is float or type(v_cfg_scale) is int) or not (
            0 <= v_cfg_scale <= 1
        ):
            return _full_check(body)
    else:
        absent += 1
    if "mode" in members:
        v_mode = members["mode"]
        if type(v_mode) is not str or not (v_mode in {"std", "pro"}):
            return _full_check(body)
    else:
        absent += 1
    if "static_mask" in members:
        v_static_mask = members["static_mask"]
        if type(v_static_mask) is not str or not (
            "https://" < v_static_mask < "https:/0"
            and v_static_mask.isprintable()
            and " " not in v_static_mask
        ):
            return _full_check(body)
    else:
        absent += 1
        v_static_mask = None
    if "dynamic_masks" in members:
        v_dynamic_masks = members["dynamic_masks"]
        if type(v_dynamic_masks) is not list:
            return _full_check(body)
    else:
        absent += 1
        v_dynamic_masks = None
    if "duration" in members:
        v_duration = members["duration"]
        if type(v_duration) is not int or not (v_duration in {5, 10}):
            return _full_check(body)
    else:
        absent += 1
    if len(members) + absent != 9:
        return _full_check(body)
    if v_dynamic_masks is not None:
        for item_1 in v_dynamic_masks:
            if type(item_1) is not dict:
                return _full_check(body)
    if v_image_tail is not None and v_static_mask is not None:
        return _full_check(body)
    if v_image_tail is not None and v_dynamic_masks is not None:
        return _full_check(body)
    return CLEAN


def _full_check(body: object) -> Findings:
    found: list[Violation] = []
    if not isinstance(body, dict):
        found.append(
            Violation(
                "kling-v1-i2v/type",
                "",
                "type",
                "object",
                json_type(body),
                "the request must be an object",
            )
        )
        return found, ()
    members: dict[str, Any] = body
    known = 0
    typed_image_tail = True
    typed_static_mask = True
    typed_dynamic_masks = True
    if "image" in members:
        known += 1
        v_image = members["image"]
        if type(v_image) is not str or not (
            "https://" < v_image < "https:/0" and v_image.isprintable() and " " not in v_image
        ):
            if isinstance(v_image, str) and (v_image.isascii() or not has_surrogate(v_image)):
                if (media := check_media(v_image, (), None)) is not None:
                    found.append(
                        Violation(
                            "kling-v1-i2v/image/media",
                            "/image",
                            "media",
                            media[0],
                            media[1],
                            "image must be an http(s) URL, a data URL or Base64 of an image",
                        )
                    )
            else:
                found.append(
                    Violation(
                        "kling-v1-i2v/image/type",
                        "/image",
                        "type",
                        "string",
                        json_type(v_image),
                        "image must be a string",
                    )
                )
    else:
        found.append(
            Violation(
                "kling-v1-i2v/image/required", "/image", "required", None, None, "image is required"
            )
        )
    if "image_tail" in members:
        known += 1
        v_image_tail = members["image_tail"]
        if type(v_image_tail) is not str or not (
            "https://" < v_image_tail < "https:/0"
            and v_image_tail.isprintable()
            and " " not in v_image_tail
        ):
            if isinstance(v_image_tail, str) and (
                v_image_tail.isascii() or not has_surrogate(v_image_tail)
            ):
                if (media := check_media(v_image_tail, (), None)) is not None:
                    found.append(
                        Violation(
                            "kling-v1-i2v/image_tail/media",
                            "/image_tail",
                            "media",
                            media[0],
                            media[1],
                            "image_tail must be an http(s) URL, a data URL or Base64 of an image",
                        )
                    )
            else:
                found.append(
                    Violation(
                        "kling-v1-i2v/image_tail/type",
                        "/image_tail",
                        "type",
                        "string",
                        json_type(v_image_tail),
                        "image_tail must be a string",
                    )
                )
                typed_image_tail = False
    else:
        v_image_tail = None
    if "prompt" in members:
        known += 1
        v_prompt = members["prompt"]
        if (
            type(v_prompt) is not str
            or not (v_prompt.isascii() or not has_surrogate(v_prompt))
            or not (v_prompt)
            or not (len(v_prompt) <= 2500)
        ):
            if isinstance(v_prompt, str) and (v_prompt.isascii() or not has_surrogate(v_prompt)):
                size = len(v_prompt)
                if size < 1:
                    found.append(
                        Violation(
                            "kling-v1-i2v/prompt/minLength",
                            "/prompt",
                            "minLength",
                            1,
                            size,
                            "prompt must have at least 1 character",
                        )
                    )
                if size > 2500:
                    found.append(
                        Violation(
                            "kling-v1-i2v/prompt/maxLength",
                            "/prompt",
                            "maxLength",
                            2500,
                            size,
                            "prompt must have at most 2500 characters",
                        )
                    )
            else:
                found.append(
                    Violation(
                        "kling-v1-i2v/prompt/type",
                        "/prompt",
                        "type",
                        "string",
                        json_type(v_prompt),
                        "prompt must be a string",
                    )
                )
    if "negative_prompt" in members:
        known += 1
        v_negative_prompt = members["negative_prompt"]
        if (
            type(v_negative_prompt) is not str
            or not (v_negative_prompt.isascii() or not has_surrogate(v_negative_prompt))
            or not (v_negative_prompt)
            or not (len(v_negative_prompt) <= 2500)
        ):
            if isinstance(v_negative_prompt, str) and (
                v_negative_prompt.isascii() or not has_surrogate(v_negative_prompt)
            ):
                size = len(v_negative_prompt)
                if size < 1:
                    found.append(
                        Violation(
                            "kling-v1-i2v/negative_prompt/minLength",
                            "/negative_prompt",
                            "minLength",
                            1,
                            size,
                            "negative_prompt must have at least 1 character",
                        )
                    )
                if size > 2500:
                    found.append(
                        Violation(
                            "kling-v1-i2v/negative_prompt/maxLength",
                            "/negative_prompt",
                            "maxLength",
                            2500,
                            size,
                            "negative_prompt must have at most 2500 characters",
                        )
                    )
            else:
                found.append(
                    Violation(
                        "kling-v1-i2v/negative_prompt/type",
                        "/negative_prompt",
                        "type",
                        "string",
                        json_type(v_negative_prompt),
                        "negative_prompt must be a string",
                    )
                )
    if "cfg_scale" in members:
        known += 1
        v_cfg_scale = members["cfg_scale"]
        if not (type(v_cfg_scale) is float or type(v_cfg_scale) is int) or not (
            0 <= v_cfg_scale <= 1
        ):
            if type(v_cfg_scale) is int or is_number(v_cfg_scale):
                if v_cfg_scale < 0:
                    found.append(
                        Violation(
                            "kling-v1-i2v/cfg_scale/minimum",
                            "/cfg_scale",
                            "minimum",
                            0,
                            v_cfg_scale,
                            "cfg_scale must be at least 0",
                        )
                    )
                if v_cfg_scale > 1:
                    found.append(
                        Violation(
                            "kling-v1-i2v/cfg_scale/maximum",
                            "/cfg_scale",
                            "maximum",
                            1,
                            v_cfg_scale,
                            "cfg_scale must be at most 1",
                        )
                    )
            else:
                found.append(
                    Violation(
                        "kling-v1-i2v/cfg_scale/type",
                        "/cfg_scale",
                        "type",
                        "number",
                        json_type(v_cfg_scale),
                        "cfg_scale must be a number",
                    )
                )
    if "mode" in members:
        known += 1
        v_mode = members["mode"]
        if type(v_mode) is not str or not (v_mode in {"std", "pro"}):
            if isinstance(v_mode, str) and (v_mode.isascii() or not has_surrogate(v_mode)):
                if v_mode not in VALUES_MODE:
                    found.append(
                        Violation(
                            "kling-v1-i2v/mode/enum",
                            "/mode",
                            "enum",
                            ["std", "pro"],
                            shown(v_mode),
                            "mode must be one of std, pro",
                        )
                    )
            else:
                found.append(
                    Violation(
                        "kling-v1-i2v/mode/type",
                        "/mode",
                        "type",
                        "string",
                        json_type(v_mode),
                        "mode must be a string",
                    )
                )
    if "static_mask" in members:
        known += 1
        v_static_mask = members["static_mask"]
        if type(v_static_mask) is not str or not (
            "https://" < v_static_mask < "https:/0"
            and v_static_mask.isprintable()
            and " " not in v_static_mask
        ):
            if isinstance(v_static_mask, str) and (
                v_static_mask.isascii() or not has_surrogate(v_static_mask)
            ):
                if (media := check_media(v_static_mask, (), None)) is not None:
                    found.append(
                        Violation(
                            "kling-v1-i2v/static_mask/media",
                            "/static_mask",
                            "media",
                            media[0],
                            media[1],
                            "static_mask must be an http(s) URL, a data URL or Base64 of an image",
                        )
                    )
            else:
                found.append(
                    Violation(
                        "kling-v1-i2v/static_mask/type",
                        "/static_mask",
                        "type",
                        "string",
                        json_type(v_static_mask),
                        "static_mask must be a string",
                    )
                )
                typed_static_mask = False
    else:
        v_static_mask = None
    if "dynamic_masks" in members:
        known += 1
        v_dynamic_masks = members["dynamic_masks"]
        if isinstance(v_dynamic_masks, list):
            for index_1, item_1 in enumerate(v_dynamic_masks):
                if not isinstance(item_1, dict):
                    found.append(
                        Violation(
                            "kling-v1-i2v/dynamic_masks/items/type",
                            f"/dynamic_masks/{index_1}",
                            "type",
                            "object",
                            json_type(item_1),
                            "dynamic_masks[] must be an object",
                        )
                    )
        else:
            found.append(
                Violation(
                    "kling-v1-i2v/dynamic_masks/type",
                    "/dynamic_masks",
                    "type",
                    "array",
                    json_type(v_dynamic_masks),
                    "dynamic_masks must be an array",
                )
            )
            typed_dynamic_masks = False
    else:
        v_dynamic_masks = None
    if "duration" in members:
        known += 1
        v_duration = members["duration"]
        if type(v_duration) is not int or not (v_duration in {5, 10}):
            if type(v_duration) is int or is_integer(v_duration):
                if v_duration not in VALUES_DURATION:
                    found.append(
                        Violation(
                            "kling-v1-i2v/duration/enum",
                            "/duration",
                            "enum",
                            [5, 10],
                            shown(v_duration),
                            "duration must be one of 5, 10",
                        )
                    )
            else:
                found.append(
                    Violation(
                        "kling-v1-i2v/duration/type",
                        "/duration",
                        "type",
                        "integer",
                        json_type(v_duration),
                        "duration must be an integer",
                    )
                )
    if known != len(members):
        for name in strangers(members, NAMED):
            found.append(
                Violation(
                    "kling-v1-i2v/additionalProperties",
                    f"/{pointer(name)}",
                    "additionalProperties",
                    nearest(name, KNOWN),
                    None,
                    "the request takes no such member: it takes image, image_tail, prompt, negative_prompt, cfg_scale, mode, static_mask, dynamic_masks, duration",
                )
            )

    if (
        typed_image_tail
        and typed_static_mask
        and (v_image_tail is not None and v_static_mask is not None)
    ):
        found.append(
            Violation(
                "kling-v1-i2v/rule/image_tail_or_static_mask",
                "",
                "rule",
                None,
                None,
                "image_tail and static_mask exclude each other; give one of them",
            )
        )
    if (
        typed_image_tail
        and typed_dynamic_masks
        and (v_image_tail is not None and v_dynamic_masks is not None)
    ):
        found.append(
            Violation(
                "kling-v1-i2v/rule/image_tail_or_dynamic_masks",
                "",
                "rule",
                None,
                None,
                "image_tail and dynamic_masks exclude each other; give one of them",
            )
        )
    if not found:
        return CLEAN
    return found, ()
