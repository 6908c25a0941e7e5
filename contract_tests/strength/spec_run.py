"""The plan against a server that has a mutant of the spec: does some request show it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from contract_tests.conformance.answers import judged
from contract_tests.conformance.exchange import Request
from contract_tests.conformance.in_process import handler_of
from contract_tests.conformance.plan import build_plan
from contract_tests.conformance.step import Step
from contract_tests.conformance.template import expanded
from contract_tests.facts.page import Json, pages
from contract_tests.judges.bundle import contract
from contract_tests.mock_api import TEST_KEY, MockService, VirtualClock, load_catalog, read_bundle
from contract_tests.mock_api.catalog import Catalog
from contract_tests.mock_api.judge import Judge
from contract_tests.strategies.bases import bases, context
from contract_tests.strategies.edits import Edit, applied, at_first, edits, rule_id
from contract_tests.strategies.images import sized
from contract_tests.strategies.relations import relations
from contract_tests.strength.spec_mutants import Mutant
from generator.contract import Model

_HEAVY = "$image"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A mutant and the first request that shows it; ``reason`` is why none can, where none can."""

    mutant: Mutant
    step: str | None
    reason: str | None = None

    @property
    def verdict(self) -> str:
        """``killed``, ``equivalent`` or ``survived``."""
        if self.step is not None:
            return "killed"
        return "equivalent" if self.reason is not None else "survived"


def run(mutant: Mutant) -> Outcome:
    """Send what the plan has for the mutant's model until an answer is not the contract's."""
    step = first_difference(mutant)
    if step is not None:
        return Outcome(mutant, step.id)
    return Outcome(mutant, None, equivalence(mutant))


def first_difference(mutant: Mutant) -> Step | None:
    """The first step that is answered otherwise than the contract says, ``None`` without one."""
    service = MockService(catalog(mutant), clock=VirtualClock())
    handle = handler_of(service)
    for step in _steps(mutant):
        headers = (
            ("authorization", f"Bearer {TEST_KEY}"),
            ("content-type", step.content_type or ""),
        )
        got = handle(Request(step.method, step.path, headers, _content(step)))
        if judged(step, got).sign in ("bad", "odd"):
            return step
    return None


def contract_model(mutant: Mutant) -> Model:
    """The mutant's model as the contract has it."""
    return contract().model(mutant.model.id)


def catalog(mutant: Mutant) -> Catalog:
    """The models on offer, one of them as the mutant has it."""
    judge = Judge(mutant.schema(), read_bundle()["components"])
    return load_catalog().judging(mutant.model.id, judge)


def equivalence(mutant: Mutant) -> str | None:
    """Why no request can show the mutant: no verdict changes over the whole search.

    ``None`` when some body of the search is judged otherwise, so that the plan misses one.
    """
    true = load_catalog().offer(mutant.model.id).judge
    mutated = Judge(mutant.schema(), read_bundle()["components"])
    bodies = [*_search(mutant.model.id), *_sizes(mutant)]
    for body in bodies:
        if bool(true.refusals(body)) != bool(mutated.refusals(body)):
            return None
    return f"no verdict changes over {len(bodies)} bodies"


def _steps(mutant: Mutant) -> Iterator[Step]:
    """What is about the mutant's place first, large bodies last: the order finds, it hides none."""
    place = mutant.rule.rpartition("/")[0]

    def rank(step: Step) -> tuple[bool, bool]:
        about = any(rule.startswith(place) for rule in (step.check, *step.covers))
        return _is_heavy(step) and mutant.kind != "media", not about

    yield from sorted(_of_model(mutant.model.id), key=rank)


@cache
def _of_model(model: str) -> tuple[Step, ...]:
    steps = build_plan(strict=True).steps
    return tuple(s for s in steps if s.model == model and s.side != "protocol")


def _is_heavy(step: Step) -> bool:
    return _HEAVY in repr(step.body)


_CONTENT: dict[str, bytes] = {}


def _content(step: Step) -> bytes:
    """The body, made once: the same few hundred go to every mutant."""
    if _is_heavy(step):
        return step.content()
    if step.id not in _CONTENT:
        _CONTENT[step.id] = step.content()
    return _CONTENT[step.id]


@cache
def _search(model: str) -> tuple[Json, ...]:
    """Every single edit of every base, pairs on a small one, and what ties several together."""
    page = pages()[model]
    every = edits(model)
    bodies: list[Json] = [expanded(_light(step.body)) for step in _of_model(model)]
    bodies += [applied(page, base, edit) for edit in every for base in bases(model)]
    for edit in every:
        if edit.path:
            bodies.append(applied(page, context(model, str(edit.path[0])), edit))
    for relation in relations(model):
        bodies += [*relation.kept, *relation.broken]
    bodies += list(_pairs(model, every))
    return tuple(bodies)


def _sizes(mutant: Mutant) -> Iterator[Json]:
    """Images about the limit of a place, for a mutant of what it says of images."""
    page = pages()[mutant.model.id]
    for place in page.places() if mutant.kind == "media" else ():
        if mutant.rule != rule_id(page.model, place.path, "media"):
            continue
        for size in (place.max_bytes or 0) + 1, (place.max_bytes or 0), (place.max_bytes or 0) - 1:
            for name in place.formats:
                edit = Edit("", at_first(place.path), sized(max(size, 30), name))
                yield applied(page, context(page.model, place.name), edit)


def _pairs(model: str, every: tuple[Edit, ...]) -> Iterator[Json]:
    page = pages()[model]
    for index, first in enumerate(every):
        # Every seventh partner, another seventh for each: all pairs of places, few of values.
        for second in every[index % 7 :: 7]:
            if first.path and second.path and first.path[0] != second.path[0]:
                yield applied(page, context(model, str(first.path[0])), first, second)


def _light(template: Json) -> Json:
    """Without the large images: that they are refused or accepted hangs on their size alone."""
    if isinstance(template, dict):
        if template.keys() == {_HEAVY}:
            return "https://example.com/picture.jpg"
        return {name: _light(member) for name, member in template.items()}
    if isinstance(template, list):
        return [_light(item) for item in template]
    return template
