"""What a page says about several parameters at once, and bodies that keep all of it."""

import itertools
from collections import deque
from collections.abc import Collection, Iterator

from contract_tests.facts.meaning import ACROSS, fact_holds, names_of_fact
from contract_tests.facts.needs import shut_out, wanted_values
from contract_tests.facts.page import Fact, Json, Page, Place
from contract_tests.strategies.edits import Body
from contract_tests.strategies.values import sample, values


def ties(page: Page) -> tuple[Fact, ...]:
    """Every such statement about parameters that the page has; suggestions are among them."""
    known = {place.name for place in page.parameters()}
    return tuple(f for f in page.facts if f.kind in ACROSS and names_of_fact(f) <= known)


def torn(page: Page, body: Body) -> list[Fact]:
    """The statements that a body of well typed values does not keep."""
    return [fact for fact in ties(page) if not fact_holds(fact, body)]


def chained(page: Page, names: Collection[str]) -> frozenset[str]:
    """These parameters and all that any chain of statements ties to them."""
    found = frozenset(names)
    tied = [names_of_fact(fact) for fact in ties(page)]
    while more := frozenset().union(*(one for one in tied if one & found)) - found:
        found |= more
    return found


def settled(
    page: Page,
    given: Body,
    *,
    having: Collection[str] = (),
    barred: Collection[str] = (),
    but: Fact | None = None,
) -> Body | None:
    """The body with as little more as the page asks for then, in the order of the page.

    Nothing that is given changes; parameters that it is only ``having`` are there with a value that
    will do. Nothing that is ``barred`` is added, and nobody looks after the statement ``but``.
    ``None`` where that cannot be.
    """
    there = {p.name for p in page.parameters() if p.required and p.name not in barred}
    # A plain value may become the one that is asked for; once it is that, it stays.
    plain = samples(page, there | {*having})
    told = [fact for fact in ties(page) if fact != but]
    waiting = deque([(plain | given, frozenset(given))])
    while waiting:
        body, fixed = waiting.popleft()
        wrong = next((fact for fact in told if not fact_holds(fact, body)), None)
        if wrong is None:
            return in_order(page, body)
        waiting.extend(
            (body | samples(page, more) | certain, fixed | certain.keys())
            for more, certain in _mends(page, wrong, body)
            if not certain.keys() & {*fixed, *barred} and not more & {*barred}
        )
    return None


def grown(
    page: Page,
    given: Body,
    *,
    having: Collection[str] = (),
    barred: Collection[str] = (),
    but: Fact | None = None,
) -> Body | None:
    """The same with as much more as there may be: parameters that come first go first."""
    body = settled(page, given, having=having, barred=barred, but=but)
    for place in page.parameters():
        if body is not None and place.name not in {*body, *barred}:
            names = {*body, place.name} - given.keys()
            body = settled(page, given, having=names, barred=barred, but=but) or body
    return body


def samples(page: Page, names: Collection[str]) -> Body:
    """A plain value for each of these parameters."""
    return {place.name: sample(page, place) for place in page.parameters() if place.name in names}


def in_order(page: Page, body: Body) -> Body:
    """The body with its parameters in the order of the page."""
    known = [place.name for place in page.parameters() if place.name in body]
    return {name: body[name] for name in dict.fromkeys((*known, *body))}


def asked_for(page: Page, fact: Fact) -> dict[str, Json]:
    """What a ``requires`` asks for, with a value where any will do."""
    places = {place.name: place for place in page.parameters()}
    asked: dict[str, Json] = {}
    for name, wanted in fact.value["needs"].items():
        shown = sample(page, places[name])
        if not isinstance(wanted, dict):
            asked[name] = next(iter(wanted_values(wanted)), shown)
        elif places[name].required:
            # One that is there anyway must not have what is shut out; else it stays out.
            asked[name] = next(
                v for v in (shown, *others(page, places[name])) if v not in shut_out(wanted)
            )
    return asked


def others(page: Page, place: Place) -> list[Json]:
    """Values that a place takes, as different as its type has them."""
    if place.enum:
        return list(place.enum)
    if place.type == "boolean":
        return [True, False]
    return [one.value for one in values(page, place) if one.breaks is None]


def _mends(page: Page, fact: Fact, body: Body) -> Iterator[tuple[frozenset[str], Body]]:
    """What to add so that the statement holds: names with any value, and certain values.

    Of too much, nothing mends.
    """
    if fact.kind == "requires":
        yield from _met(page, fact, body)
    elif fact.kind == "at-least-one":
        yield from ((frozenset({name}), {}) for name in fact.value)


def _met(page: Page, fact: Fact, body: Body) -> Iterator[tuple[frozenset[str], Body]]:
    places = {place.name: place for place in page.parameters()}
    names: set[str] = set()
    certain: list[list[tuple[str, Json]]] = []
    for name, wanted in fact.value["needs"].items():
        if wanted is None:
            names |= {name} - body.keys()
        elif isinstance(wanted, dict):
            if body.get(name) in shut_out(wanted):
                open_ = [v for v in others(page, places[name]) if v not in shut_out(wanted)]
                certain.append([(name, value) for value in open_])
        elif name not in body or body[name] not in wanted_values(wanted):
            certain.append([(name, value) for value in wanted_values(wanted)])
    for chosen in itertools.product(*certain):
        yield frozenset(names), dict(chosen)
    if "value" in fact.value:
        # Another value may need nothing.
        parameter = fact.value["parameter"]
        for value in others(page, places[parameter]):
            if value != fact.value["value"]:
                yield frozenset(), {parameter: value}
