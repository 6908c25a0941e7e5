"""How docs of such models speak of parameters whose names are not among their words."""

from __future__ import annotations

import re
from typing import Final

_TEXT, _LIST, _OBJECTS = frozenset({"string"}), frozenset({"array"}), frozenset({"object"})
_WHOLE = frozenset({"integer"})
_NUMBER = frozenset({"integer", "number"})
_FLAG = frozenset({"boolean"})
# Name: the JSON types that it can have, and the words for it.
HABITS: Final[dict[str, tuple[frozenset[str], str]]] = {
    "prompt": (
        _TEXT,
        (
            r"(?:text|generation|positive|main|image|video|edit\w*) (?:generation )?(?:prompt|"
            r"description)|^prompt|description text|text prompt|prompt (?:text|for|describing)"
        ),
    ),
    "negative_prompt": (
        _TEXT,
        r"negative prompt|what (?:to avoid|not to|should not (?:appear|be))|undesired|unwanted",
    ),
    "n": (_WHOLE, r"number of (?:\w+ )?(?:images|videos|pictures|outputs|results|generations)"),
    "num_images": (_WHOLE, r"number of (?:\w+ )?images"),
    "cfg_scale": (
        _NUMBER,
        r"prompt relevance|guidance scale|cfg|classifier|flexibility|adherence",
    ),
    "guidance_scale": (_NUMBER, r"guidance (?:scale|strength)|prompt adherence|cfg"),
    "seed": (_WHOLE, r"\bseed\b"),
    "steps": (_WHOLE, r"(?:number of|inference|sampling|denoising|diffusion) (?:\w+ )?steps\b"),
    "image": (
        _TEXT,
        (
            r"start(?:ing)? frame|first frame|(?:input|source|reference|initial) image|"
            r"image to (?:edit|animate)"
        ),
    ),
    "images": (_LIST, r"(?:list|array) of (?:\w+ )*images?|(?:reference|input) images"),
    "image_tail": (_TEXT, r"end(?:ing)? frame|tail frame|last frame|final frame"),
    "image_list": (_LIST, r"(?:reference|input) image list|list of (?:reference )?images"),
    "element_list": (_LIST, r"element list|list of elements"),
    "first_frame": (_TEXT, r"(?:first|start\w*) frame"),
    "last_frame": (_TEXT, r"(?:last|end\w*|final) frame"),
    "image_fidelity": (_NUMBER, r"(?:image|reference) .*(?:strength|fidelity)|reference strength"),
    "human_fidelity": (_NUMBER, r"facial .*similarity|face similarity|human fidelity"),
    "image_reference": (_TEXT, r"(?:image )?reference type"),
    "strength": (_NUMBER, r"^(?:denoising |edit |transformation )?strength\b"),
    "aspect_ratio": (_TEXT, r"aspect ratio"),
    "resolution": (_TEXT, r"resolution"),
    "size": (_TEXT, r"(?:image|video|output) (?:size|dimensions)"),
    "width": (_WHOLE, r"^(?:\w+ )?width\b"),
    "height": (_WHOLE, r"^(?:\w+ )?height\b"),
    "mode": (_TEXT, r"(?:generation |quality )mode\b|^mode\b"),
    "duration": (
        _NUMBER | _TEXT,
        r"(?:video|clip|^)\s*duration|length of the (?:video|clip)|(?:video|clip) length",
    ),
    "fps": (_NUMBER, r"frames per second|frame rate|\bfps\b"),
    "camera_control": (_OBJECTS, r"camera (?:control|movement|motion)"),
    "static_mask": (_TEXT, r"static (?:mask|brush)"),
    "dynamic_masks": (_LIST, r"dynamic (?:masks?|brush)"),
    "subject_images": (_LIST, r"subject (?:image|reference)s?"),
    "scene_image": (_TEXT, r"scene (?:reference )?image"),
    "style_image": (_TEXT, r"style (?:reference )?image"),
    "video": (_TEXT, r"(?:input|source|reference) video|video (?:url|to)"),
    "audio": (_TEXT, r"(?:input|source) audio|audio (?:url|file)"),
    "sound": (_FLAG, r"with audio|with sound|audio generation"),
    "watermark": (_FLAG, r"watermark"),
    "callback_url": (_TEXT, r"callback|notification url|webhook"),
    "voice": (_TEXT, r"^voice\b"),
    "style": (_TEXT, r"^(?:visual |art(?:istic)? )?style\b"),
    "output_format": (_TEXT, r"(?:output|image|file) format"),
    "quality": (_TEXT, r"^(?:output |image |video )?quality\b"),
    "mask": (_TEXT, r"\bmask (?:image|url)|^mask\b"),
    "text": (_TEXT, r"^text to\b"),
}
_PATTERNS = {name: re.compile(words, re.IGNORECASE) for name, (_, words) in HABITS.items()}


def called(name: str, words: str) -> re.Match[str] | None:
    """Where a description uses the words that are a habit for ``name``."""
    pattern = _PATTERNS.get(name)
    return pattern.search(words) if pattern is not None else None


def can_be(name: str, kind: str | None) -> bool:
    """Whether a parameter that is called so by habit is of this type."""
    return kind is None or name not in HABITS or kind in HABITS[name][0]
