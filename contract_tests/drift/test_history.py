"""A real change of a published page, replayed both ways: path and image list, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contract_tests.drift.running import accepted, contract, found
from generator.contract.types import Field, Json, Shape
from generator.docs.accepted import Accepted, known_names
from generator.docs.comparing import compare
from generator.docs.formats.reading import read_page
from generator.docs.page import Reading
from generator.docs.rendering.sheet import Sheet, facts_of, sheet_of
from generator.docs.rendering.text_a import render_text_a
from generator.docs.rendering.text_b import render_text_b

_MODEL = "kling-v1.6-mi2v"
# What its pictures are called now.
_IMAGES = contract().model(_MODEL).request.fields[0].name


def _earlier() -> Sheet:
    """The model as its page had it before: vintage a, and objects in a list."""
    model = contract().model(_MODEL)
    images, *rest = model.request.fields
    assert images.shape.items is not None
    member = Field("image", required=True, shape=replace(images.shape.items, min_length=None))
    entry = Shape("object", images.shape.location, fields=(member,))
    listed = replace(
        images,
        name="image_list",
        shape=replace(images.shape, items=entry),
        examples=([{"image": "https://example.com/hero.jpg"}],),
    )
    body: dict[str, Json] = {
        **{name: value for name, value in model.examples[0].body.items() if name != images.name},
        "image_list": [{"image": "https://example.com/hero.jpg"}],
    }
    examples = (replace(model.examples[0], body=body),)
    request = replace(model.request, fields=(listed, *rest))
    return sheet_of(replace(model, request=request, documented="a", examples=examples))


@pytest.mark.parametrize("render", [render_text_a, render_text_b])
def test_back_to_the_earlier_page(render: object) -> None:
    assert callable(render)
    assert set(map(_short, found(render(_earlier())))) == {
        ("path", "a"),
        ("image_list", "new"),
        (_IMAGES, "gone"),
    }


@pytest.mark.parametrize("render", [render_text_a, render_text_b])
def test_the_page_as_it_is_now(render: object) -> None:
    assert callable(render)
    assert found(render(sheet_of(contract().model(_MODEL)))) == []


@pytest.mark.parametrize("render", [render_text_a, render_text_b])
def test_forward_to_the_page_as_it_is_now(render: object) -> None:
    """What a run would have told whose spec and facts were those of the earlier page."""
    assert callable(render)
    then = _earlier()
    models = tuple(then.model if m.id == _MODEL else m for m in contract().models)
    facts = tuple(replace(fact, line=1) for fact in facts_of(then))
    known = accepted() | {_MODEL: Accepted(_MODEL, _MODEL, "a", "then.json", facts)}
    text = render(sheet_of(contract().model(_MODEL)))
    (page,) = read_page("now.txt", text.encode(), lambda model: known_names(known, model))
    assert isinstance(page, Reading)
    told = compare(page, replace(contract(), models=models), known).differences
    assert {_short((e.subject, e.keyword or e.kind, e.was, e.is_)) for e in told} == {
        ("path", "other"),
        (_IMAGES, "new"),
        ("image_list", "gone"),
    }
    assert {entry.other_name for entry in told} == {None, _IMAGES, "image_list"}
    new = next(entry for entry in told if entry.subject == _IMAGES)
    limits = {f.keyword: f.value for f in new.facts if (f.subject, f.kind) == (_IMAGES, "limit")}
    assert limits == {"minItems": 1, "maxItems": 4}


def _short(entry: tuple[str, str, object, object]) -> tuple[str, str]:
    subject, what, was, is_ = entry
    if what == "path":
        return what, "a" if "image-to-video" in str(is_) else "other"
    assert what == "type", entry
    return subject, "new" if was is None else "gone"
