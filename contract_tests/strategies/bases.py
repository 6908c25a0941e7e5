"""Valid bodies to start from: one for each branch that a model's page leaves open."""

import itertools
from functools import cache

from contract_tests.facts.page import Fact, Json, Page, Place, pages
from contract_tests.strategies.edits import Body
from contract_tests.strategies.values import sample


@cache
def small(model: str) -> tuple[Body, ...]:
    """As little as the page asks for: once for each parameter that would do."""
    page = pages()[model]
    required = _body(page, [place for place in page.parameters() if place.required])
    enough = [fact.value for fact in page.all("at-least-one")]
    named = {place.name: place for place in page.parameters()}
    bodies = (
        _with_needs(page, required | _body(page, [named[name] for name in dict.fromkeys(choice)]))
        for choice in itertools.product(*enough)
    )
    return tuple(body for body in bodies if not _excluded(page, body))


@cache
def full(model: str) -> tuple[Body, ...]:
    """As much as the page allows: once for each way out of its exclusions."""
    page = pages()[model]
    bodies: list[Body] = []
    for dropped in itertools.product(*(fact.value for fact in page.all("exclusion"))):
        kept = [place for place in page.parameters() if place.name not in dropped]
        body = _body(page, kept)
        for place in kept:
            body |= needs(page, place.name)
        if body not in bodies:
            bodies.append(body)
    return tuple(body for body in bodies if not any(_within(body, one) for one in bodies))


@cache
def bases(model: str) -> tuple[Body, ...]:
    """Both kinds."""
    return (*small(model), *full(model))


def context(model: str, name: str) -> Body:
    """A small body to which a parameter may be added on its own."""
    page = pages()[model]
    beside = _with_needs(page, needs(page, name))
    for body in small(model):
        if not _excluded(page, {name: None} | body | beside):
            return body | beside
    return small(model)[0] | beside


def asked_for(page: Page, fact: Fact) -> dict[str, Json]:
    """What a ``requires`` asks for, with a value where any will do."""
    any_value = _body(page, [p for p in page.parameters() if p.name in fact.value["needs"]])
    return {
        name: any_value[name] if value is None else value
        for name, value in fact.value["needs"].items()
    }


def needs(page: Page, name: str) -> dict[str, Json]:
    """What has to stand beside a parameter."""
    beside: dict[str, Json] = {}
    for fact in page.all("requires"):
        if fact.value["parameter"] == name:
            beside |= asked_for(page, fact)
    return beside


def _with_needs(page: Page, body: Body) -> Body:
    """The body with what its parameters ask for, and what that asks for."""
    while added := {
        name: value
        for given in body
        for name, value in needs(page, given).items()
        if name not in body
    }:
        body |= added
    return body


def _excluded(page: Page, body: Body) -> bool:
    return any(body.keys() >= set(fact.value) for fact in page.all("exclusion"))


def _body(page: Page, places: list[Place]) -> Body:
    return {place.name: sample(page, place) for place in places}


def _within(body: Body, other: Body) -> bool:
    return body.keys() < other.keys()
