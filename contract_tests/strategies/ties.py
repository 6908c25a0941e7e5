"""What a page says about several parameters at once, and bodies that keep all of it."""

from collections import deque
from collections.abc import Collection, Iterator

from contract_tests.facts.meaning import ACROSS, fact_holds, names_of_fact
from contract_tests.facts.page import Fact, Json, Page
from contract_tests.strategies.edits import Body
from contract_tests.strategies.values import sample


def ties(page: Page) -> tuple[Fact, ...]:
    """Every such statement about parameters that the page has; suggestions are among them."""
    known = {place.name for place in page.parameters()}
    return tuple(f for f in page.facts if f.kind in ACROSS and names_of_fact(f) <= known)


def torn(page: Page, body: Body) -> list[Fact]:
    """The statements that a body of well typed values does not keep."""
    return [fact for fact in ties(page) if not fact_holds(fact, body)]


def settled(
    page: Page, given: Body, *, barred: Collection[str] = (), but: Fact | None = None
) -> Body | None:
    """The body with as little more as the page asks for then, in the order of the page.

    Nothing that is given changes, nothing that is ``barred`` is added, and nobody looks after the
    statement ``but``. ``None`` where that cannot be.
    """
    needed = [p for p in page.parameters() if p.required and p.name not in barred]
    waiting = deque([{place.name: sample(page, place) for place in needed} | given])
    while waiting:
        body = waiting.popleft()
        wrong = next((fact for fact in torn(page, body) if fact != but), None)
        if wrong is None:
            return in_order(page, body)
        waiting.extend(
            body | more for more in _mends(page, wrong, body) if not more.keys() & {*body, *barred}
        )
    return None


def grown(
    page: Page, given: Body, *, barred: Collection[str] = (), but: Fact | None = None
) -> Body | None:
    """The same with as much more as there may be: parameters that come first go first."""
    body = settled(page, given, barred=barred, but=but)
    for place in page.parameters():
        if body is not None and place.name not in {*body, *barred}:
            more = body | {place.name: sample(page, place)}
            body = settled(page, more, barred=barred, but=but) or body
    return body


def in_order(page: Page, body: Body) -> Body:
    """The body with its parameters in the order of the page."""
    known = [place.name for place in page.parameters() if place.name in body]
    return {name: body[name] for name in dict.fromkeys((*known, *body))}


def asked_for(page: Page, fact: Fact) -> dict[str, Json]:
    """What a ``requires`` asks for, with a value where any will do."""
    samples = {p.name: sample(page, p) for p in page.parameters() if p.name in fact.value["needs"]}
    return {
        name: samples[name] if value is None else value
        for name, value in fact.value["needs"].items()
    }


def _mends(page: Page, fact: Fact, body: Body) -> Iterator[Body]:
    """What might be added so that the statement holds; too much of something, nothing mends."""
    if fact.kind == "requires":
        yield {k: v for k, v in asked_for(page, fact).items() if body.get(k) != v or k not in body}
    elif fact.kind == "at-least-one":
        named = {place.name: place for place in page.parameters()}
        yield from ({name: sample(page, named[name])} for name in fact.value)
