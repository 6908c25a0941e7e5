"""The floor: what a person writes who knows one model by heart and wants yes or no, fast.

No table, no loop over rules, no call where a comparison does, and out at the first fault. The same
verdicts as the contract, image content and rules over several members included: a test holds each
function to the handwritten vectors. Values are those that ``json.loads`` gives.

It tells nobody what is wrong, which is what the generated checks are for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from benchmarks.checkers.by_hand_image import has_surrogate, image, picture

# The largest and smallest integers of 64 bits, and what a float holds exactly.
_LOWEST, _HIGHEST, _EXACT = -(2**63), 2**63 - 1, 2.0**53


def v2_mi2i(body: Any) -> bool:
    if type(body) is not dict:
        return False
    absent = 0
    prompt = body.get("prompt")
    if prompt is None:
        absent += 1
    elif (
        type(prompt) is not str
        or not 0 < len(prompt) <= 2500
        or not (prompt.isascii() or not has_surrogate(prompt))
    ):
        return False
    subject_images = body.get("subject_images")
    if subject_images is None:
        absent += 1
    else:
        if type(subject_images) is not list or not 0 < len(subject_images) <= 4:
            return False
        for item in subject_images:
            if type(item) is not str or not (
                ("https://" < item < "https:/0" and item.isprintable() and " " not in item)
                or image(item)
            ):
                return False
    scene_image = body.get("scene_image")
    if scene_image is None:
        absent += 1
    elif type(scene_image) is not str or not (
        (
            "https://" < scene_image < "https:/0"
            and scene_image.isprintable()
            and " " not in scene_image
        )
        or picture(scene_image)
    ):
        return False
    style_image = body.get("style_image")
    if style_image is None:
        absent += 1
    elif type(style_image) is not str or not (
        (
            "https://" < style_image < "https:/0"
            and style_image.isprintable()
            and " " not in style_image
        )
        or picture(style_image)
    ):
        return False
    if absent == 4:
        return False
    aspect_ratio = body.get("aspect_ratio")
    if aspect_ratio is None:
        absent += 1
    elif type(aspect_ratio) is not str or aspect_ratio not in {
        "16:9",
        "9:16",
        "1:1",
        "4:3",
        "3:4",
        "3:2",
        "2:3",
        "21:9",
    }:
        return False
    n = body.get("n")
    if n is None:
        absent += 1
    elif not (type(n) is int and 1 <= n <= 9) and not _whole(n, 1, 9):
        return False
    return len(body) + absent == 6


def v1_6_mi2v(body: Any) -> bool:
    if type(body) is not dict:
        return False
    absent = 0
    images = body.get("images")
    if type(images) is not list or not 0 < len(images) <= 4:
        return False
    for item in images:
        if type(item) is not str or not (
            ("https://" < item < "https:/0" and item.isprintable() and " " not in item)
            or image(item)
        ):
            return False
    prompt = body.get("prompt")
    if (
        type(prompt) is not str
        or not 0 < len(prompt) <= 2500
        or not (prompt.isascii() or not has_surrogate(prompt))
    ):
        return False
    negative_prompt = body.get("negative_prompt")
    if negative_prompt is None:
        absent += 1
    elif (
        type(negative_prompt) is not str
        or not 0 < len(negative_prompt) <= 2500
        or not (negative_prompt.isascii() or not has_surrogate(negative_prompt))
    ):
        return False
    mode = body.get("mode")
    if mode is None:
        absent += 1
    elif mode not in ("std", "pro"):
        return False
    duration = body.get("duration")
    if duration is None:
        absent += 1
    elif duration not in (5, 10):
        return False
    aspect_ratio = body.get("aspect_ratio")
    if aspect_ratio is None:
        absent += 1
    elif aspect_ratio not in ("16:9", "9:16", "1:1"):
        return False
    return len(body) + absent == 6


def v1_5_i2i(body: Any) -> bool:
    if type(body) is not dict:
        return False
    absent = 0
    prompt = body.get("prompt")
    if (
        type(prompt) is not str
        or not 0 < len(prompt) <= 2500
        or not (prompt.isascii() or not has_surrogate(prompt))
    ):
        return False
    image = body.get("image")
    if type(image) is not str or not (
        ("https://" < image < "https:/0" and image.isprintable() and " " not in image)
        or picture(image)
    ):
        return False
    image_reference = body.get("image_reference")
    if image_reference is None:
        absent += 1
    elif image_reference not in ("subject", "face"):
        return False
    image_fidelity = body.get("image_fidelity")
    if image_fidelity is None:
        absent += 1
    elif not (
        (type(image_fidelity) is float or type(image_fidelity) is int) and 0 <= image_fidelity <= 1
    ):
        return False
    human_fidelity = body.get("human_fidelity")
    if human_fidelity is None:
        absent += 1
    elif image_reference != "subject" or not (
        (type(human_fidelity) is float or type(human_fidelity) is int) and 0 <= human_fidelity <= 1
    ):
        return False
    aspect_ratio = body.get("aspect_ratio")
    if aspect_ratio is None:
        absent += 1
    elif type(aspect_ratio) is not str or aspect_ratio not in {
        "16:9",
        "9:16",
        "1:1",
        "4:3",
        "3:4",
        "3:2",
        "2:3",
        "21:9",
    }:
        return False
    resolution = body.get("resolution")
    if resolution is None:
        absent += 1
    elif resolution != "1k":
        return False
    n = body.get("n")
    if n is None:
        absent += 1
    elif not (type(n) is int and 1 <= n <= 9) and not _whole(n, 1, 9):
        return False
    return len(body) + absent == 8


def image_o1(body: Any) -> bool:
    if type(body) is not dict:
        return False
    absent = references = 0
    prompt = body.get("prompt")
    if (
        type(prompt) is not str
        or not 0 < len(prompt) <= 2500
        or not (prompt.isascii() or not has_surrogate(prompt))
    ):
        return False
    image_list = body.get("image_list")
    if image_list is None:
        absent += 1
    else:
        if type(image_list) is not list:
            return False
        references = len(image_list)
        for entry in image_list:
            if type(entry) is not dict or len(entry) != 1:
                return False
            link = entry.get("image")
            if type(link) is not str or not (
                ("https://" < link < "https:/0" and link.isprintable() and " " not in link)
                or picture(link)
            ):
                return False
    element_list = body.get("element_list")
    if element_list is None:
        absent += 1
    else:
        if type(element_list) is not list:
            return False
        references += len(element_list)
        for entry in element_list:
            if type(entry) is not dict or len(entry) != 1:
                return False
            number = entry.get("element_id")
            if not (type(number) is int and _LOWEST <= number <= _HIGHEST) and not _whole(
                number, -_EXACT, _EXACT
            ):
                return False
    if references > 10:  # no list of its own is longer then, either
        return False
    resolution = body.get("resolution")
    if resolution is None:
        absent += 1
    elif resolution not in ("1k", "2k"):
        return False
    aspect_ratio = body.get("aspect_ratio")
    if aspect_ratio is None:
        absent += 1
    elif type(aspect_ratio) is not str or aspect_ratio not in {
        "16:9",
        "9:16",
        "1:1",
        "4:3",
        "3:4",
        "3:2",
        "2:3",
        "21:9",
        "auto",
    }:
        return False
    n = body.get("n")
    if n is None:
        absent += 1
    elif not (type(n) is int and 1 <= n <= 9) and not _whole(n, 1, 9):
        return False
    return len(body) + absent == 6


def v1_i2v(body: Any) -> bool:
    if type(body) is not dict:
        return False
    absent = 0
    first = body.get("image")
    if type(first) is not str or not (
        ("https://" < first < "https:/0" and first.isprintable() and " " not in first)
        or image(first)
    ):
        return False
    image_tail = body.get("image_tail")
    if image_tail is None:
        absent += 1
    elif (
        type(image_tail) is not str
        or not (
            (
                "https://" < image_tail < "https:/0"
                and image_tail.isprintable()
                and " " not in image_tail
            )
            or image(image_tail)
        )
        or "static_mask" in body
        or "dynamic_masks" in body
    ):
        return False
    prompt = body.get("prompt")
    if prompt is None:
        absent += 1
    elif (
        type(prompt) is not str
        or not 0 < len(prompt) <= 2500
        or not (prompt.isascii() or not has_surrogate(prompt))
    ):
        return False
    negative_prompt = body.get("negative_prompt")
    if negative_prompt is None:
        absent += 1
    elif (
        type(negative_prompt) is not str
        or not 0 < len(negative_prompt) <= 2500
        or not (negative_prompt.isascii() or not has_surrogate(negative_prompt))
    ):
        return False
    cfg_scale = body.get("cfg_scale")
    if cfg_scale is None:
        absent += 1
    elif not ((type(cfg_scale) is float or type(cfg_scale) is int) and 0 <= cfg_scale <= 1):
        return False
    mode = body.get("mode")
    if mode is None:
        absent += 1
    elif mode not in ("std", "pro"):
        return False
    static_mask = body.get("static_mask")
    if static_mask is None:
        absent += 1
    elif type(static_mask) is not str or not (
        (
            "https://" < static_mask < "https:/0"
            and static_mask.isprintable()
            and " " not in static_mask
        )
        or image(static_mask)
    ):
        return False
    dynamic_masks = body.get("dynamic_masks")
    if dynamic_masks is None:
        absent += 1
    else:
        if type(dynamic_masks) is not list:
            return False
        for item in dynamic_masks:
            if type(item) is not dict:
                return False
    duration = body.get("duration")
    if duration is None:
        absent += 1
    elif duration not in (5, 10):
        return False
    return len(body) + absent == 9


def _whole(value: Any, low: float, high: float) -> bool:
    """Whether it is a float that stands for an integer: 5.0 is one."""
    return type(value) is float and low <= value <= high and value.is_integer()


BY_HAND: Final[dict[str, Callable[[Any], bool]]] = {
    "kling-v2-mi2i": v2_mi2i,
    "kling-v1.6-mi2v": v1_6_mi2v,
    "kling-v1.5-i2i": v1_5_i2i,
    "kling-image-o1": image_o1,
    "kling-v1-i2v": v1_i2v,
}
