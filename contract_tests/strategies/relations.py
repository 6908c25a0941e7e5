"""Bodies on both sides of what a page says about several parameters at once."""

import itertools
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from contract_tests.facts.needs import shut_out, wanted_values
from contract_tests.facts.page import Fact, Json, Page, Place, pages
from contract_tests.strategies.edits import Body
from contract_tests.strategies.sums import over, within
from contract_tests.strategies.ties import asked_for, grown, others, samples, settled
from contract_tests.strategies.values import sample

# A prompt, and how many entries stand beside it; none at all is `None`.
_Texts = Iterable[tuple[str, int | None]]


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
    return related(pages()[model])


def related(page: Page) -> tuple[Relation, ...]:
    """``relations`` of any page."""
    makers = {
        "exclusion": _exclusion,
        "at-least-one": _at_least_one,
        "requires": _requires,
        "count-sum": _count_sum,
        "reference": _reference,
    }
    return tuple(makers[fact.kind](page, fact) for fact in page.facts if fact.kind in makers)


def _exclusion(page: Page, fact: Fact) -> Relation:
    ones = [settled(page, {}, having=[name], barred={*fact.value} - {name}) for name in fact.value]
    broken = []
    for pair in itertools.combinations(fact.value, 2):
        body = _broken(page, fact, {}, having=pair)
        empty: Body = {name: [] for name in pair if _may_be_empty(page, name)}
        broken += [body, body | empty] if empty else [body]
    return _relation(fact, fact.value, ones, broken)


def _at_least_one(page: Page, fact: Fact) -> Relation:
    kept = [settled(page, {}, having=[name]) for name in fact.value]
    none, others = (maker(page, {}, barred=fact.value, but=fact) for maker in (settled, grown))
    return _relation(fact, fact.value, kept, [none, others])


def _requires(page: Page, fact: Fact) -> Relation:
    name, needs = fact.value["parameter"], fact.value["needs"]
    one = {name: fact.value["value"]} if "value" in fact.value else {}
    wanted = asked_for(page, fact)
    certain = {key: wanted[key] for key, value in needs.items() if wanted_values(value)}
    # What only shuts values out is met by nothing at all. What has to be there anyway is not left
    # out where another value breaks the statement too.
    asked = [key for key, value in needs.items() if not isinstance(value, dict)]
    free = [key for key in asked if not _place(page, key).required]
    left_out = [free, *([other] for other in free if len(free) > 1)] if free else []
    if asked and not free and not certain:
        left_out = [asked]
    broken = [_broken(page, fact, one, having=[name], barred=names) for names in left_out]
    for other, value in needs.items():
        wrong = _wrong(page, _place(page, other), value)
        beside = (one | certain | {other: another} for another in wrong)
        broken += [_broken(page, fact, given, having=[name, *asked]) for given in beside]
    kept = [settled(page, one, having=[name])]
    if not _place(page, name).required:
        kept += [
            settled(page, {}, barred={name, *free}),
            settled(page, certain, having=asked, barred={name}),
        ]
    if one:
        # Another value needs none of these.
        rest = _others(page, _place(page, name), [*one.values()])
        kept += [settled(page, {name: other}, barred=free) for other in rest]
    return _relation(fact, {name, *needs}, kept, broken)


def _wrong(page: Page, place: Place, wanted: Json) -> list[Json]:
    """Values of a parameter that do not meet what is needed; where any will do, none is wrong."""
    if isinstance(wanted, dict):
        return shut_out(wanted)
    return _others(page, place, wanted_values(wanted)) if wanted is not None else []


def _count_sum(page: Page, fact: Fact) -> Relation:
    items = {name: _item(page, name) for name in fact.value["parameters"]}

    def body(sizes: dict[str, int], but: Fact | None = None) -> Body | None:
        lists: Body = {name: [items[name]] * size for name, size in sizes.items()}
        found = settled(page, lists, barred=items.keys() - lists.keys(), but=but)
        return found if found is not None or but is None else lists

    rooms = [_place(page, name) for name in fact.value["parameters"]]
    most = int(fact.value["maximum"])
    kept = [body(sizes) for sizes in within(rooms, most)]
    broken = [body(sizes, fact) for sizes in over(rooms, most)]
    return _relation(fact, items, kept, broken)


def _reference(page: Page, fact: Fact) -> Relation:
    prompt, entries = _place(page, fact.value["prompt"]), _place(page, fact.value["list"])
    least, most = int(entries.limits.get("minItems", 0)), int(entries.limits.get("maxItems", 9))

    def bodies(texts: _Texts, but: Fact | None = None) -> Iterator[Body | None]:
        for text, size in texts:
            listed = {} if size is None else {entries.name: [_item(page, entries.name)] * size}
            if not entries.required if size is None else least <= size <= most:
                barred = () if listed else (entries.name,)
                yield settled(page, {prompt.name: text} | listed, barred=barred, but=but)

    kept = (
        ("<<<image_1>>> beside <<<image_2>>>", 2),
        ("<<<image_2>>>", 3),
        ("<<<image_0>>>", None),
        ("<<<image_1>> <<image_9>>> <image_9> <<<image_x>>>", max(1, least)),
    )
    broken = (
        ("<<<image_1>>>", None),
        ("<<<image_1>>>", 0),
        ("<<<image_3>>> beside <<<image_1>>>", 2),
        ("<<<image_99999999999999999999>>>", min(9, most)),
    )
    return _relation(fact, {prompt.name, entries.name}, bodies(kept), bodies(broken, fact))


def _relation(
    fact: Fact, names: Iterable[str], kept: Iterable[Body | None], broken: Iterable[Body | None]
) -> Relation:
    # What the page's other statements leave no room for falls out.
    good, bad = (tuple(body for body in bodies if body is not None) for bodies in (kept, broken))
    return Relation(fact, frozenset(names), good, bad)


def _broken(
    page: Page,
    fact: Fact,
    given: Body,
    *,
    having: Collection[str] = (),
    barred: Collection[str] = (),
) -> Body:
    """A body that breaks this statement alone; where that cannot be, no more than it has to."""
    alone = settled(page, given, having=having, barred=barred, but=fact)
    if alone is not None:
        return alone
    needed = {place.name for place in page.parameters() if place.required} - {*barred}
    return samples(page, {*needed, *having}) | given


def _others(page: Page, place: Place, known: list[Json]) -> list[Json]:
    """Values that the place takes, other than these."""
    found = [other for other in others(page, place) if other not in known]
    return found if place.enum or place.type == "boolean" else found[:1]


def _may_be_empty(page: Page, name: str) -> bool:
    place = _place(page, name)
    return place.type == "array" and not place.limits.get("minItems")


def _place(page: Page, name: str) -> Place:
    return next(place for place in page.parameters() if place.name == name)


def _item(page: Page, name: str) -> Json:
    return next((sample(page, place) for place in page.below((name,))), None)
