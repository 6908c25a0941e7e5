"""Bodies of pages that tie more parameters together than today's, held against all there are."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.counts import record
from contract_tests.facts.meaning import fact_holds
from contract_tests.facts.page import Fact, Json, Page
from contract_tests.profile import count
from contract_tests.strategies.bases import largest, smallest
from contract_tests.strategies.edits import Body
from contract_tests.strategies.relations import related
from contract_tests.strategies.ties import grown, settled, ties, torn

# Every value that a statement drawn below could tell from another one; `None` is none.
_LISTS = [None, ["word"], ["word"] * 2, ["word"] * 3]
_VALUES: dict[str, list[Json]] = {
    "mode": [None, "fast", "slow"],
    "text": [None, "word"],
    "loop": [None, True, False],
    "first": _LISTS,
    "second": _LISTS,
    "voice": [None, "word"],
}
_TYPES = {"loop": "boolean", "first": "array", "second": "array"}
_NAMES = sorted(_VALUES)


def _fact(subject: str, kind: str, value: Json, keyword: str | None = None) -> Fact:
    return Fact(subject, kind, value, "stated", 1, keyword)


@st.composite
def _needs(draw: st.DrawFn) -> Fact:
    drawn = draw(st.lists(st.sampled_from(_NAMES), min_size=2, max_size=3, unique=True))
    asked: dict[str, list[Json]] = {name: _VALUES[name] for name in ("mode", "loop")}
    needs = {name: draw(_wanted(asked.get(name, [None]))) for name in drawn[1:]}
    told: dict[str, Json] = {"parameter": drawn[0], "needs": needs}
    if drawn[0] in asked and draw(st.booleans()):
        told["value"] = draw(st.sampled_from(asked[drawn[0]][1:]))
    return _fact("model", "requires", told)


def _wanted(values: list[Json]) -> st.SearchStrategy[Json]:
    """Any value, this one, one of several, or none of these."""
    certain: list[Json] = [value for value in values if value is not None]
    more: list[Json] = [certain, *({"not": [value]} for value in certain)] if certain else []
    return st.sampled_from([*values, *more])


def _some(kind: str, least: int, most: int) -> st.SearchStrategy[Fact]:
    names = st.lists(st.sampled_from(_NAMES), min_size=least, max_size=most, unique=True)
    return names.map(lambda value: _fact("model", kind, value))


_SUM = _fact("model", "count-sum", {"parameters": ["first", "second"], "maximum": 4})
_TIES = st.lists(
    st.one_of(_some("exclusion", 2, 2), _some("at-least-one", 2, 3), _needs(), st.just(_SUM)),
    min_size=1,
    max_size=5,
    unique_by=str,
)


@st.composite
def _pages(draw: st.DrawFn) -> Page:
    return _page(draw(st.sets(st.sampled_from(_NAMES), max_size=2)), draw(_TIES))


def _page(required: set[str], told: list[Fact]) -> Page:
    facts: list[Fact] = []
    for name in _VALUES:
        facts += [
            _fact(name, "type", _TYPES.get(name, "string")),
            _fact(name, "required", name in required),
        ]
        if name in ("first", "second"):
            facts += [
                _fact(name, "limit", 1, "minItems"),
                _fact(name, "limit", 3, "maxItems"),
                _fact(f"{name}/items", "type", "string"),
            ]
    facts.append(_fact("mode", "enum", ["fast", "slow"]))
    return Page("drawn", "drawn", "a", (*facts, *told))


def _judged(page: Page) -> list[tuple[Body, list[Fact]]]:
    """Every body of these values, with the statements that it breaks."""
    told = ties(page)
    bodies = (
        {name: value for name, value in zip(_VALUES, chosen, strict=True) if value is not None}
        for chosen in itertools.product(*_VALUES.values())
    )
    return [(body, [fact for fact in told if not fact_holds(fact, body)]) for body in bodies]


@settings(max_examples=count(40, 3_000))
@given(page=_pages())
def test_bodies_of_any_page_keep_or_break_what_they_are_said_to(page: Page) -> None:
    required = {place.name for place in page.parameters() if place.required}
    judged = [(body, wrong) for body, wrong in _judged(page) if required <= body.keys()]
    good = [body for body, wrong in judged if not wrong]
    record("pages of drawn ties", 1)
    if not good:
        # Statements that cannot hold together are told as such.
        with pytest.raises(ValueError, match="no body keeps all"):
            smallest(page)
        return
    small, full = smallest(page), largest(page)
    assert not any(torn(page, body) for body in (*small, *full))
    assert min(map(len, small)) == min(map(len, good))
    # What can be given at all is given somewhere.
    assert {name for body in full for name in body} == {name for body in good for name in body}
    for relation in related(page):
        assert not any(torn(page, body) for body in relation.kept)
        assert all(relation.fact in torn(page, body) for body in relation.broken)
        if any(wrong == [relation.fact] for _, wrong in judged):
            assert any(torn(page, body) == [relation.fact] for body in relation.broken)
        if any(relation.names & body.keys() for body in good):
            assert relation.kept


def test_what_asks_for_different_values_of_a_third_is_in_a_body_each() -> None:
    asks = (("text", "fast"), ("voice", "slow"))
    told = [{"parameter": name, "needs": {"mode": mode}} for name, mode in asks]
    full = largest(_page(set(), [_fact("model", "requires", value) for value in told]))
    assert [{"text", "voice"} & body.keys() for body in full] == [{"voice"}, {"text"}]
    assert [body["mode"] for body in full] == ["slow", "fast"]


@settings(max_examples=count(40, 3_000))
@given(page=_pages(), data=st.data())
def test_what_is_given_stays_and_what_is_barred_stays_out(page: Page, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(_NAMES))
    value = data.draw(st.sampled_from(_VALUES[name][1:]))
    barred = data.draw(st.sets(st.sampled_from([n for n in _NAMES if n != name]), max_size=2))
    required = {place.name for place in page.parameters() if place.required} - barred
    possible = [
        body
        for body, wrong in _judged(page)
        if not wrong
        and body.get(name) == value
        and required <= body.keys()
        and not barred & body.keys()
    ]
    for maker in (settled, grown):
        made = maker(page, {name: value}, barred=barred)
        assert (made is not None) is bool(possible)
        assert made is None or made in possible
