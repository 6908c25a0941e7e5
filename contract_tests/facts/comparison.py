"""The spec held against the facts of a page, both ways.

What the spec states is read by the product, and the inventory says whether that is all of it. What
a rule means is not: here a CEL interpreter reads the rules, so that the comparison that people see,
which walks the compiled trees, has a judge of its own.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contract_tests.facts import meaning
from contract_tests.facts.page import Fact, Json, Page
from generator.contract import Evidence, Location, Model
from generator.contract.types import Validation
from generator.docs.comparing.statements import Statement, statements

_ONE_BY_ONE = frozenset(
    {"type", "required", "default", "limit", "enum", "unsupported", "image", "media"}
    | {"path", "vintage"}
)


@dataclass(frozen=True)
class Mismatch:
    """One thing that the two readings of a page see differently."""

    model: str
    subject: str
    about: str
    page: str
    spec: str
    location: Location

    def __str__(self) -> str:
        return (
            f"{self.model}, {self.subject}, {self.about}: the page says {self.page}, "
            f"the spec says {self.spec} ({self.location})"
        )


def compare(model: Model, page: Page) -> list[Mismatch]:
    """Every difference between a model of the contract and the facts of its page."""
    return [
        *_one_by_one(model, page),
        *_across(model, page, warnings=False),
        *_across(model, page, warnings=True),
    ]


def _one_by_one(model: Model, page: Page) -> Iterator[Mismatch]:
    said = {statement.key: statement for statement in statements(model)}
    facts = {
        (fact.subject, fact.kind, fact.keyword): fact
        for fact in page.facts
        if fact.kind in _ONE_BY_ONE
    }
    for key in dict.fromkeys((*facts, *said)):
        fact, statement = facts.get(key), said.get(key)
        subject, kind, keyword = key
        # A page of format b states no flags: what nobody asks for is optional.
        page_value = fact.value if fact else False if kind == "required" else None
        spec_value = statement.value if statement else False if kind == "required" else None
        # Every form of an image is taken on every page (decision 13).
        if kind == "image" and fact and statement:
            page_value = spec_value
        place = statement.location if statement else _nearest(model, said.values(), subject)
        if not _same(page_value, spec_value):
            shown = _shown(page_value) + (f" in line {fact.line}" if fact and fact.line else "")
            about = keyword or kind
            yield Mismatch(model.id, subject, about, shown, _shown(spec_value), place)
        elif fact and statement and statement.evidence:
            yield from _evidence(model, page, fact, statement.evidence, place)


def _across(model: Model, page: Page, *, warnings: bool) -> Iterator[Mismatch]:
    facts = [
        fact
        for fact in page.facts
        if fact.kind in meaning.ACROSS and (fact.kind in meaning.WARNINGS) is warnings
    ]
    rules = [rule for rule in model.validations if (rule.severity == "warning") is warnings]
    for fact in facts:
        near = [r for r in rules if meaning.names_of_rule(r) & meaning.names_of_fact(fact)]
        names = meaning.names_of_fact(fact).union(*map(meaning.names_of_rule, near))
        place = near[0].location if near else model.location
        for body in meaning.bodies(page, model, names):
            if not meaning.fact_holds(fact, body) and _all_hold(near, body):
                shown = f"{_shown(fact.value)} in line {fact.line}"
                spec = f"nothing against {_shape(body)}"
                yield Mismatch(model.id, fact.subject, fact.kind, shown, spec, place)
                break
        else:
            evidence = [entry for rule in near for entry in rule.evidence]
            yield from _evidence(model, page, fact, evidence, place)
    for rule in rules:
        close = [f for f in facts if meaning.names_of_rule(rule) & meaning.names_of_fact(f)]
        names = meaning.names_of_rule(rule).union(*map(meaning.names_of_fact, close))
        for body in meaning.bodies(page, model, names):
            if not meaning.rule_holds(rule, body) and all(
                meaning.fact_holds(fact, body) for fact in close
            ):
                said = f"nothing against {_shape(body)}"
                yield Mismatch(model.id, "model", rule.id, said, rule.text, rule.location)
                break


def _all_hold(rules: Iterable[Validation], body: dict[str, Json]) -> bool:
    return all(meaning.rule_holds(rule, body) for rule in rules)


def _evidence(
    model: Model, page: Page, fact: Fact, evidence: Iterable[Evidence], place: Location
) -> Iterator[Mismatch]:
    """A fact and its constraint rest on the same ground: this page, another one, a decision."""
    kinds = {_ground(entry, page) for entry in evidence}
    ground = "page" if fact.confidence in ("stated", "example") else fact.confidence
    if ground not in kinds:
        about = f"evidence of {fact.keyword or fact.kind}"
        told = " and ".join(sorted(kinds))
        yield Mismatch(model.id, fact.subject, about, fact.confidence, told, place)


def _ground(entry: Evidence, page: Page) -> str:
    if entry.how.startswith("decision-"):
        return entry.how
    # Another page, or an earlier version of this one.
    return "page" if entry.page == page.page and entry.how != "sibling" else "sibling"


def _nearest(model: Model, said: Iterable[Statement], subject: str) -> Location:
    """Where the spec speaks of the same parameter, or at least of the model."""
    return next((s.location for s in said if s.subject == subject), model.location)


def _same(one: Json, other: Json) -> bool:
    """Equal and of one type: 1 is not true, and 5 is not 5.0 here."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def _shown(value: Json) -> str:
    return "nothing" if value is None else json.dumps(value, ensure_ascii=False)


def _shape(body: dict[str, Json]) -> str:
    """A body without its contents: sizes of lists and short values."""
    shown = (f"{k} of {len(v)}" if isinstance(v, list) else f"{k} {v!r}" for k, v in body.items())
    return "a body with " + (", ".join(shown) or "nothing in it")
