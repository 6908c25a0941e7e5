"""Bodies that may break a rule, not yet judged: each is a valid one with one change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from contract_tests.conformance.doubt import plain, sure, sure_with
from contract_tests.conformance.near_misses import beside_enum, of_another_type
from contract_tests.conformance.template import compressed, image
from contract_tests.facts.page import Json, Page, Place, pages
from contract_tests.judges.bundle import rules_by_id
from contract_tests.judges.verdict import judge
from contract_tests.strategies.bases import full
from contract_tests.strategies.edits import Edit, applied, at_first, edits, rule_id
from contract_tests.strategies.images import CONTENT
from contract_tests.strategies.numbers import Span
from contract_tests.strategies.relations import relations
from contract_tests.strategies.values import sample

# Beyond what any server would be built for, or a matter of how numbers are written.
_EXOTIC: Final = ("far outside", "just outside", "as a float")
_MARK: Final = "\u0000image\u0000"
# What callers put around a body, and some gateways take off again.
_WRAPPERS: Final = ("input", "data")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A template of a body that is to break ``rule``.

    ``certain``: every reading of the page refuses it. ``pinned``: it shows what no other body of
    its rule does, so it is sent whatever the seed, and whatever else it breaks.
    """

    rule: str
    label: str
    body: Any
    certain: bool = True
    pinned: bool = False


def candidates(model: str) -> Iterator[Candidate]:
    """Every candidate of a model."""
    page = pages()[model]
    for place in page.places():
        yield from _at_place(page, place)
        yield from _images(page, place)
        yield from _beside_others(page, place)
        yield from _misspelt(page, place)
    yield from _as_a_whole(page)
    yield from _in_company(page)
    for edit in edits(model):
        if edit.breaks is None or any(word in edit.label for word in _EXOTIC):
            continue
        keyword = edit.breaks.rpartition("/")[2]
        if edit.path and keyword in ("type", "enum"):
            continue  # the values of the list above are the better ones
        yield Candidate(edit.breaks, str(edit), _body(page, edit))
    yield from _of_relations(page)


def at_later_items(model: str, found: Candidate) -> Iterator[Candidate]:
    """The same in a list whose other entries are good: as its second entry, and as its last.

    A server that looks at the first entry alone, or at any that is good, takes these.
    """
    page = pages()[model]
    name, _, inner = found.rule.removeprefix(f"{model}/").partition("/")
    if not inner.startswith("items") or not isinstance(found.body, dict):
        return
    place = next(place for place in page.parameters() if place.name == name)
    entries, good = found.body.get(name), plain(page, name)
    if not isinstance(entries, list) or len(entries) != 1 or not good:
        return
    most = int(place.limits.get("maxItems", 4))
    for size in dict.fromkeys((2, most)):
        body = found.body | {name: [good[0]] * (size - 1) + entries}
        yield replace(found, label=f"{found.label}, as entry {size}", body=body, pinned=True)


def _of_relations(page: Page) -> Iterator[Candidate]:
    model = page.model
    for relation in relations(model):
        for body in relation.broken:
            certain = {} if relation.fact.kind == "at-least-one" else sure(model)
            own = {name: _plainer(page, name, body[name]) for name in body}
            whole = certain | own
            wrong, mixed = judge(model).broken(own), judge(model).broken(whole)
            if len(wrong) < len(mixed) or not mixed:
                # What any body has in it may be shut out by this one, or be what it lacks.
                whole = own
            for rule in sorted(judge(model).broken(whole)):
                if rule.startswith(f"{model}/rule/"):
                    yield Candidate(rule, f"breaks: {relation.fact}", compressed(whole))


