"""Why no body breaks a rule alone: every combination of what is tied to it, judged."""

import itertools
import math
from collections.abc import Collection, Iterator

from contract_tests.facts.needs import shut_out, wanted_values
from contract_tests.facts.page import Json, Page, Place, pages
from contract_tests.judges.bundle import rules_by_id
from contract_tests.judges.surgery import fields_of
from contract_tests.judges.verdict import judge
from contract_tests.strategies.bases import small
from contract_tests.strategies.edits import Body
from contract_tests.strategies.ties import chained
from contract_tests.strategies.values import sample

# Bodies that are judged in a few seconds.
_MOST = 100_000


def companions(rule: str) -> list[frozenset[str]]:
    """What else falls, in each combination in which the rule does.

    Raises:
        ValueError: so much is tied to it that nobody can try it all.
    """
    entry = rules_by_id()[rule]
    page = pages()[entry.model]
    text = entry.validation.text if entry.validation else ""
    tied = chained(page, {*entry.path[:1], *fields_of(text)})
    found = (judge(entry.model).broken(body) for body in _combinations(page, tied))
    return [broken - {rule} for broken in found if rule in broken]


def _combinations(page: Page, names: Collection[str]) -> Iterator[Body]:
    places = [place for place in page.parameters() if place.name in names]
    options = [_options(page, place) for place in places]
    if math.prod(map(len, options)) > _MOST:
        raise ValueError(f"{page.model}: too many combinations of {', '.join(sorted(names))}")
    rest = {name: value for name, value in small(page.model)[0].items() if name not in names}
    for chosen in itertools.product(*options):
        given = zip(places, chosen, strict=True)
        yield rest | {place.name: value for place, value in given if value is not None}


def _options(page: Page, place: Place) -> list[Json]:
    """Absent, and values of which each may matter to another statement."""
    if place.enum:
        return [None, *place.enum]
    if place.type == "boolean":
        return [None, True, False]
    if place.type != "array":
        told = [fact.value["needs"].get(place.name) for fact in page.all("requires")]
        spoken = [value for one in told for value in (*wanted_values(one), *shut_out(one))]
        spoken += [
            fact.value["value"]
            for fact in page.all("requires")
            if fact.value["parameter"] == place.name and "value" in fact.value
        ]
        return [None, *dict.fromkeys([sample(page, place), *spoken])]
    (item,) = page.below(place.path)
    sums = [fact.value for fact in page.all("count-sum") if place.name in fact.value["parameters"]]
    edges = [0, *place.limits.values(), *(sum_["maximum"] for sum_ in sums)]
    sizes = sorted({int(size) + more for size in edges for more in (0, 1)})
    return [None, *([sample(page, item)] * size for size in sizes)]
