"""The rules of kling-v1.5-i2i."""

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
    "prompt": None,
    "image": None,
    "image_reference": None,
    "image_fidelity": None,
    "human_fidelity": None,
    "aspect_ratio": None,
    "resolution": None,
    "n": None,
}
# Where images may stand.
MEDIA: dict[str, Any] = {"image": True}
# The strings that enums list: of all that a request says, these alone may be shown.
WORDS: frozenset[str] = frozenset(
    ("16:9", "1:1", "1k", "21:9", "2:3", "3:2", "3:4", "4:3", "9:16", "face", "subject")
)

VALUES_IMAGE_REFERENCE = frozenset(("subject", "face"))
VALUES_ASPECT_RATIO = frozenset(("16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"))
VALUES_RESOLUTION = frozenset(("1k",))
KNOWN = spellings(
    (
        "prompt",
        "image",
        "image_reference",
        "image_fidelity",
        "human_fidelity",
        "aspect_ratio",
        "resolution",
        "n",
    )
)
NAMED = frozenset(
    (
        "prompt",
        "image",
        "image_reference",
        "image_fidelity",
        "human_fidelity",
        "aspect_ratio",
        "resolution",
        "n",
    )
)


def check(body: object) -> Findings:
    """Hold a request body against every rule of kling-v1.5-i2i.

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
    v_prompt = members.get("prompt")
    if (
        type(v_prompt) is not str
        or not (v_prompt.isascii() or not has_surrogate(v_prompt))
        or not (v_prompt)
        or not (len(v_prompt) <= 2500)
    ):
        return _full_check(body)
    v_image = members.get("image")
    if type(v_image) is not str or not (
        "https://" < v_image < "https:/0" and v_image.isprintable() and " " not in v_image
    ):
        return _full_check(body)
    if "image_reference" in members:
        v_image_reference = members["image_reference"]
        if type(v_image_reference) is not str or not (v_image_reference in {"subject", "face"}):
            return _full_check(body)
    else:
        absent += 1
        v_image_reference = None
    if "image_fidelity" in members:
        v_image_fidelity = members["image_fidelity"]
        if not (type(v_image_fidelity) is float or type(v_image_fidelity) is int) or not (
            0 <= v_image_fidelity <= 1
        ):
            return _full_check(body)
    else:
        absent += 1
    if "human_fidelity" in members:
        v_human_fidelity = members["human_fidelity"]
        if not (type(v_human_fidelity) is float or type(v_human_fidelity) is int) or not (
            0 <= v_human_fidelity <= 1
        ):
            return _full_check(body)
    else:
        absent += 1
        v_human_fidelity = None
    if "aspect_ratio" in members:
        v_aspect_ratio = members["aspect_ratio"]
        if type(v_aspect_ratio) is not str or not (
            v_aspect_ratio in {"16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9"}
        ):
            return _full_check(body)
    else:
        absent += 1
    if "resolution" in members:
        v_resolution = members["resolution"]
        if type(v_resolution) is not str or not (v_resolution in {"1k"}):
            return _full_check(body)
    else:
        absent += 1
    if "n" in members:
        v_n = members["n"]
        if type(v_n) is not int or not (1 <= v_n <= 9):
            return _full_check(body)
    else:
        absent += 1
    if len(members) + absent != 8:
        return _full_check(body)
    if v_human_fidelity is not None and (
        v_image_reference is None or v_image_reference != "subject"
    ):
        return _full_check(body)
    return CLEAN


def _full_check(body: object) -> Findings:
    found: list[Violation] = []
    if not isinstance(body, dict):
        found.append(
            Violation(
                "kling-v1.5-i2i/type",
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
    typed_image_reference = True
    typed_human_fidelity = True
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
                            "kling-v1.5-i2i/prompt/minLength",
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
                            "kling-v1.5-i2i/prompt/maxLength",
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
                        "kling-v1.5-i2i/prompt/type",
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
                "kling-v1.5-i2i/prompt/required",
                "/prompt",
                "required",
                None,
                None,
                "prompt is required",
            )
        )
    if "image" in members:
        known += 1
        v_image = members["image"]
        if type(v_image) is not str or not (
            "https://" < v_image < "https:/0" and v_image.isprintable() and " " not in v_image
        ):
            if isinstance(v_image, str) and (v_image.isascii() or not has_surrogate(v_image)):
                size = len(v_image)
                if size < 1:
                    found.append(
                        Violation(
                            "kling-v1.5-i2i/image/minLength",
                            "/image",
                            "minLength",
                            1,
                            size,
                            "image must have at least 1 character",
                        )
                    )
                if (
                    size >= 1
                    and (media := check_media(v_image, ("jpeg", "png"), 10485760)) is not None
                ):
                    found.append(
                        Violation(
                            "kling-v1.5-i2i/image/media",
                            "/image",
                            "media",
                            media[0],
                            media[1],
                            "image must be an http(s) URL, a data URL or Base64 of a JPEG or PNG image of at most 10485760 bytes",
                        )
                    )
            else:
                found.append(
                    Violation(
                        "kling-v1.5-i2i/image/type",
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
                "kling-v1.5-i2i/image/required",
                "/image",
                "required",
                None,
                None,
                "image is required",
            )
        )
    if "image_reference" in members:
        known += 1
        v_image_reference = members["image_reference"]
        if type(v_image_reference) is not str or not (v_image_reference in {"subject", "face"}):
            if isinstance(v_image_reference, str) and (
                v_image_reference.isascii() or not has_surrogate(v_image_reference)
            ):
                if v_image_reference not in VALUES_IMAGE_REFERENCE:
                    found.append(
                        Violation(
                            "kling-v1.5-i2i/image_reference/enum",
                            "/image_reference",
                            "enum",
                            ["subject", "face"],
                            shown(v_image_reference),
                            "image_reference must be one of subject, face",
                        )
                    )
            else:
                found.append(
                    Violation(
                        "kling-v1.5-i2i/image_reference/type",
                        "/image_reference",
                        "type",
                        "string",
                        json_type(v_image_reference),
                        "image_reference must be a string",
                    )
                )
                typed_image_reference = False
    else:
        v_image_reference = None
    if "image_fidelity" in members:
        known += 1
        v_image_fidelity = members["image_fidelity"]
        if not (type(v_image_fidelity) is float or type(v_image_fidelity) is int) or not (
            0 <= v_image_fidelity <= 1
        ):
            if type(v_image_fidelity) is int or is_number(v_image_fidelity):
                if v_image_fidelity < 0:
                    found.append(
                        Violation(
                            "kling-v1.5-i2i/image_fidelity/minimum",
                            "/image_fidelity",
                            "minimum",
                            0,
                            v_image_fidelity,
                            "image_fidelity must be at least 0",
                        )
                    )
                if v_image_fidelity > 1:
                    found.append(
                        Violation(
                            "kling-v1.5-i2i/image_fidelity/maximum",
                            "/image_fidelity",
                            "maximum",
                            1,
                            v_image_fidelity,
                            "image_fidelity must be at most 1",
                        )
                    )
            else:
                found.append(
                    Violation(
                        "kling-v1.5-i2i/image_fidelity/type",
                        "/image_fidelity",
                        "type",
                        "number",
                        json_type(v_image_fidelity),
                        "image_fidelity must be a number",
                    )
                )
    if "human_fidelity" in members:
        known += 1
        v_human_fidelity = members["human_fidelity"]
        if not (type(v_human_fidelity) is float or type(v_human_fidelity) is int) or not (
            0 <= v_human_fidelity <= 1
        ):
            if type(v_human_fidelity) is int or is_number(v_human_fidelity):
                if v_human_fidelity < 0:
                    found.append(
                        Violation(
                            "kling-v1.5-i2i/human_fidelity/minimum",
                            "/human_fidelity",
                            "minimum",
                            0,
                            v_human_fidelity,
                            "human_fidelity must be at least 0",
                        )
                    )
                if v_human_fidelity > 1:
                    found.append(
                        Violation(
                            "kling-v1.5-i2i/human_fidelity/maximum",
                            "/human_fidelity",
                            "maximum",
                            1,
                            v_human_fidelity,
                            "human_fidelity must be at most 1",
                        )
                    )
            else:
                found.append(
                    Violation(
                        "kling-v1.5-i2i/human_fidelity/type",
                        "/human_fidelity",
                        "type",
                        "number",
                        json_type(v_human_fidelity),
                        "human_fidelity must be a number",
                    )
                )
                typed_human_fidelity = False
    else:
        v_human_fidelity = None
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
                            "kling-v1.5-i2i/aspect_ratio/enum",
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
                        "kling-v1.5-i2i/aspect_ratio/type",
                        "/aspect_ratio",
                        "type",
                        "string",
                        json_type(v_aspect_ratio),
                        "aspect_ratio must be a string",
                    )
                )
    if "resolution" in members:
        known += 1
        v_resolution = members["resolution"]
        if type(v_resolution) is not str or not (v_resolution in {"1k"}):
            if isinstance(v_resolution, str) and (
                v_resolution.isascii() or not has_surrogate(v_resolution)
            ):
                if v_resolution not in VALUES_RESOLUTION:
                    found.append(
                        Violation(
                            "kling-v1.5-i2i/resolution/enum",
                            "/resolution",
                            "enum",
                            ["1k"],
                            shown(v_resolution),
                            "resolution must be one of 1k",
                        )
                    )
            else:
                found.append(
                    Violation(
                        "kling-v1.5-i2i/resolution/type",
                        "/resolution",
                        "type",
                        "string",
                        json_type(v_resolution),
                        "resolution must be a string",
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
                            "kling-v1.5-i2i/n/minimum",
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
                            "kling-v1.5-i2i/n/maximum",
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
                        "kling-v1.5-i2i/n/type",
                        "/n",
                        "type",
                        "integer",
                        json_type(v_n),
                        "n must be an integer",
                    )
                )
    if known != len(members):
        for name in strangers(members, NAMED):
            found.append(
                Violation(
                    "kling-v1.5-i2i/additionalProperties",
                    f"/{pointer(name)}",
                    "additionalProperties",
                    nearest(name, KNOWN),
                    None,
                    "the request takes no such member: it takes prompt, image, image_reference, image_fidelity, human_fidelity, aspect_ratio, resolution, n",
                )
            )

    if (
        typed_image_reference
        and typed_human_fidelity
        and (
            v_human_fidelity is not None
            and (v_image_reference is None or v_image_reference != "subject")
        )
    ):
        found.append(
            Violation(
                "kling-v1.5-i2i/rule/human_fidelity_needs_subject",
                "",
                "rule",
                None,
                None,
                "human_fidelity needs image_reference to be given as subject",
            )
        )
    if not found:
        return CLEAN
    return found, ()
