"""What the pages leave open: a real server may answer it either way (api facts, section 5).

A body in doubt never fails a server, and is never sent for free.
"""

from __future__ import annotations

from typing import Any, Final

from contract_tests.facts.page import Json, Page, pages, set_aside
from contract_tests.judges.verdict import judge
from contract_tests.strategies.bases import context, needs, small
from contract_tests.strategies.edits import Body
from contract_tests.strategies.images import URL
from contract_tests.strategies.values import sample

_BRUSHES: Final = ("image_tail", "static_mask", "dynamic_masks")
# Kling's own pages want at least two points, and an image as the mask.
_DYNAMIC_MASKS: Final[Json] = [
    {"mask": URL, "trajectories": [{"x": 279, "y": 219}, {"x": 417, "y": 65}]}
]


def may_be_accepted(model: str, body: Any) -> bool:
    """Whether a real server may accept, and bill, a body that the contract refuses."""
    if not isinstance(body, dict):
        return body is None
    if _has_null(body):
        return True
    if model == "kling-v1-i2v":
        return _half_asked_for(model, body) or any(body.get(name) == [] for name in _BRUSHES)
    if model == "kling-v1.5-i2i":
        # The page does not say what an absent image_reference stands for (decision 8).
        return "human_fidelity" in body and "image_reference" not in body
    return False


def _half_asked_for(model: str, body: Body) -> bool:
    """Whether a parameter stands alone that would do by a statement which a decision set aside."""
    required = {place.name for place in pages()[model].parameters() if place.required}
    return any(
        not required & set(names) & set(body) and any(name in body for name in names)
        for names in set_aside(model, "at-least-one")
    )


def may_be_refused(model: str, body: Body) -> bool:
    """Whether a real server may refuse a body that keeps the contract."""
    if model == "kling-v1-i2v":
        # A tail or a brush may be for clips of five seconds only (decision 4).
        return body.get("duration") == 10 and any(name in body for name in _BRUSHES)
    if model == "kling-v2-mi2i":
        return not any(name in body for name in ("subject_images", "scene_image", "style_image"))
    return False


def plain(page: Page, name: str) -> Json:
    """A value for a parameter that no reading of its page refuses."""
    if (page.model, name) == ("kling-v1-i2v", "dynamic_masks"):
        return _DYNAMIC_MASKS
    return next(sample(page, place) for place in page.parameters() if place.name == name)


def sure(model: str) -> Body:
    """A small body that no reading of the page refuses.

    What is required, and of the parameters of which one is needed those that the page's own
    example shows: without one, all of them, or the first where they do not go together.
    """
    page = pages()[model]
    example = page.find("model", "example")
    shown = example.value if example is not None else {}
    wanted = {place.name for place in page.parameters() if place.required}
    for fact in page.all("at-least-one"):
        chosen = [name for name in fact.value if name in shown]
        wanted |= set(chosen or fact.value)
    body = {
        place.name: plain(page, place.name) for place in page.parameters() if place.name in wanted
    }
    return body if judge(model).accepts(body) else small(model)[0]


def sure_with(model: str, name: str) -> Body:
    """The same with what has to stand beside a parameter, and without what it shuts out."""
    page = pages()[model]
    body = sure(model) | needs(page, name)
    known = any(place.name == name for place in page.parameters())
    if known and not judge(model).accepts(body | {name: plain(page, name)}):
        return context(model, name)
    return body


def _has_null(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_has_null, value.values()))
    if isinstance(value, list):
        return any(map(_has_null, value))
    return value is None
