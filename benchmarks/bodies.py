"""One typical request a model, valid and broken.

A broken one has four faults, each of which every library can tell by itself.
"""

from __future__ import annotations

from typing import Any, Final

_URL: Final = "https://example.com/picture.jpg"
_PROMPT: Final = "Two friends share a table in a small cafe, late light, rain on the window"

VALID: Final[dict[str, dict[str, Any]]] = {
    "kling-v2-mi2i": {
        "prompt": _PROMPT,
        "subject_images": [_URL, _URL],
        "scene_image": _URL,
        "aspect_ratio": "16:9",
        "n": 2,
    },
    "kling-v1.6-mi2v": {
        "images": [_URL, _URL],
        "prompt": _PROMPT,
        "negative_prompt": "no text, no blur",
        "mode": "pro",
        "duration": 10,
        "aspect_ratio": "9:16",
    },
    "kling-v1.5-i2i": {
        "prompt": _PROMPT,
        "image": _URL,
        "image_reference": "subject",
        "image_fidelity": 0.4,
        "human_fidelity": 0.8,
        "resolution": "1k",
        "n": 3,
    },
    "kling-image-o1": {
        "prompt": _PROMPT,
        "image_list": [{"image": _URL}, {"image": _URL}],
        "element_list": [{"element_id": 860512345678901234}],
        "resolution": "2k",
        "aspect_ratio": "auto",
        "n": 4,
    },
    "kling-v1-i2v": {
        "image": _URL,
        "prompt": _PROMPT,
        "cfg_scale": 0.6,
        "mode": "std",
        "duration": 5,
    },
}

BROKEN: Final[dict[str, dict[str, Any]]] = {
    "kling-v2-mi2i": {
        "prompt": "",
        "subject_images": [_URL, "ftp://example.com/picture.jpg"],
        "scene_imgae": _URL,
        "n": 10,
    },
    "kling-v1.6-mi2v": {
        "images": [_URL] * 5,
        "prompt": _PROMPT,
        "mode": "fast",
        "duration": 7,
        "aspect_ratoi": "9:16",
    },
    "kling-v1.5-i2i": {
        "prompt": _PROMPT,
        "image": "picture.jpg",
        "image_fidelity": 1.4,
        "resolutoin": "1k",
        "n": 0,
    },
    "kling-image-o1": {
        "prompt": _PROMPT,
        "image_list": [{"image": _URL}, {"image": "picture.jpg"}],
        "resolution": "8k",
        "aspect_ratoi": "auto",
        "n": 12,
    },
    "kling-v1-i2v": {
        "image": "picture.jpg",
        "prompt": _PROMPT,
        "cfg_scale": -0.5,
        "mode": "fast",
        "durration": 5,
    },
}
