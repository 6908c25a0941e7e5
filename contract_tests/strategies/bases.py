"""Valid bodies to start from: one for each branch that a model's page leaves open."""

import itertools
from collections.abc import Iterator
from functools import cache

from contract_tests.facts.needs import speaks_of
from contract_tests.facts.page import Json, Page, pages
from contract_tests.strategies.edits import Body
from contract_tests.strategies.ties import asked_for, grown, samples, settled, ties, torn


@cache
def small(model: str) -> tuple[Body, ...]:
    """As little as the page asks for: once for each parameter that would do."""
    return smallest(pages()[model])


@cache
def full(model: str) -> tuple[Body, ...]:
    """As much as the page allows: once for each way out of its exclusions."""
    return largest(pages()[model])


@cache
def bases(model: str) -> tuple[Body, ...]:
    """Both kinds."""
    return (*small(model), *full(model))


def smallest(page: Page) -> tuple[Body, ...]:
    """``small`` of any page.

    Raises:
        ValueError: no body keeps all that the page says.
    """
    choices = [fact.value for fact in ties(page) if fact.kind == "at-least-one"]
    bodies: list[Body] = []
    for chosen in itertools.product(*choices):
        body = settled(page, {}, having=chosen)
        if body is not None and body not in bodies:
            bodies.append(body)
    if not bodies:
        raise ValueError(f"{page.model}: no body keeps all that its page says")
    return tuple(bodies)


def largest(page: Page) -> tuple[Body, ...]:
    """``full`` of any page: each parameter that can be given at all is in one of the bodies."""
    names = [place.name for place in page.parameters()]
    bodies = [body for kept in _apart(page, names) if (body := _eased(page, kept)) is not None]
    for name in names:
        if not any(name in body for body in bodies):
            more = grown(page, {}, having=[name])
            bodies += [more] if more is not None else []
    unlike = [body for number, body in enumerate(bodies) if body not in bodies[:number]]
    return tuple(body for body in unlike if not any(body.keys() < one.keys() for one in unlike))


def context(model: str, name: str) -> Body:
    """A small body to which a parameter may be added on its own."""
    page = pages()[model]
    added = samples(page, [name])
    beside = needs(page, name)
    for body in _with_room(page, name):
        near = settled(page, body | beside) or body | beside
        if not torn(page, near | added):
            return near
    return settled(page, {}, having=[name]) or small(model)[0]


def needs(page: Page, name: str) -> dict[str, Json]:
    """What has to stand beside a parameter."""
    beside: dict[str, Json] = {}
    for fact in page.all("requires"):
        if speaks_of(fact, samples(page, [name])):
            beside |= asked_for(page, fact)
    return beside


def _with_room(page: Page, name: str) -> list[Body]:
    """The small bodies; for a list that shares a limit, those first that leave it most of it."""
    shared = [fact.value["parameters"] for fact in page.all("count-sum")]
    beside = {other for names in shared if name in names for other in names} - {name}
    return sorted(
        small(page.model), key=lambda body: sum(len(body.get(other, ())) for other in beside)
    )


def _apart(page: Page, names: list[str]) -> Iterator[list[str]]:
    """The names without those that others exclude: once for each way out."""
    pairs = (fact.value for fact in ties(page) if fact.kind == "exclusion")
    together = next((pair for pair in pairs if len({*pair} & {*names}) > 1), None)
    if together is None:
        yield names
        return
    for dropped in together:
        # Of more than two, one is left.
        gone = {dropped} if len(together) == 2 else {*together} - {dropped}
        yield from _apart(page, [name for name in names if name not in gone])


def _eased(page: Page, names: list[str]) -> Body | None:
    """These parameters, less those that ask for what is not there, or for another value."""
    body = samples(page, names)
    for name in names:
        body |= {key: value for key, value in needs(page, name).items() if key in body}
    while wrong := [fact for fact in torn(page, body) if fact.kind == "requires"]:
        body.pop(wrong[0].value["parameter"])
    return settled(page, body)
