"""Bodies on both sides of what a page says about several parameters at once."""

from dataclasses import dataclass
from functools import cache

from contract_tests.facts.page import Fact, Json, Page, pages
from contract_tests.strategies.bases import asked_for, context, needs, small
from contract_tests.strategies.edits import Body
from contract_tests.strategies.values import sample


@dataclass(frozen=True)
class Relation:
    """One statement about the parameters ``names``, with bodies that just keep or break it."""

    fact: Fact
    names: frozenset[str]
    kept: tuple[Body, ...]
    broken: tuple[Body, ...]


@cache
def relations(model: str) -> tuple[Relation, ...]:
    """Every such statement of a model's page."""
    page = pages()[model]
    makers = {
        "exclusion": _exclusion,
        "at-least-one": _at_least_one,
        "requires": _requires,
        "count-sum": _count_sum,
        "reference": _reference,
    }
    return tuple(makers[fact.kind](page, fact) for fact in page.facts if fact.kind in makers)


def _exclusion(page: Page, fact: Fact) -> Relation:
    one, other = (
        {
            key: value
            for key, value in context(page.model, name).items()
            if key == name or key not in fact.value
        }
        | {name: _sample(page, name)}
        for name in fact.value
    )
    empty: Body = {name: [] for name in fact.value if _sample(page, name) == [_item(page, name)]}
    broken = [one | other] + ([one | other | empty] if empty else [])
    return Relation(fact, frozenset(fact.value), (one, other), tuple(broken))


def _at_least_one(page: Page, fact: Fact) -> Relation:
    base = {
        place.name: sample(page, place)
        for place in page.parameters()
        if place.required and place.name not in fact.value
    }
    others = {
        place.name: sample(page, place)
        for place in page.parameters()
        if place.name not in fact.value
    }
    kept = tuple(base | {name: _sample(page, name)} | needs(page, name) for name in fact.value)
    return Relation(fact, frozenset(fact.value), kept, (base, others))


def _requires(page: Page, fact: Fact) -> Relation:
    name, wanted = fact.value["parameter"], asked_for(page, fact)
    needed = context(page.model, name)
    without = next((body for body in small(page.model) if name not in body), needed)
    base = {key: value for key, value in without.items() if key not in wanted and key != name}
    alone = {key: value for key, value in needed.items() if key not in wanted}
    one = {name: _sample(page, name)}
    broken = [alone | one]
    # Where any value will do, none is a wrong one.
    certain = {key: value for key, value in fact.value["needs"].items() if value is not None}
    for other, value in certain.items():
        place = next(place for place in page.parameters() if place.name == other)
        broken += [needed | one | {other: m} for m in place.enum if m != value]
    kept = [needed | one, base]
    if not any(name in needs(page, other) for other in wanted):
        kept.append(base | wanted)
    return Relation(fact, frozenset({name, *wanted}), tuple(kept), tuple(broken))


def _count_sum(page: Page, fact: Fact) -> Relation:
    needed = small(page.model)[0]
    # Two lists make up the sum; those that have to be there are among them.
    names = sorted(fact.value["parameters"], key=lambda name: name not in needed)
    most = fact.value["maximum"]

    def body(*sizes: int) -> Body:
        lists = {
            name: [_item(page, name)] * size
            for name, size in zip(names, sizes, strict=False)
            if size >= 0
        }
        return context(page.model, names[0]) | lists

    # -1 leaves a list out. The rest of the lists, where there are more than two, stay out.
    least = int(names[0] in needed)
    kept = [body(size, most - size) for size in range(least, most + 1)]
    kept += [body(most, -1)] + ([] if least else [body(-1, most)])
    broken = [body(size, most + 1 - size) for size in range(1, most + 1)]
    return Relation(fact, frozenset(names), tuple(kept), tuple(broken))


def _reference(page: Page, fact: Fact) -> Relation:
    prompt, entries = fact.value["prompt"], fact.value["list"]

    def body(text: str, size: int | None) -> Body:
        listed = {} if size is None else {entries: [_item(page, entries)] * size}
        return context(page.model, prompt) | {prompt: text} | listed

    kept = (
        body("<<<image_1>>> beside <<<image_2>>>", 2),
        body("<<<image_2>>>", 3),
        body("<<<image_0>>>", None),
        body("<<<image_1>> <<image_9>>> <image_9> <<<image_x>>>", 1),
    )
    broken = (
        body("<<<image_1>>>", None),
        body("<<<image_1>>>", 0),
        body("<<<image_3>>> beside <<<image_1>>>", 2),
        body("<<<image_99999999999999999999>>>", 9),
    )
    return Relation(fact, frozenset({prompt, entries}), kept, broken)


def _sample(page: Page, name: str) -> Json:
    return next(sample(page, place) for place in page.parameters() if place.name == name)


def _item(page: Page, name: str) -> Json:
    return next((sample(page, place) for place in page.below((name,))), None)