def _at_place(page: Page, place: Place) -> Iterator[Candidate]:
    path = at_first(place.path)

    def candidate(keyword: str, label: str, value: Json, *, certain: bool = True) -> Candidate:
        rule = rule_id(page.model, place.path, keyword)
        return Candidate(rule, label, _body(page, Edit(label, path, value)), certain)

    for value in of_another_type(page, place):
        yield candidate("type", f"{type(value).__name__} instead of {place.type}", value)
    if place.type in ("integer", "number"):
        yield candidate("type", "true is no number", value=True, certain=False)
    yield candidate("type", "null is no value", value=None, certain=False)
    if place.enum:
        for value in beside_enum(place):
            yield candidate("enum", f"{value!r} is no member", value)
    if place.type == "number":
        for keyword, limit in Span.of(place).bounds.items():
            beyond = limit + (-0.01 if keyword in ("minimum", "exclusiveMinimum") else 0.01)
            yield candidate(keyword, f"{beyond} is outside", beyond)
    if place.type == "string" and "maxLength" in place.limits and not place.forms:
        # Whether white space at the end counts is said nowhere.
        text = "a" * int(place.limits["maxLength"]) + " "
        label = "a space more than is allowed"
        spaced = candidate("maxLength", label, text, certain=False)
        yield replace(spaced, pinned=True)


def _images(page: Page, place: Place) -> Iterator[Candidate]:
    """Images of other formats, and ones of a byte too many."""
    path = at_first(place.path)
    rule = rule_id(page.model, place.path, "media")
    for name in CONTENT:
        if place.formats and name not in place.formats:
            body = _body(page, Edit(name, path, CONTENT[name]))
            yield Candidate(rule, f"{name} in Base64", body)
    if place.max_bytes is not None:
        marked = _body(page, Edit("", path, _MARK))
        size = place.max_bytes + 1
        for name in place.formats:
            # Sizes are shown by nothing else.
            body = _put(marked, image(name, size))
            yield Candidate(rule, f"{name} of {size} bytes", body, pinned=True)


def _beside_others(page: Page, place: Place) -> Iterator[Candidate]:
    """Without anything else in it a body may be refused for being empty."""
    if place.required and len(place.path) == 1:
        others = {p.name: plain(page, p.name) for p in page.parameters() if p.enum}
        body = {k: v for k, v in {**sure(page.model), **others}.items() if k != place.name}
        rule = rule_id(page.model, place.path, "required")
        yield Candidate(rule, f"{place.name} left out beside others", body)


def _misspelt(page: Page, place: Place) -> Iterator[Candidate]:
    """A required parameter under a name that differs from its own in case alone."""
    if place.required and len(place.path) == 1:
        body = sure(page.model)
        other = place.name.title()
        body = {other if name == place.name else name: value for name, value in body.items()}
        rule = rule_id(page.model, place.path, "required")
        label = f"{other} instead of {place.name}"
        yield Candidate(rule, label, compressed(body), pinned=True)


def _as_a_whole(page: Page) -> Iterator[Candidate]:
    """A good body in a list, in a text, in an object around it."""
    good = sure(page.model)
    rule = rule_id(page.model, (), "type")
    yield Candidate(rule, "a good body in a list", [good], pinned=True)
    yield Candidate(rule, "a good body as a text", json.dumps(good), pinned=True)
    for place in page.parameters():
        if place.required:
            for wrapper in _WRAPPERS:
                missing = rule_id(page.model, place.path, "required")
                label = f"a good body under {wrapper}"
                yield Candidate(missing, label, {wrapper: good}, pinned=True)
            return


def _in_company(page: Page) -> Iterator[Candidate]:
    """All that the page allows at once, with one bad value behind all the good ones.

    A server that looks no further than at the first few parameters takes it.
    """
    most = max(full(page.model), key=len)
    for place in reversed(page.parameters()):
        keyword = "enum" if place.enum else "type"
        rule = rule_id(page.model, place.path, keyword)
        if place.name not in most or rules_by_id()[rule].level != "must":
            continue
        values = beside_enum(place) if place.enum else of_another_type(page, place)
        *_, bad = values
        others = {name: _plainer(page, name, most[name]) for name in most if name != place.name}
        label = f"{bad!r} behind all other parameters"
        yield Candidate(rule, label, compressed(others | {place.name: bad}), pinned=True)
        return


def _plainer(page: Page, name: str, value: Json) -> Json:
    """The same value, or the one in its place of which nobody doubts that it is good."""
    sampled = {p.name: sample(page, p) for p in page.parameters()}
    return plain(page, name) if value == sampled.get(name) else value


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
