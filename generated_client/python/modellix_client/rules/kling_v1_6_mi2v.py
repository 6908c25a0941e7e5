"""The rules of kling-v1.6-mi2v."""

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
    json_type,
    nearest,
    pointer,
    shown,
    spellings,
    strangers,
)

# How a body is written: the members of closed objects in order, others by their UTF-8 bytes.
LAYOUT: dict[str, Any] = {
    "images": None,
    "prompt": None,
    "negative_prompt": None,
    "mode": None,
    "duration": None,
    "aspect_ratio": None,
}
# Where images may stand.
MEDIA: dict[str, Any] = {"images": True}
# The strings that enums list: of all that a request says, these alone may be shown.
WORDS: frozenset[str] = frozenset(("16:9", "1:1", "9:16", "pro", "std"))

VALUES_MODE = frozenset(("std", "pro"))
VALUES_DURATION = frozenset((5, 10))
VALUES_ASPECT_RATIO = frozenset(("16:9", "9:16", "1:1"))
KNOWN = spellings(("images", "prompt", "negative_prompt", "mode", "duration", "aspect_ratio"))
NAMED = frozenset(("images", "prompt", "negative_prompt", "mode", "duration", "aspect_ratio"))


def check(body: object) -> Findings:
    """Hold a request body against every rule of kling-v1.6-mi2v.

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
    v_images = members.get("images")
    if type(v_images) is not list or not (v_images) or not (len(v_images) <= 4):
        return _full_check(body)
    v_prompt = members.get("prompt")
    if (
        type(v_prompt) is not str
        or not (v_prompt.isascii() or not has_surrogate(v_prompt))
        or not (v_prompt)
        or not (len(v_prompt) <= 2500)
    ):
        return _full_check(body)
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
    if "mode" in members:
        v_mode = members["mode"]
        if type(v_mode) is not str or not (v_mode in {"std", "pro"}):
            return _full_check(body)
    else:
        absent += 1
    if "duration" in members:
        v_duration = members["duration"]
        if type(v_duration) is not int or not (v_duration in {5, 10}):
            return _full_check(body)
    else:
        absent += 1
    if "aspect_ratio" in members:
        v_aspect_ratio = members["aspect_ratio"]
        if type(v_aspect_ratio) is not str or not (v_aspect_ratio in {"16:9", "9:16", "1:1"}):
            return _full_check(body)
    else:
        absent += 1
    if len(members) + absent != 6:
        return _full_check(body)
    for item_1 in v_images:
        if type(item_1) is not str or not (
            "https://" < item_1 < "https:/0" and item_1.isprintable() and " " not in item_1
        ):
            return _full_check(body)
    return CLEAN


def _full_check(body: object) -> Findings:
    found: list[Violation] = []
    if not isinstance(body, dict):
        found.append(
            Violation(
                "kling-v1.6-mi2v/type",
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
    if "images" in members:
        known += 1
        v_images = members["images"]
        if isinstance(v_images, list):
            size = len(v_images)
            if size < 1:
                found.append(
                    Violation(
                        "kling-v1.6-mi2v/images/minItems",
                        "/images",
                        "minItems",
                        1,
                        size,
                        "images must have at least 1 entry",
                    )
                )
            if size > 4:
                found.append(
                    Violation(
                        "kling-v1.6-mi2v/images/maxItems",
                        "/images",
                        "maxItems",
                        4,
                        size,
                        "images must have at most 4 entries",
                    )
                )
            for index_1, item_1 in enumerate(v_images):
                if type(item_1) is not str or not (
                    "https://" < item_1 < "https:/0" and item_1.isprintable() and " " not in item_1
                ):
                    if isinstance(item_1, str) and (item_1.isascii() or not has_surrogate(item_1)):
                        size = len(item_1)
                        if size < 1:
                            found.append(
                                Violation(
                                    "kling-v1.6-mi2v/images/items/minLength",
                                    f"/images/{index_1}",
                                    "minLength",
                                    1,
                                    size,
                                    "images[] must have at least 1 character",
                                )
                            )
                        if size >= 1 and (media := check_media(item_1, (), None)) is not None:
                            found.append(
                                Violation(
                                    "kling-v1.6-mi2v/images/items/media",
                                    f"/images/{index_1}",
                                    "media",
                                    media[0],
                                    media[1],
                                    "images[] must be an http(s) URL, a data URL or Base64 of an image",
                                )
                            )
                    else:
                        found.append(
                            Violation(
                                "kling-v1.6-mi2v/images/items/type",
                                f"/images/{index_1}",
                                "type",
                                "string",
                                json_type(item_1),
                                "images[] must be a string",
                            )
                        )
        else:
            found.append(
                Violation(
                    "kling-v1.6-mi2v/images/type",
                    "/images",
                    "type",
                    "array",
                    json_type(v_images),
                    "images must be an array",
                )
            )
    else:
        found.append(
            Violation(
                "kling-v1.6-mi2v/images/required",
                "/images",
                "required",
                None,
                None,
                "images is required",
            )
        )
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
                            "kling-v1.6-mi2v/prompt/minLength",
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
                            "kling-v1.6-mi2v/prompt/maxLength",
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
                        "kling-v1.6-mi2v/prompt/type",
                        "/prompt",
                        "type",
                        "string",
                        json_type(v_prompt),
                        "prompt must be a string",
                    )
                )
    else:
        found.append(
            Violation(
                "kling-v1.6-mi2v/prompt/required",
                "/prompt",
                "required",
                None,
                None,
                "prompt is required",
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
                            "kling-v1.6-mi2v/negative_prompt/minLength",
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
                            "kling-v1.6-mi2v/negative_prompt/maxLength",
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
                        "kling-v1.6-mi2v/negative_prompt/type",
                        "/negative_prompt",
                        "type",
                        "string",
                        json_type(v_negative_prompt),
                        "negative_prompt must be a string",
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
                            "kling-v1.6-mi2v/mode/enum",
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
                        "kling-v1.6-mi2v/mode/type",
                        "/mode",
                        "type",
                        "string",
                        json_type(v_mode),
                        "mode must be a string",
                    )
                )
    if "duration" in members:
        known += 1
        v_duration = members["duration"]
        if type(v_duration) is not int or not (v_duration in {5, 10}):
            if type(v_duration) is int or is_integer(v_duration):
                if v_duration not in VALUES_DURATION:
                    found.append(
                        Violation(
                            "kling-v1.6-mi2v/duration/enum",
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
                        "kling-v1.6-mi2v/duration/type",
                        "/duration",
                        "type",
                        "integer",
                        json_type(v_duration),
                        "duration must be an integer",
                    )
                )
    if "aspect_ratio" in members:
        known += 1
        v_aspect_ratio = members["aspect_ratio"]
        if type(v_aspect_ratio) is not str or not (v_aspect_ratio in {"16:9", "9:16", "1:1"}):
            if isinstance(v_aspect_ratio, str) and (
                v_aspect_ratio.isascii() or not has_surrogate(v_aspect_ratio)
            ):
                if v_aspect_ratio not in VALUES_ASPECT_RATIO:
                    found.append(
                        Violation(
                            "kling-v1.6-mi2v/aspect_ratio/enum",
                            "/aspect_ratio",
                            "enum",
                            ["16:9", "9:16", "1:1"],
                            shown(v_aspect_ratio),
                            "aspect_ratio must be one of 16:9, 9:16, 1:1",
                        )
                    )
            else:
                found.append(
                    Violation(
                        "kling-v1.6-mi2v/aspect_ratio/type",
                        "/aspect_ratio",
                        "type",
                        "string",
                        json_type(v_aspect_ratio),
                        "aspect_ratio must be a string",
                    )
                )
    if known != len(members):
        for name in strangers(members, NAMED):
            found.append(
                Violation(
                    "kling-v1.6-mi2v/additionalProperties",
                    f"/{pointer(name)}",
                    "additionalProperties",
                    nearest(name, KNOWN),
                    None,
                    "the request takes no such member: it takes images, prompt, negative_prompt, mode, duration, aspect_ratio",
                )
            )

    if not found:
        return CLEAN
    return found, ()
