"""The rules of kling-image-o1."""

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
    max_image_ref,
    nearest,
    pointer,
    shown,
    spellings,
    strangers,
)

# How a body is written: the members of closed objects in order, others by their UTF-8 bytes.
LAYOUT: dict[str, Any] = {
    "prompt": None,
    "image_list": {"image": None},
    "element_list": {"element_id": None},
    "resolution": None,
    "aspect_ratio": None,
    "n": None,
}
# Where images may stand.
MEDIA: dict[str, Any] = {"image_list": {"image": True}}
# The strings that enums list: of all that a request says, these alone may be shown.
WORDS: frozenset[str] = frozenset(
    ("16:9", "1:1", "1k", "21:9", "2:3", "2k", "3:2", "3:4", "4:3", "9:16", "auto")
)

KNOWN_IMAGE_LIST_ITEMS = spellings(("image",))
NAMED_IMAGE_LIST_ITEMS = frozenset(("image",))
KNOWN_ELEMENT_LIST_ITEMS = spellings(("element_id",))
NAMED_ELEMENT_LIST_ITEMS = frozenset(("element_id",))
VALUES_RESOLUTION = frozenset(("1k", "2k"))
VALUES_ASPECT_RATIO = frozenset(("16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9", "auto"))
KNOWN = spellings(("prompt", "image_list", "element_list", "resolution", "aspect_ratio", "n"))
NAMED = frozenset(
    (
        "prompt",
        "image_list",
        "element_list",
        "resolution",
        "aspect_ratio",
        "n",
        "negative_prompt",
        "image",
        "image_reference",
        "image_fidelity",
        "human_fidelity",
        "subject_image_list",
        "scene_image",
        "style_image",
    )
)


