"""For every rule the bodies that break it, and nothing else where that is possible."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any, Final

from contract_tests.conformance.checks import Level
from contract_tests.conformance.doubt import may_be_accepted, plain, sure, sure_with
from contract_tests.conformance.near_misses import beside_enum, of_another_type
from contract_tests.conformance.step import Step
from contract_tests.conformance.template import compressed, expanded, image
from contract_tests.facts.page import Json, Page, Place, pages
from contract_tests.judges.bundle import contract, rules
from contract_tests.judges.verdict import judge
from contract_tests.strategies.edits import Edit, applied, at_first, edits, rule_id
from contract_tests.strategies.images import CONTENT
from contract_tests.strategies.relations import relations
from contract_tests.strategies.values import sample
from generator.contract import Rule

REFUSED: Final = (400,)
# So many for each rule; the rest of what was found is drawn from with the seed.
_MOST: Final = {"enum": 16, "type": 3, "rule": 4, "media": 6}
_MOST_OTHERS: Final = 3
# Beyond what any server would be built for, or a matter of how numbers are written.
_EXOTIC: Final = ("far outside", "just outside", "as a float")


def negatives(model: str, seed: int) -> Iterator[Step]:
    """The steps that break each rule of a model; a warning blocks nothing, so it has none."""
    path = contract().model(model).path
    for rule in rules(model):
        if rule.severity == "warning":
            continue
        chosen = _chosen(rule, seed)
        for number, (label, body, level) in enumerate(chosen, 1):
            yield Step(
                id=f"{rule.id}#{number}",
                check=rule.id,
                level=level,
                side="breaks",
                model=model,
                path=path,
                body=body,
                label=label,
                expect=REFUSED,
                kind=rule.keyword,
                billable=level == "should",
            )


def _chosen(rule: Rule, seed: int) -> list[tuple[str, Any, Level]]:
    """The certain ones first; of more than enough, the seed picks which."""
    found = _found(rule.model)[rule.id]
    most = _MOST.get(rule.keyword, _MOST_OTHERS)
    if rule.keyword == "type":
        found = [*found[:most], *(entry for entry in found[most:] if entry[2] == "should")]
    certain = [entry for entry in found if entry[2] == "must"]
    doubtful = [entry for entry in found if entry[2] == "should"]
    return [*_some(certain, most, seed, rule.id), *_some(doubtful, most, seed, rule.id)]


def _some(
    found: list[tuple[str, Any, Level]], most: int, seed: int, name: str
) -> list[tuple[str, Any, Level]]:
    if len(found) <= most:
        return found
    # The first one is always there, so that a reader meets the plainest body; so are sizes, which
    # nothing else shows.
    always = [0, *(n for n, entry in enumerate(found) if n and "$image" in repr(entry[1]))]
    others = [number for number in range(len(found)) if number not in always]
    rest = Random(f"{seed}/{name}").sample(others, max(0, most - len(always)))  # noqa: S311
    return [found[index] for index in sorted([*always, *rest])]


@cache
def _found(model: str) -> dict[str, list[tuple[str, Any, Level]]]:
    """Every candidate, judged: kept for the rules that it breaks alone, or with companions."""
    levels = {rule.id: rule.level for rule in rules(model)}
    alone: dict[str, list[tuple[str, Any, Level]]] = {rule: [] for rule in levels}
    together: dict[str, list[tuple[int, str, Any, Level]]] = {rule: [] for rule in levels}
    seen: set[tuple[str, str]] = set()
    for rule, label, template, certain in _candidates(model):
        text = json.dumps(template, sort_keys=True)
        if (rule, text) in seen:
            continue
        seen.add((rule, text))
        body = expanded(template)
        broken = judge(model).broken(body)
        if rule not in broken:
            continue
        level: Level = "should"
        stated = any(levels[name] == "must" for name in broken)
        if stated and certain and levels[rule] == "must" and not may_be_accepted(model, body):
            level = "must"
        if broken == {rule}:
            alone[rule].append((label, template, level))
        else:
            together[rule].append((len(broken), label, template, level))
    return {
        rule: alone[rule] or [entry[1:] for entry in sorted(together[rule], key=_companions)]
        for rule in levels
    }


def _companions(entry: tuple[int, str, Any, Level]) -> int:
    return entry[0]


def _candidates(model: str) -> Iterator[tuple[str, str, Any, bool]]:
    """Rule, words, template of a body, and whether every reading of the page refuses it."""
    page = pages()[model]
    for place in page.places():
        yield from _at_place(page, place)
        yield from _images(page, place)
        yield from _beside_others(page, place)
    for edit in edits(model):
        if edit.breaks is None or any(word in edit.label for word in _EXOTIC):
            continue
        keyword = edit.breaks.rpartition("/")[2]
        if edit.path and keyword in ("type", "enum"):
            continue  # the values of the list above are the better ones
        yield edit.breaks, str(edit), _body(page, edit), True
    for relation in relations(model):
        for body in relation.broken:
            certain = {} if relation.fact.kind == "at-least-one" else sure(model)
            whole = certain | {name: _plainer(page, name, body[name]) for name in body}
            for rule in sorted(judge(model).broken(whole)):
                if rule.startswith(f"{model}/rule/"):
                    yield rule, f"breaks: {relation.fact}", compressed(whole), True


def _at_place(page: Page, place: Place) -> Iterator[tuple[str, str, Any, bool]]:
    path = at_first(place.path)

    def candidate(
        keyword: str, label: str, value: Json, *, certain: bool = True
    ) -> tuple[str, str, Any, bool]:
        rule = rule_id(page.model, place.path, keyword)
        return rule, label, _body(page, Edit(label, path, value)), certain

    for value in of_another_type(place):
        yield candidate("type", f"{type(value).__name__} instead of {place.type}", value)
    if place.type in ("integer", "number"):
        yield candidate("type", "true is no number", value=True, certain=False)
    if place.enum:
        for value in beside_enum(place):
            yield candidate("enum", f"{value!r} is no member", value)
    if place.type == "number":
        for keyword, step in (("minimum", -0.01), ("maximum", 0.01)):
            if keyword in place.limits:
                beyond = place.limits[keyword] + step
                yield candidate(keyword, f"{beyond} is outside", beyond)


def _images(page: Page, place: Place) -> Iterator[tuple[str, str, Any, bool]]:
    """Images of other formats, and ones of a byte too many."""
    path = at_first(place.path)
    rule = rule_id(page.model, place.path, "media")
    for name in CONTENT:
        if place.formats and name not in place.formats:
            yield rule, f"{name} in Base64", _body(page, Edit(name, path, CONTENT[name])), True
    if place.max_bytes is not None:
        marked = _body(page, Edit("", path, _MARK))
        size = place.max_bytes + 1
        for name in place.formats:
            yield rule, f"{name} of {size} bytes", _put(marked, image(name, size)), True


def _beside_others(page: Page, place: Place) -> Iterator[tuple[str, str, Any, bool]]:
    """Without anything else in it a body may be refused for being empty."""
    if place.required and len(place.path) == 1:
        others = {p.name: plain(page, p.name) for p in page.parameters() if p.enum}
        body = {k: v for k, v in {**sure(page.model), **others}.items() if k != place.name}
        rule = rule_id(page.model, place.path, "required")
        yield rule, f"{place.name} left out beside others", body, True


def _plainer(page: Page, name: str, value: Json) -> Json:
    """The same value, or the one in its place of which nobody doubts that it is good."""
    sampled = {p.name: sample(page, p) for p in page.parameters()}
    return plain(page, name) if value == sampled.get(name) else value


_MARK: Final = "\u0000image\u0000"


def _put(value: Json, template: Json) -> Json:
    """The body with the template in place of the mark."""
    if isinstance(value, dict):
        return {name: _put(member, template) for name, member in value.items()}
    if isinstance(value, list):
        return [_put(item, template) for item in value]
    return template if value == _MARK else value


def _body(page: Page, edit: Edit) -> Any:
    base = sure_with(page.model, str(edit.path[0])) if edit.path else sure(page.model)
    return compressed(applied(page, base, edit))
