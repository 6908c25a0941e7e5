"""Requests for the checkers: every change that a page suggests, and every trap at every place."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Final, Literal

from contract_tests.facts.page import Json, Page, Place, pages
from contract_tests.parity.drawing import traps
from contract_tests.parity.drawing.traps import FAMILY, NAMES, SMILE, spelled
from contract_tests.parity.referee import verdict
from contract_tests.strategies.bases import bases, context, full
from contract_tests.strategies.edits import DELETE, Edit, applied, at_first, edits
from contract_tests.strategies.relations import relations

Extent = Literal["whole", "chosen"]
_TOGETHER: Final = 80
# Values on each side of a limit, where not all are drawn.
_A_SIDE: Final = 2
# One, two, three and four bytes; one and two UTF-16 units; one and more code points a character.
_WIDTHS: Final = {
    "two bytes": "\u00e9",
    "four bytes": SMILE,
    "combined": "e\u0301",
    "joined": FAMILY,
}


@dataclass(frozen=True)
class Request:
    """A body for a model, as text; ``about`` are the rules that the case is meant for."""

    id: str
    model: str
    body: str
    about: frozenset[str]


def request_lines(model: str, extent: Extent) -> Iterator[bytes]:
    """A model's cases as lines of the vectors: all, or what breaks and keeps each rule."""
    return map(line, requests(model, extent))


def requests(model: str, extent: Extent) -> list[Request]:
    """A model's cases, each body once, in a fixed order."""
    found: dict[str, Request] = {}
    for request in _of_model(model) if extent == "whole" else _chosen(model):
        first = found.setdefault(request.body, request)
        found[request.body] = replace(first, about=first.about | request.about)
    return _numbered(found.values())


def line(request: Request) -> bytes:
    """A case as a line of the vectors, with the referee's verdict."""
    told = verdict(request.model, json.loads(request.body))
    named = {entry["rule"] for entry in (*told["violations"], *told["warnings"])}
    about = sorted(request.about | named)
    rest = json.dumps({"about": about, "expect": told}, separators=(",", ":"), ensure_ascii=False)
    head = f'{{"id":{spelled(request.id)},"model":{spelled(request.model)}'
    # What the referee tells may hold what a reader of the file cannot see.
    return f'{head},"body":{request.body},{spelled(json.loads(rest))[1:]}'.encode()


def _numbered(found: Iterable[Request]) -> list[Request]:
    seen: dict[str, int] = {}
    result: list[Request] = []
    for request in found:
        seen[request.id] = seen.get(request.id, 0) + 1
        times = seen[request.id]
        name = request.id if times == 1 else f"{request.id} ({times})"
        result.append(replace(request, id=name))
    return result


def _of_model(model: str) -> Iterator[Request]:
    page = pages()[model]
    yield from _valid(model)
    yield from _single(page, edits(model))
    yield from _widths(page)
    yield from _trapped(page)
    yield from _named(page)
    yield from _related(model)
    yield from _together(page)


def _chosen(model: str) -> Iterator[Request]:
    """Each limit from both sides, each rule over several parameters; no traps."""
    page = pages()[model]
    yield from _valid(model)
    seen: Counter[tuple[str | None, str | None]] = Counter()
    for edit in edits(model):
        side = (edit.breaks, edit.keeps)
        seen[side] += 1
        # That a member may be left out, no body on a limit shows.
        without = edit.value is DELETE and len(edit.path) > 1
        if without or (side != (None, None) and seen[side] <= _A_SIDE):
            yield from _single(page, [edit])
    yield from _related(model)


def _valid(model: str) -> Iterator[Request]:
    for at, body in enumerate(bases(model)):
        yield Request(f"{model}: valid body {at + 1}", model, spelled(body), frozenset())


def _related(model: str) -> Iterator[Request]:
    for relation in relations(model):
        for kind, bodies in (("keeps", relation.kept), ("breaks", relation.broken)):
            for body in bodies:
                yield Request(f"{model}: {kind} {relation.fact}", model, spelled(body), frozenset())


def _single(page: Page, every: Iterable[Edit]) -> Iterator[Request]:
    for edit in every:
        about = frozenset(rule for rule in (edit.breaks, edit.keeps) if rule)
        near = [context(page.model, str(edit.path[0]))] if edit.path else []
        for place, body in zip(("alone", "in full"), (*near, full(page.model)[0]), strict=False):
            changed = applied(page, body, edit)
            if not fits(changed):
                continue
            yield Request(f"{page.model}: {edit}, {place}", page.model, spelled(changed), about)


def _widths(page: Page) -> Iterator[Request]:
    for place in page.places():
        if place.type != "string" or place.forms or "maxLength" not in place.limits:
            continue
        most = int(place.limits["maxLength"])
        about = frozenset({"/".join((page.model, *place.path, "maxLength"))})
        for name, character in _WIDTHS.items():
            for size in (most, most + 1):
                text = (character * size)[: size - 1] + "a"
                edit = Edit(f"{size} of {name}", at_first(place.path), text)
                yield _changed(page, edit, about)


def _trapped(page: Page) -> Iterator[Request]:
    for place in page.places():
        about = frozenset({"/".join((page.model, *place.path, "type"))})
        for value in traps.ALL:
            edit = Edit(value.text[:40], at_first(place.path), value)
            yield _changed(page, edit, about)


def _named(page: Page) -> Iterator[Request]:
    closed = [place for place in page.places() if place.type == "object" and page.below(place.path)]
    for above in ((), *(at_first(place.path) for place in closed)):
        for name in NAMES:
            yield _changed(page, Edit(f"unknown name {name!r}", (*above, name), 1), frozenset())
    for place in page.parameters():
        for name in _nearly(place):
            yield _changed(page, Edit(f"nearly {place.name}: {name}", (name,), 1), frozenset())


def _nearly(place: Place) -> Iterator[str]:
    name = place.name
    yield from (name[1:] + "x", name[:-1], name + "ss", name + "sss", name.upper())
    yield name[:-2] + SMILE
    yield name[1:2] + name[:1] + name[2:]


def _together(page: Page) -> Iterator[Request]:
    """Several changes at once: what is told is told in order."""
    random = Random(page.model)  # noqa: S311 (no secret: the same cases in every run)
    every = [edit for edit in edits(page.model) if edit.path and fits(edit.value)]
    for number in range(_TOGETHER):
        chosen = random.sample(every, random.randint(2, 5))
        body = applied(page, random.choice(bases(page.model)), *chosen)
        if isinstance(body, dict):
            members = list(body.items())
            random.shuffle(members)
            body = dict(members)
        yield Request(
            f"{page.model}: together {number + 1}", page.model, spelled(body), frozenset()
        )


def _changed(page: Page, edit: Edit, about: frozenset[str]) -> Request:
    body = applied(page, context(page.model, str(edit.path[0])), edit)
    return Request(f"{page.model}: {edit}", page.model, spelled(body), about)


def fits(value: Json) -> bool:
    """Whether a line can hold it: no integer past 64 bits."""
    if value is DELETE:
        return True
    if isinstance(value, dict):
        return all(map(fits, value.values()))
    if isinstance(value, list):
        return all(map(fits, value))
    return not isinstance(value, int) or -(2**63) <= value < 2**63
