"""Drawn request bodies: valid ones, near misses, wild ones, and ones that break a single rule."""

import math
from collections.abc import Collection

from hypothesis import strategies as st

from contract_tests.facts.meaning import WARNINGS, names_of_fact
from contract_tests.facts.page import Json, Page, Place, pages
from contract_tests.judges.verdict import judge
from contract_tests.strategies.bases import full, small
from contract_tests.strategies.edits import Body, applied, edits
from contract_tests.strategies.json_values import CHARACTERS, json_values
from contract_tests.strategies.numbers import Span
from contract_tests.strategies.search import Witness, search
from contract_tests.strategies.ties import chained, ties, torn
from contract_tests.strategies.values import ASTRAL, values

# Statements of a page about several parameters from which on they are many.
_MANY = 4
_BEYOND = (2**53 + 1, 860512345678901234, -(2**53) - 1)


def valid_bodies(model: str) -> st.SearchStrategy[Body]:
    """Bodies that keep every rule, every parameter in most of its forms and on its limits."""
    page = pages()[model]
    branches = st.sampled_from((*full(model), *small(model)))
    return branches.flatmap(lambda branch: _drawn(page, branch)).filter(judge(model).accepts)


def near_misses(model: str) -> st.SearchStrategy[Json]:
    """Valid bodies with one to three changes, which may break any number of rules or none."""
    page = pages()[model]
    right = [edit for edit in edits(model) if edit.breaks is None]
    wrong = [edit for edit in edits(model) if edit.breaks is not None]
    change = st.one_of(st.sampled_from(right), st.sampled_from(wrong))
    changes = st.lists(change, min_size=1, max_size=3)
    return st.builds(
        lambda body, chosen: applied(page, body, *chosen), valid_bodies(model), changes
    )


def wild_bodies(model: str) -> st.SearchStrategy[Json]:
    """JSON of any form, its members often called as the model's parameters."""
    page = pages()[model]
    names = {step for place in page.places() for step in place.path} | set(page.unsupported())
    called = st.sampled_from(sorted(names))
    anything = json_values(called)
    return st.one_of(st.dictionaries(called, anything, max_size=6), anything)


def breaking(rule: str) -> st.SearchStrategy[Json]:
    """Bodies that break this rule and no other one; the rule must be one that can be."""
    model = rule.partition("/")[0]
    witnesses = st.sampled_from(search(model).alone[rule])

    def around(witness: Witness) -> st.SearchStrategy[Json]:
        if not isinstance(witness.body, dict):
            return st.just(witness.body)
        company = chained(pages()[model], witness.touched)
        return valid_bodies(model).map(
            lambda body: next(
                (
                    mixed
                    # What is tied to the broken values comes with them where it has to.
                    for names in (witness.touched, company)
                    if alone(mixed := _laid_over(body, witness.body, names))
                ),
                body,
            )
        )

    def alone(body: Json) -> bool:
        return judge(model).broken(body) == {rule}

    return witnesses.flatmap(around).filter(alone)


def _laid_over(body: Body, other: Body, names: Collection[str]) -> Body:
    """The body with these members, and these alone, as the other one has them."""
    members = {name: value for name, value in other.items() if name in names}
    return {name: value for name, value in body.items() if name not in names} | members


def _drawn(page: Page, branch: Body) -> st.SearchStrategy[Body]:
    drawn = {place.name: _value(page, place) for place in page.parameters() if place.name in branch}
    required = {place.name for place in page.parameters() if place.required}
    must = {name: drawn[name] for name in drawn if name in required or len(branch) == 1}
    may = {name: drawn[name] for name in drawn if name not in must}
    bodies = st.fixed_dictionaries(must, optional=may)
    # Few statements are mostly kept by chance; for many of them chance alone takes too long.
    return (
        bodies.map(lambda body: _mended(page, body, branch)) if len(ties(page)) >= _MANY else bodies
    )


def _mended(page: Page, body: Body, branch: Body) -> Body:
    """The body with as much of the branch as it takes to keep what the page says of several."""
    while wrong := [fact for fact in torn(page, body) if fact.kind not in WARNINGS]:
        body = _laid_over(body, branch, names_of_fact(wrong[0]))
    return body


def _value(page: Page, place: Place) -> st.SearchStrategy[Json]:
    edges = [value.value for value in values(page, place) if value.breaks is None]
    on_edge = st.sampled_from(edges)
    if place.enum:
        return on_edge
    match place.type:
        case "integer" | "number":
            return st.one_of(on_edge, _numbers(Span.of(place)))
        case "array":
            (item,) = page.below(place.path)
            least = int(place.limits.get("minItems", 0))
            most = int(place.limits.get("maxItems", least + 3))
            return st.one_of(st.lists(_value(page, item), min_size=least, max_size=most), on_edge)
        case "object":
            members = page.below(place.path)
            if not members:
                return st.dictionaries(
                    st.text(CHARACTERS, max_size=6), json_values(large_floats=True), max_size=3
                )
            return st.fixed_dictionaries({m.path[-1]: _value(page, m) for m in members})
    return on_edge if place.forms else _text(place, on_edge)


def _numbers(span: Span) -> st.SearchStrategy[Json]:
    step = span.step
    if step is not None:
        most = int((span.most - span.least) / step)
        return st.integers(0, most).map(lambda times: span.least + times * step)
    least, most = math.ceil(span.least), math.floor(span.most)
    parts: list[st.SearchStrategy[Json]] = [st.integers(least, most)] if least <= most else []
    if not span.whole:
        parts = [st.floats(span.least, span.most), *parts]
    beyond = [number for number in _BEYOND if span.holds(number)] if span.whole else []
    return st.one_of(*parts, *([st.sampled_from(beyond)] if beyond else []))


def _text(place: Place, on_edge: st.SearchStrategy[Json]) -> st.SearchStrategy[str]:
    least, most = int(place.limits.get("minLength", 0)), int(place.limits.get("maxLength", 99))
    short = st.text(CHARACTERS, min_size=least, max_size=min(most, least + 30))
    referring = st.builds(
        lambda before, number: f"{before}<<<image_{number}>>>", short, st.integers(0, 12)
    )
    long = st.sampled_from(["a", ASTRAL, "\u0301", "\x00", '"', "\u2028"]).flatmap(
        lambda character: st.integers(least, most).map(lambda size: character * size)
    )
    return st.one_of(short, referring, long, on_edge)