def check(body: object) -> Findings:
    """Hold a request body against every rule of kling-image-o1.

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
    if "image_list" in members:
        v_image_list = members["image_list"]
        if type(v_image_list) is not list or not (len(v_image_list) <= 10):
            return _full_check(body)
    else:
        absent += 1
        v_image_list = None
    if "element_list" in members:
        v_element_list = members["element_list"]
        if type(v_element_list) is not list or not (len(v_element_list) <= 10):
            return _full_check(body)
    else:
        absent += 1
        v_element_list = None
    if "resolution" in members:
        v_resolution = members["resolution"]
        if type(v_resolution) is not str or not (v_resolution in {"1k", "2k"}):
            return _full_check(body)
    else:
        absent += 1
    if "aspect_ratio" in members:
        v_aspect_ratio = members["aspect_ratio"]
        if type(v_aspect_ratio) is not str or not (
            v_aspect_ratio in {"16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9", "auto"}
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
    if v_image_list is not None:
        for item_1 in v_image_list:
            if (
                type(item_1) is not dict
                or len(item_1) != 1
                or type(v3_image_list_items_image := item_1.get("image")) is not str
                or not (
                    "https://" < v3_image_list_items_image < "https:/0"
                    and v3_image_list_items_image.isprintable()
                    and " " not in v3_image_list_items_image
                )
            ):
                return _full_check(body)
    if v_element_list is not None:
        for item_1 in v_element_list:
            if (
                type(item_1) is not dict
                or len(item_1) != 1
                or type(v3_element_list_items_element_id := item_1.get("element_id")) is not int
                or not (
                    -9223372036854775808 <= v3_element_list_items_element_id <= 9223372036854775807
                )
            ):
                return _full_check(body)
    if (len(v_image_list) if v_image_list is not None else 0) + (
        len(v_element_list) if v_element_list is not None else 0
    ) > 10:
        return _full_check(body)
    if (
        v_prompt is not None
        and "<" in v_prompt
        and max_image_ref(v_prompt) > (len(v_image_list) if v_image_list is not None else 0)
    ):
        return _full_check(body)
    return CLEAN


def _full_check(body: object) -> Findings:
    found: list[Violation] = []
    if not isinstance(body, dict):
        found.append(
            Violation(
                "kling-image-o1/type",
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
    typed_image_list = True
    typed_element_list = True
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
                            "kling-image-o1/prompt/minLength",
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
                            "kling-image-o1/prompt/maxLength",
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
                        "kling-image-o1/prompt/type",
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
        found.append(
            Violation(
                "kling-image-o1/prompt/required",
                "/prompt",
                "required",
                None,
                None,
                "prompt is required",
            )
        )
    if "image_list" in members:
        known += 1
        v_image_list = members["image_list"]
        if isinstance(v_image_list, list):
            size = len(v_image_list)
            if size > 10:
                found.append(
                    Violation(
                        "kling-image-o1/image_list/maxItems",
                        "/image_list",
                        "maxItems",
                        10,
                        size,
                        "image_list must have at most 10 entries",
                    )
                )
            for index_1, item_1 in enumerate(v_image_list):
                if (
                    type(item_1) is not dict
                    or len(item_1) != 1
                    or type(v3_image_list_items_image := item_1.get("image")) is not str
                    or not (
                        "https://" < v3_image_list_items_image < "https:/0"
                        and v3_image_list_items_image.isprintable()
                        and " " not in v3_image_list_items_image
                    )
                ):
                    if isinstance(item_1, dict):
                        members_3 = item_1
                        known_3 = 0
                        if "image" in members_3:
                            known_3 += 1
                            v3_image_list_items_image = members_3["image"]
                            if type(v3_image_list_items_image) is not str or not (
                                "https://" < v3_image_list_items_image < "https:/0"
                                and v3_image_list_items_image.isprintable()
                                and " " not in v3_image_list_items_image
                            ):
                                if isinstance(v3_image_list_items_image, str) and (
                                    v3_image_list_items_image.isascii()
                                    or not has_surrogate(v3_image_list_items_image)
                                ):
                                    if (
                                        media := check_media(
                                            v3_image_list_items_image, ("jpeg", "png"), 10485760
                                        )
                                    ) is not None:
                                        found.append(
                                            Violation(
                                                "kling-image-o1/image_list/items/image/media",
                                                f"/image_list/{index_1}/image",
                                                "media",
                                                media[0],
                                                media[1],
                                                "image_list[].image must be an http(s) URL, a data URL or Base64 of a JPEG or PNG image of at most 10485760 bytes",
                                            )
                                        )
                                else:
                                    found.append(
                                        Violation(
                                            "kling-image-o1/image_list/items/image/type",
                                            f"/image_list/{index_1}/image",
                                            "type",
                                            "string",
                                            json_type(v3_image_list_items_image),
                                            "image_list[].image must be a string",
                                        )
                                    )
                        else:
                            found.append(
                                Violation(
                                    "kling-image-o1/image_list/items/image/required",
                                    f"/image_list/{index_1}/image",
                                    "required",
                                    None,
                                    None,
                                    "image_list[].image is required",
                                )
                            )
                        if known_3 != len(members_3):
                            for name in strangers(members_3, NAMED_IMAGE_LIST_ITEMS):
                                found.append(
                                    Violation(
                                        "kling-image-o1/image_list/items/additionalProperties",
                                        f"/image_list/{index_1}/{pointer(name)}",
                                        "additionalProperties",
                                        nearest(name, KNOWN_IMAGE_LIST_ITEMS),
                                        None,
                                        "image_list[] takes no such member: it takes image",
                                    )
                                )
                    else:
                        found.append(
                            Violation(
                                "kling-image-o1/image_list/items/type",
                                f"/image_list/{index_1}",
                                "type",
                                "object",
                                json_type(item_1),
                                "image_list[] must be an object",
                            )
                        )
        else:
            found.append(
                Violation(
                    "kling-image-o1/image_list/type",
                    "/image_list",
                    "type",
                    "array",
                    json_type(v_image_list),
                    "image_list must be an array",
                )
            )
            typed_image_list = False
    else:
        v_image_list = None
    if "element_list" in members:
        known += 1
        v_element_list = members["element_list"]
        if isinstance(v_element_list, list):
            size = len(v_element_list)
            if size > 10:
                found.append(
                    Violation(
                        "kling-image-o1/element_list/maxItems",
                        "/element_list",
                        "maxItems",
                        10,
                        size,
                        "element_list must have at most 10 entries",
                    )
                )
            for index_1, item_1 in enumerate(v_element_list):
                if (
                    type(item_1) is not dict
                    or len(item_1) != 1
                    or type(v3_element_list_items_element_id := item_1.get("element_id")) is not int
                    or not (
                        -9223372036854775808
                        <= v3_element_list_items_element_id
                        <= 9223372036854775807
                    )
                ):
                    if isinstance(item_1, dict):
                        members_3 = item_1
                        known_3 = 0
                        if "element_id" in members_3:
                            known_3 += 1
                            v3_element_list_items_element_id = members_3["element_id"]
                            if type(v3_element_list_items_element_id) is not int or not (
                                -9223372036854775808
                                <= v3_element_list_items_element_id
                                <= 9223372036854775807
                            ):
                                if type(v3_element_list_items_element_id) is int or is_integer(
                                    v3_element_list_items_element_id
                                ):
                                    if v3_element_list_items_element_id < -9223372036854775808:
                                        found.append(
                                            Violation(
                                                "kling-image-o1/element_list/items/element_id/minimum",
                                                f"/element_list/{index_1}/element_id",
                                                "minimum",
                                                -9223372036854775808,
                                                v3_element_list_items_element_id,
                                                "element_list[].element_id must be at least -9223372036854775808",
                                            )
                                        )
                                    if v3_element_list_items_element_id > 9223372036854775807:
                                        found.append(
                                            Violation(
                                                "kling-image-o1/element_list/items/element_id/maximum",
                                                f"/element_list/{index_1}/element_id",
                                                "maximum",
                                                9223372036854775807,
                                                v3_element_list_items_element_id,
                                                "element_list[].element_id must be at most 9223372036854775807",
                                            )
                                        )
                                else:
                                    found.append(
                                        Violation(
                                            "kling-image-o1/element_list/items/element_id/type",
                                            f"/element_list/{index_1}/element_id",
                                            "type",
                                            "integer",
                                            json_type(v3_element_list_items_element_id),
                                            "element_list[].element_id must be an integer",
                                        )
                                    )
                        else:
                            found.append(
                                Violation(
                                    "kling-image-o1/element_list/items/element_id/required",
                                    f"/element_list/{index_1}/element_id",
                                    "required",
                                    None,
                                    None,
                                    "element_list[].element_id is required",
                                )
                            )
                        if known_3 != len(members_3):
                            for name in strangers(members_3, NAMED_ELEMENT_LIST_ITEMS):
                                found.append(
                                    Violation(
                                        "kling-image-o1/element_list/items/additionalProperties",
                                        f"/element_list/{index_1}/{pointer(name)}",
                                        "additionalProperties",
                                        nearest(name, KNOWN_ELEMENT_LIST_ITEMS),
                                        None,
                                        "element_list[] takes no such member: it takes element_id",
                                    )
                                )
                    else:
                        found.append(
                            Violation(
                                "kling-image-o1/element_list/items/type",
                                f"/element_list/{index_1}",
                                "type",
                                "object",
                                json_type(item_1),
                                "element_list[] must be an object",
                            )
                        )
        else:
            found.append(
                Violation(
                    "kling-image-o1/element_list/type",
                    "/element_list",
                    "type",
                    "array",
                    json_type(v_element_list),
                    "element_list must be an array",
                )
            )
            typed_element_list = False
    else:
        v_element_list = None
    if "resolution" in members:
        known += 1
        v_resolution = members["resolution"]
        if type(v_resolution) is not str or not (v_resolution in {"1k", "2k"}):
            if isinstance(v_resolution, str) and (
                v_resolution.isascii() or not has_surrogate(v_resolution)
            ):
                if v_resolution not in VALUES_RESOLUTION:
                    found.append(
                        Violation(
                            "kling-image-o1/resolution/enum",
                            "/resolution",
                            "enum",
                            ["1k", "2k"],
                            shown(v_resolution),
                            "resolution must be one of 1k, 2k",
                        )
                    )
            else:
                found.append(
                    Violation(
                        "kling-image-o1/resolution/type",
                        "/resolution",
                        "type",
                        "string",
                        json_type(v_resolution),
                        "resolution must be a string",
                    )
                )
    if "aspect_ratio" in members:
        known += 1
        v_aspect_ratio = members["aspect_ratio"]
        if type(v_aspect_ratio) is not str or not (
            v_aspect_ratio in {"16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9", "auto"}
        ):
            if isinstance(v_aspect_ratio, str) and (
                v_aspect_ratio.isascii() or not has_surrogate(v_aspect_ratio)
            ):
                if v_aspect_ratio not in VALUES_ASPECT_RATIO:
                    found.append(
                        Violation(
                            "kling-image-o1/aspect_ratio/enum",
                            "/aspect_ratio",
                            "enum",
                            ["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9", "auto"],
                            shown(v_aspect_ratio),
                            "aspect_ratio must be one of 16:9, 9:16, 1:1, 4:3, 3:4, 3:2, 2:3, 21:9, auto",
                        )
                    )
            else:
                found.append(
                    Violation(
                        "kling-image-o1/aspect_ratio/type",
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
                            "kling-image-o1/n/minimum",
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
                            "kling-image-o1/n/maximum",
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
                        "kling-image-o1/n/type",
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
                    "kling-image-o1/negative_prompt/unsupported",
                    "/negative_prompt",
                    "unsupported",
                    None,
                    None,
                    "negative_prompt is not supported by kling-image-o1: leave it out; give pictures in image_list",
                )
            )
        if "image" in members:
            found.append(
                Violation(
                    "kling-image-o1/image/unsupported",
                    "/image",
                    "unsupported",
                    None,
                    None,
                    "image is not supported by kling-image-o1: leave it out; give pictures in image_list",
                )
            )
        if "image_reference" in members:
            found.append(
                Violation(
                    "kling-image-o1/image_reference/unsupported",
                    "/image_reference",
                    "unsupported",
                    None,
                    None,
                    "image_reference is not supported by kling-image-o1: leave it out; give pictures in image_list",
                )
            )
        if "image_fidelity" in members:
            found.append(
                Violation(
                    "kling-image-o1/image_fidelity/unsupported",
                    "/image_fidelity",
                    "unsupported",
                    None,
                    None,
                    "image_fidelity is not supported by kling-image-o1: leave it out; give pictures in image_list",
                )
            )
        if "human_fidelity" in members:
            found.append(
                Violation(
                    "kling-image-o1/human_fidelity/unsupported",
                    "/human_fidelity",
                    "unsupported",
                    None,
                    None,
                    "human_fidelity is not supported by kling-image-o1: leave it out; give pictures in image_list",
                )
            )
        if "subject_image_list" in members:
            found.append(
                Violation(
                    "kling-image-o1/subject_image_list/unsupported",
                    "/subject_image_list",
                    "unsupported",
                    None,
                    None,
                    "subject_image_list is not supported by kling-image-o1: leave it out; give pictures in image_list",
                )
            )
        if "scene_image" in members:
            found.append(
                Violation(
                    "kling-image-o1/scene_image/unsupported",
                    "/scene_image",
                    "unsupported",
                    None,
                    None,
                    "scene_image is not supported by kling-image-o1: leave it out; give pictures in image_list",
                )
            )
        if "style_image" in members:
            found.append(
                Violation(
                    "kling-image-o1/style_image/unsupported",
                    "/style_image",
                    "unsupported",
                    None,
                    None,
                    "style_image is not supported by kling-image-o1: leave it out; give pictures in image_list",
                )
            )
        for name in strangers(members, NAMED):
            found.append(
                Violation(
                    "kling-image-o1/additionalProperties",
                    f"/{pointer(name)}",
                    "additionalProperties",
                    nearest(name, KNOWN),
                    None,
                    "the request takes no such member: it takes prompt, image_list, element_list, resolution, aspect_ratio, n",
                )
            )
    notes: list[Violation] = []
    if (
        typed_image_list
        and typed_element_list
        and (
            (len(v_image_list) if v_image_list is not None else 0)
            + (len(v_element_list) if v_element_list is not None else 0)
            > 10
        )
    ):
        found.append(
            Violation(
                "kling-image-o1/rule/images_and_elements",
                "",
                "rule",
                None,
                None,
                "image_list and element_list together take at most 10 entries",
            )
        )
    if (
        typed_prompt
        and typed_image_list
        and (
            v_prompt is not None
            and "<" in v_prompt
            and max_image_ref(v_prompt) > (len(v_image_list) if v_image_list is not None else 0)
        )
    ):
        notes.append(
            Violation(
                "kling-image-o1/rule/image_references",
                "",
                "rule",
                None,
                None,
                "prompt refers to a picture that image_list does not have; references count from 1",
            )
        )
    if not found and not notes:
        return CLEAN
    return found, notes
