"""What is rendered from a drawn spec in a-format is read back whole."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from contract_tests.counts import record
from contract_tests.drift.running import contract
from contract_tests.profile import count
from generator.contract.types import Field, Location, Media, Shape
from generator.docs.comparing import CERTAIN
from generator.docs.formats.reading import read_page
from generator.docs.names.candidates import Known
from generator.docs.page import Fact, Reading
from generator.docs.rendering.sheet import Sheet, facts_of
from generator.docs.rendering.text_a import render_text_a
from generator.docs.rendering.text_b import render_text_b

_HERE = Location("drawn", 1, 1)
_NAMES = st.from_regex(r"[a-z]{3,9}_[a-z]{3,9}", fullmatch=True)
_LOW, _HIGH = st.integers(1, 3), st.integers(4, 5000)


@st.composite
def _shapes(draw: st.DrawFn) -> Shape:
    kind = draw(st.sampled_from(["text", "image", "enum", "integer", "number", "boolean", "list"]))
    match kind:
        case "text":
            return Shape("string", _HERE, min_length=draw(_LOW), max_length=draw(_HIGH))
        case "image":
            size = draw(st.sampled_from([None, 1024, 5 * 1024**2, 10 * 1024**2]))
            media = Media(("jpeg", "png"), size) if size else Media()
            return Shape("string", _HERE, media=media)
        case "enum":
            options = draw(st.lists(st.sampled_from(["std", "pro", "16:9", "1k", "auto"]), min_size=2, unique=True))  # noqa: E501  # fmt: skip
            return Shape("string", _HERE, enum=tuple(options))
        case "integer":
            return Shape("integer", _HERE, minimum=draw(_LOW), maximum=draw(_HIGH))
        case "number":
            return Shape("number", _HERE, minimum=0, maximum=draw(st.sampled_from([1, 2, 10])))
        case "boolean":
            return Shape("boolean", _HERE)
    items = Shape("string", _HERE, min_length=1, media=Media())
    return Shape("array", _HERE, min_items=draw(_LOW), max_items=draw(_HIGH), items=items)


@st.composite
def _sheets(draw: st.DrawFn) -> Sheet:
    names = draw(st.lists(_NAMES, min_size=3, max_size=7, unique=True))
    fields = tuple(Field(name, draw(st.booleans()), draw(_shapes())) for name in names)
    model = contract().models[0]
    request = Shape("object", _HERE, fields=fields)
    drawn = replace(model, request=request, unsupported=(), validations=(), examples=())
    one, other, third = names[:3]
    relations = draw(
        st.lists(
            st.sampled_from(
                [
                    Fact("model", "exclusion", [one, other], "stated", None),
                    Fact("model", "at-least-one", [one, other, third], "stated", None),
                    Fact(
                        "model",
                        "requires",
                        {"parameter": other, "needs": {third: None}},
                        "stated",
                        None,
                    ),
                ]
            ),
            unique_by=lambda fact: fact.kind,
        )
    )
    return Sheet(drawn, tuple(relations))


def _told(fact: Fact) -> tuple[str, str, str | None, str]:
    value = sorted(map(str, fact.value)) if fact.kind == "exclusion" else fact.value  # type: ignore[arg-type]
    return fact.subject, fact.kind, fact.keyword, json.dumps(value, sort_keys=True)


def _read(text: str) -> Reading:
    (reading,) = read_page("drawn.txt", text.encode(), lambda _: Known())
    assert isinstance(reading, Reading)
    return reading


@settings(max_examples=count(60, 2_000), deadline=None, suppress_health_check=list(HealthCheck))
@given(_sheets())
def test_a_format_gives_everything_back(sheet: Sheet) -> None:
    beside = ("example", "response", "auth")
    found = {_told(fact) for fact in _read(render_text_a(sheet)).facts if fact.kind not in beside}
    assert found == {_told(fact) for fact in facts_of(sheet)}
    record("drawn specs read back from a-format", 1)


# A failing sheet is small as it is, and to make it smaller takes minutes.
_AS_DRAWN = (Phase.explicit, Phase.reuse, Phase.generate)


@settings(
    max_examples=count(120, 4_000),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=_AS_DRAWN,
)
@given(_sheets())
def test_b_format_is_never_wrong(sheet: Sheet) -> None:
    """What it tells for certain is so; what it only guesses it says that it guesses."""
    right = {_told(fact) for fact in facts_of(sheet)}
    wrong = [
        fact
        for fact in _read(render_text_b(sheet)).facts
        if fact.certainty >= CERTAIN
        and fact.kind not in ("example", "response", "auth")
        and not {_told(fact), *_shown(fact)} & right
    ]
    assert not wrong
    record("drawn specs read from b-format", 1)


def _shown(fact: Fact) -> list[tuple[str, str, str | None, str]]:
    """An example of 1 is one of an integer, and as well one of a number."""
    if (fact.kind, fact.value, fact.confidence) == ("type", "integer", "example"):
        return [(fact.subject, "type", None, '"number"')]
    return []
