"""The rules of kling-v2-mi2i."""

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
    "prompt": None,
    "subject_images": None,
    "scene_image": None,
    "style_image": None,
    "aspect_ratio": None,
    "n": None,
}
# Where images may stand.
MEDIA: dict[str, Any] = {"subject_images": True, "scene_image": True, "style_image": True}
# The strings that enums list: of all that a request says, these alone may be shown.
WORDS: frozenset[str] = frozenset(("16:9", "1:1", "21:9", "2:3", "3:2", "3:4", "4:3", "9:16"))

VALUES_ASPECT_RATIO = frozenset(("16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"))
KNOWN = spellings(("prompt", "subject_images", "scene_image", "style_image", "aspect_ratio", "n"))
NAMED = frozenset(
    (
        "prompt",
        "subject_images",
        "scene_image",
        "style_image",
        "aspect_ratio",
        "n",
        "negative_prompt",
        "resolution",
        "image",
        "image_reference",
        "image_fidelity",
        "human_fidelity",
    )
)


def check(body: object) -> Findings:
    """Hold a request body against every rule of kling-v2-mi2i.

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
        v_prompt = None
    if "subject_images" in members:
        v_subject_images = members["subject_images"]
        if (
            type(v_subject_images) is not list
            or not (v_subject_images)
            or not (len(v_subject_images) <= 4)
        ):
            return _full_check(body)
    else:
        absent += 1
        v_subject_images = None
    if "scene_image" in members:
        v_scene_image = members["scene_image"]
        if type(v_scene_image) is not str or not (
            "https://" < v_scene_image < "https:/0"
            and v_scene_image.isprintable()
            and " " not in v_scene_image
        ):
            return _full_check(body)
    else:
        absent += 1
        v_scene_image = None
    if "style_image" in members:
        v_style_image = members["style_image"]
        if type(v_style_image) is not str or not (
            "https://" < v_style_image < "https:/0"
            and v_style_image.isprintable()
            and " " not in v_style_image
        ):
            return _full_check(body)
    else:
        absent += 1
        v_style_image = None
    if "aspect_ratio" in members:
        v_aspect_ratio = members["aspect_ratio"]
        if type(v_aspect_ratio) is not str or not (
            v_aspect_ratio in {"16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"}
        ):
            return _full_check(body)
    else:
        absent += 1
    if "n" in members:
        v_n = members["n"]
        if type(v_n) is not int or not (1 <= v_n <= 9):
            return _full_check(body)
    else:
        absent += 1
    if len(members) + absent != 6:
        return _full_check(body)
    if v_subject_images is not None:
        for item_1 in v_subject_images:
            if type(item_1) is not str or not (
                "https://" < item_1 < "https:/0" and item_1.isprintable() and " " not in item_1
            ):
                return _full_check(body)
    if (
        v_prompt is None
        and v_subject_images is None
        and v_scene_image is None
        and v_style_image is None
    ):
        return _full_check(body)
    return CLEAN


def _full_check(body: object) -> Findings:
    found: list[Violation] = []
    if not isinstance(body, dict):
        found.append(
            Violation(
                "kling-v2-mi2i/type",
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
    typed_prompt = True
    typed_subject_images = True
    typed_scene_image = True
    typed_style_image = True
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
                            "kling-v2-mi2i/prompt/minLength",
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
                            "kling-v2-mi2i/prompt/maxLength",
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
                        "kling-v2-mi2i/prompt/type",
                        "/prompt",
                        "type",
                        "string",
                        json_type(v_prompt),
                        "prompt must be a string",
                    )
                )
                typed_prompt = False
    else:
        v_prompt = None
    if "subject_images" in members:
        known += 1
        v_subject_images = members["subject_images"]
        if isinstance(v_subject_images, list):
            size = len(v_subject_images)
            if size < 1:
                found.append(
                    Violation(
                        "kling-v2-mi2i/subject_images/minItems",
                        "/subject_images",
                        "minItems",
                        1,
                        size,
                        "subject_images must have at least 1 entry",
                    )
                )
            if size > 4:
                found.append(
                    Violation(
                        "kling-v2-mi2i/subject_images/maxItems",
                        "/subject_images",
                        "maxItems",
                        4,
                        size,
                        "subject_images must have at most 4 entries",
                    )
                )
            for index_1, item_1 in enumerate(v_subject_images):
                if type(item_1) is not str or not (
                    "https://" < item_1 < "https:/0" and item_1.isprintable() and " " not in item_1
                ):
                    if isinstance(item_1, str) and (item_1.isascii() or not has_surrogate(item_1)):
                        size = len(item_1)
                        if size < 1:
                            found.append(
                                Violation(
                                    "kling-v2-mi2i/subject_images/items/minLength",
                                    f"/subject_images/{index_1}",
                                    "minLength",
                                    1,
                                    size,
                                    "subject_images[] must have at least 1 character",
                                )
                            )
                        if size >= 1 and (media := check_media(item_1, (), None)) is not None:
                            found.append(
                                Violation(
                                    "kling-v2-mi2i/subject_images/items/media",
                                    f"/subject_images/{index_1}",
                                    "media",
                                    media[0],
                                    media[1],
                                    "subject_images[] must be an http(s) URL, a data URL or Base64 of an image",
                                )
                            )
                    else:
                        found.append(
                            Violation(
                                "kling-v2-mi2i/subject_images/items/type",
                                f"/subject_images/{index_1}",
                                "type",
                                "string",
                                json_type(item_1),
                                "subject_images[] must be a string",
                            )
                        )
        else:
            found.append(
                Violation(
                    "kling-v2-mi2i/subject_images/type",
                    "/subject_images",
                    "type",
                    "array",
                    json_type(v_subject_images),
                    "subject_images must be an array",
                )
            )
            typed_subject_images = False
    else:
        v_subject_images = None
    if "scene_image" in members:
        known += 1
        v_scene_image = members["scene_image"]
        if type(v_scene_image) is not str or not (
            "https://" < v_scene_image < "https:/0"
            and v_scene_image.isprintable()
            and " " not in v_scene_image
        ):
            if isinstance(v_scene_image, str) and (
                v_scene_image.isascii() or not has_surrogate(v_scene_image)
            ):
                size = len(v_scene_image)
                if size < 1:
                    found.append(
                        Violation(
                            "kling-v2-mi2i/scene_image/minLength",
                            "/scene_image",
                            "minLength",
                            1,
                            size,
                            "scene_image must have at least 1 character",
                        )
                    )
                if (
                    size >= 1
                    and (media := check_media(v_scene_image, ("jpeg", "png"), 10485760)) is not None
                ):
                    found.append(
                        Violation(
                            "kling-v2-mi2i/scene_image/media",
                            "/scene_image",
                            "media",
                            media[0],
                            media[1],
                            "scene_image must be an http(s) URL, a data URL or Base64 of a JPEG or PNG image of at most 10485760 bytes",
                        )
                    )
            else:
                found.append(
                    Violation(
                        "kling-v2-mi2i/scene_image/type",
                        "/scene_image",
                        "type",
                        "string",
                        json_type(v_scene_image),
                        "scene_image must be a string",
                    )
                )
                typed_scene_image = False
    else:
        v_scene_image = None
    if "style_image" in members:
        known += 1
        v_style_image = members["style_image"]
        if type(v_style_image) is not str or not (
            "https://" < v_style_image < "https:/0"
            and v_style_image.isprintable()
            and " " not in v_style_image
        ):
            if isinstance(v_style_image, str) and (
                v_style_image.isascii() or not has_surrogate(v_style_image)
            ):
                size = len(v_style_image)
                if size < 1:
                    found.append(
                        Violation(
                            "kling-v2-mi2i/style_image/minLength",
                            "/style_image",
                            "minLength",
                            1,
                            size,
                            "style_image must have at least 1 character",
                        )
                    )
                if (
                    size >= 1
                    and (media := check_media(v_style_image, ("jpeg", "png"), 10485760)) is not None
                ):
                    found.append(
                        Violation(
                            "kling-v2-mi2i/style_image/media",
                            "/style_image",
                            "media",
                            media[0],
                            media[1],
                            "style_image must be an http(s) URL, a data URL or Base64 of a JPEG or PNG image of at most 10485760 bytes",
                        )
                    )
            else:
                found.append(
                    Violation(
                        "kling-v2-mi2i/style_image/type",
                        "/style_image",
                        "type",
                        "string",
                        json_type(v_style_image),
                        "style_image must be a string",
                    )
                )
                typed_style_image = False
    else:
        v_style_image = None
    if "aspect_ratio" in members:
        known += 1
        v_aspect_ratio = members["aspect_ratio"]
        if type(v_aspect_ratio) is not str or not (
            v_aspect_ratio in {"16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"}
        ):
            if isinstance(v_aspect_ratio, str) and (
                v_aspect_ratio.isascii() or not has_surrogate(v_aspect_ratio)
            ):
                if v_aspect_ratio not in VALUES_ASPECT_RATIO:
                    found.append(
                        Violation(
                            "kling-v2-mi2i/aspect_ratio/enum",
                            "/aspect_ratio",
                            "enum",
                            ["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"],
                            shown(v_aspect_ratio),
                            "aspect_ratio must be one of 16:9, 9:16, 1:1, 4:3, 3:4, 3:2, 2:3, 21:9",
                        )
                    )
            else:
                found.append(
                    Violation(
                        "kling-v2-mi2i/aspect_ratio/type",
                        "/aspect_ratio",
                        "type",
                        "string",
                        json_type(v_aspect_ratio),
                        "aspect_ratio must be a string",
                    )
                )
    if "n" in members:
        known += 1
        v_n = members["n"]
        if type(v_n) is not int or not (1 <= v_n <= 9):
            if type(v_n) is int or is_integer(v_n):
                if v_n < 1:
                    found.append(
                        Violation(
                            "kling-v2-mi2i/n/minimum",
                            "/n",
                            "minimum",
                            1,
                            v_n,
                            "n must be at least 1",
                        )
                    )
                if v_n > 9:
                    found.append(
                        Violation(
                            "kling-v2-mi2i/n/maximum",
                            "/n",
                            "maximum",
                            9,
                            v_n,
                            "n must be at most 9",
                        )
                    )
            else:
                found.append(
                    Violation(
                        "kling-v2-mi2i/n/type",
                        "/n",
                        "type",
                        "integer",
                        json_type(v_n),
                        "n must be an integer",
                    )
                )
    if known != len(members):
        if "negative_prompt" in members:
            found.append(
                Violation(
                    "kling-v2-mi2i/negative_prompt/unsupported",
                    "/negative_prompt",
                    "unsupported",
                    None,
                    None,
                    "negative_prompt is not supported by kling-v2-mi2i: leave it out",
                )
            )
        if "resolution" in members:
            found.append(
                Violation(
                    "kling-v2-mi2i/resolution/unsupported",
                    "/resolution",
                    "unsupported",
                    None,
                    None,
                    "resolution is not supported by kling-v2-mi2i: leave it out",
                )
            )
        if "image" in members:
            found.append(
                Violation(
                    "kling-v2-mi2i/image/unsupported",
                    "/image",
                    "unsupported",
                    None,
                    None,
                    "image is not supported by kling-v2-mi2i: leave it out",
                )
            )
        if "image_reference" in members:
            found.append(
                Violation(
                    "kling-v2-mi2i/image_reference/unsupported",
                    "/image_reference",
                    "unsupported",
                    None,
                    None,
                    "image_reference is not supported by kling-v2-mi2i: leave it out",
                )
            )
        if "image_fidelity" in members:
            found.append(
                Violation(
                    "kling-v2-mi2i/image_fidelity/unsupported",
                    "/image_fidelity",
                    "unsupported",
                    None,
                    None,
                    "image_fidelity is not supported by kling-v2-mi2i: leave it out",
                )
            )
        if "human_fidelity" in members:
            found.append(
                Violation(
                    "kling-v2-mi2i/human_fidelity/unsupported",
                    "/human_fidelity",
                    "unsupported",
                    None,
                    None,
                    "human_fidelity is not supported by kling-v2-mi2i: leave it out",
                )
            )
        for name in strangers(members, NAMED):
            found.append(
                Violation(
                    "kling-v2-mi2i/additionalProperties",
                    f"/{pointer(name)}",
                    "additionalProperties",
                    nearest(name, KNOWN),
                    None,
                    "the request takes no such member: it takes prompt, subject_images, scene_image, style_image, aspect_ratio, n",
                )
            )

    if (
        typed_prompt
        and typed_subject_images
        and typed_scene_image
        and typed_style_image
        and (
            v_prompt is None
            and v_subject_images is None
            and v_scene_image is None
            and v_style_image is None
        )
    ):
        found.append(
            Violation(
                "kling-v2-mi2i/rule/at_least_one_input",
                "",
                "rule",
                None,
                None,
                "give at least one of prompt, subject_images, scene_image and style_image",
            )
        )
    if not found:
        return CLEAN
    return found, ()
