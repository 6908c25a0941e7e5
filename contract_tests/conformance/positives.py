"""Bodies that just keep the rules, packed so that few of them reach every limit.

Each accepted body is billed. An enum of nine members that may also be left out needs ten bodies;
all the rest of a model's limits ride along in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from contract_tests.conformance.doubt import may_be_refused, plain, sure, sure_with
from contract_tests.conformance.step import Step
from contract_tests.conformance.template import compressed, expanded, image
from contract_tests.facts.page import Json, Page, Place, pages
from contract_tests.judges.bundle import contract, rules
from contract_tests.judges.verdict import judge
from contract_tests.strategies.bases import needs
from contract_tests.strategies.edits import DELETE, Body, Edit, applied, edits
from contract_tests.strategies.images import URL
from contract_tests.strategies.relations import relations
from contract_tests.strategies.values import sample

ACCEPTED: Final = (200,)


@dataclass(frozen=True, slots=True)
class Aim:
    """What some body has to contain: values of parameters, or their absence.

    ``rule`` is the one whose limit the values just keep.
    """

    rule: str
    values: tuple[tuple[str, Any], ...]
    label: str

    def put(self, body: Body) -> Body:
        """The body with the values in it."""
        changed = dict(body)
        for name, value in self.values:
            changed.pop(name, None)
            if value is not DELETE:
                changed[name] = value
        return changed

    def met(self, body: Body) -> bool:
        """Whether a body contains them."""
        return all(
            (name not in body) if value is DELETE else (name in body and _same(body[name], value))
            for name, value in self.values
        )

    @property
    def names(self) -> frozenset[str]:
        """The parameters that it speaks of."""
        return frozenset(name for name, _ in self.values)


@cache
def positives(model: str) -> tuple[Step, ...]:
    """The packed bodies of a model, and the extra ones that only a decision vouches for."""
    certain, doubtful = aims(model)
    bodies = pack(model, certain)
    riders = _riders(model, bodies, certain, doubtful)
    ridden = [
        rider.put(body) if rider else body for rider, body in zip(riders, bodies, strict=True)
    ]
    rest = [aim for aim in doubtful if aim not in riders]
    plain_steps = _steps(model, bodies, certain, extra=False)
    with_rider = _steps(model, ridden, certain, extra=False)
    return (
        *map(_riding, with_rider, plain_steps, riders),
        *_steps(model, pack(model, rest), rest, extra=True),
    )


def _riding(step: Step, without: Step, rider: Aim | None) -> Step:
    if rider is None:
        return step
    plain_one = replace(without, id=f"{step.id}.plain")
    label = f"{step.label}; {rider.label}"
    return replace(step, label=label, rider=rider.rule, plain=plain_one)


def _riders(
    model: str, bodies: list[Body], certain: list[Aim], doubtful: list[Aim]
) -> list[Aim | None]:
    """For each body a value that only a decision vouches for, where there is room for one.

    It costs nothing: when the body is refused, the same body goes out without it. One a body, so
    that it is known what was refused.
    """
    riders: list[Aim | None] = [None] * len(bodies)
    ridden = list(bodies)
    # A large image would ride alone.
    waiting = sorted((aim for aim in doubtful if "$image" not in repr(aim.values)), key=_urgency)
    for aim in waiting:
        for number, body in enumerate(bodies):
            tried = aim.put(body)
            if riders[number] is not None or not _good(model, tried):
                continue
            others = [*ridden[:number], tried, *ridden[number + 1 :]]
            if all(any(one.met(other) for other in others) for one in certain):
                riders[number], ridden[number] = aim, tried
                break
    return riders


def _urgency(aim: Aim) -> int:
    """Texts at their limit first: servers that count UTF-16 units or bytes are the commonest."""
    wanted = ("most, ", "2**53", "data URL", "Base64", "the maximum", "the minimum", "least")
    at_limit = aim.rule.endswith("maxLength") or "2**53" in aim.label
    found = next((n for n, word in enumerate(wanted) if word in aim.label), len(wanted))
    return found if at_limit or found > 1 else len(wanted)


def _steps(model: str, bodies: list[Body], aims_: list[Aim], *, extra: bool) -> Iterator[Step]:
    path = contract().model(model).path
    for number, body in enumerate(bodies, 1):
        met = [aim for aim in aims_ if aim.met(body)]
        aimed = covered = tuple(dict.fromkeys(aim.rule for aim in met))
        if not extra:
            covered = tuple(dict.fromkeys((*covered, *_kept_anyway(model, body))))
        name = "extra" if extra else "keeps"
        yield Step(
            id=f"{model}/{name}#{number}",
            check=covered[0],
            covers=covered,
            aimed=aimed,
            level="should" if extra else "must",
            side="keeps",
            model=model,
            path=path,
            body=compressed(body),
            label="; ".join(aim.label for aim in met) or "a small valid body",
            expect=ACCEPTED,
            kind="accepted",
            billable=True,
            extra=extra,
        )


def aims(model: str) -> tuple[list[Aim], list[Aim]]:
    """What the bodies of a model have to show: stated limits, and what decisions filled in."""
    page = pages()[model]
    certain = [*_of_relations(model), *_of_presence(page)]
    doubtful: list[Aim] = []
    for stated, aim in _of_edits(page):
        _add(certain if stated else doubtful, aim)
    doubtful += _of_sizes(page)
    have = [aim.values for aim in certain]
    return certain, [aim for aim in doubtful if aim.values not in have]


def _of_relations(model: str) -> Iterator[Aim]:
    """A sum of two lengths, reached with both lists in use."""
    for relation in relations(model):
        if relation.fact.kind != "count-sum":
            continue
        broken = frozenset.intersection(*(judge(model).broken(b) for b in relation.broken))
        (rule,) = (name for name in broken if name.startswith(f"{model}/rule/"))
        one, other = sorted(relation.names)
        for body in relation.kept:
            sizes = len(body.get(one, ())), len(body.get(other, ()))
            if abs(sizes[0] - sizes[1]) <= 1:
                yield Aim(rule, ((one, body[one]), (other, body[other])), str(relation.fact))


def _of_presence(page: Page) -> Iterator[Aim]:
    """Each parameter there, and each that may be left out not there."""
    for place in page.parameters():
        rule = f"{page.model}/{place.name}/type"
        if not {"minimum", "maxLength", "maxItems"} & place.limits.keys():
            # The others have limits, which show as well that the parameter is taken.
            yield Aim(rule, ((place.name, plain(page, place.name)),), f"{place.name}: plain")
        if not place.required:
            yield Aim(rule, ((place.name, DELETE),), f"{place.name}: left out")


def _of_edits(page: Page) -> Iterator[tuple[bool, Aim]]:
    """Every value that the page allows, and whether the page itself says so."""
    known = {rule.id: rule for rule in rules(page.model)}
    for edit in edits(page.model):
        if edit.breaks is not None or not edit.path or edit.value is DELETE:
            continue
        is_plain = edit.value == sample(page, _place(page, edit))
        if is_plain and (edit.keeps is None or edit.keeps.endswith("/type")):
            continue  # the plain values are there already
        name = str(edit.path[0])
        body = applied(page, sure_with(page.model, name), edit)
        kept = known.get(edit.keeps or "")
        rule = kept.id if kept is not None else f"{page.model}/{name}/type"
        value = body[name]
        if kept is not None and kept.keyword == "maxLength" and isinstance(value, str):
            value = _in_chinese(value)
        aim = Aim(rule, ((name, compressed(value)),), str(edit))
        yield kept is not None and _stated(edit.value, edit.label, kept.level), aim


def _of_sizes(page: Page) -> Iterator[Aim]:
    """Images of exactly as many bytes as they may have."""
    for place in page.places():
        for form in place.formats if place.max_bytes is not None else ():
            value = _wrapped(place.path, image(form, place.max_bytes or 0))
            rule = "/".join((page.model, *place.path, "media"))
            label = f"{place.name}: {form} of {place.max_bytes} bytes"
            yield Aim(rule, ((place.name, value),), label)


def pack(model: str, wanted: Iterable[Aim]) -> list[Body]:
    """Few bodies that together meet every aim; each keeps the whole contract.

    Raises:
        ValueError: an aim that no body can meet.
    """
    open_aims = list(wanted)
    bodies: list[Body] = []
    while open_aims:
        body, taken = sure(model), set[str]()
        for aim in open_aims:
            if aim.names & taken:
                continue
            for start in (body, _with_needs(model, body, aim, taken)):
                tried = aim.put(start)
                if _good(model, tried):
                    body = tried
                    taken |= aim.names
                    break
        left = [aim for aim in open_aims if not aim.met(body)]
        if len(left) == len(open_aims):
            raise ValueError(f"no body of {model} can show: {open_aims[0].label}")
        bodies.append(body)
        open_aims = left
    return bodies


def _with_needs(model: str, body: Body, aim: Aim, taken: set[str]) -> Body:
    """The body with what has to stand beside the values, as far as that is still free."""
    page = pages()[model]
    beside: Body = {}
    for name, value in aim.values:
        if value is not DELETE:
            beside |= needs(page, name)
            continue
        for fact in page.all("at-least-one"):
            if name in fact.value:
                beside |= {other: plain(page, other) for other in fact.value if other != name}
    free = {k: v for k, v in beside.items() if k not in taken and k not in body}
    return body | free


def _good(model: str, template: Body) -> bool:
    body = expanded(_small(template))
    return judge(model).accepts(body) and not may_be_refused(model, body)


def _small(value: Any) -> Any:
    """The template with a short image in place of each large one: their sizes are known."""
    if isinstance(value, dict):
        if value.keys() == {"$image"}:
            return URL
        return {name: _small(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_small(item) for item in value]
    return value


def _kept_anyway(model: str, body: Body) -> Iterator[str]:
    """Rules that any good body with their parameter in it keeps."""
    for rule in rules(model):
        names = rule.path[:1]
        if not names or rule.keyword == "unsupported" or names[0] in body:
            yield rule.id


def _in_chinese(value: str) -> str:
    """As many characters and more bytes: the pages promise that prompts may be Chinese."""
    return "\u732b" * len(value) if value.isascii() else value


def _stated(value: Json, label: str, level: str) -> bool:
    """Whether the page itself says that this value is good."""
    if level != "must":
        return isinstance(value, str) and value == URL
    if isinstance(value, str):
        return value.isascii() and "shortest image" not in label
    return " as a float" not in label and "written as" not in label and "2**53" not in label


def _wrapped(path: tuple[str, ...], template: Json) -> Json:
    """A parameter's value with the template at a place inside it."""
    for step in reversed(path[1:]):
        template = [template] if step == "items" else {step: template}
    return template


def _place(page: Page, edit: Edit) -> Place:
    path = tuple("items" if isinstance(step, int) else step for step in edit.path)
    return next(place for place in page.places() if place.path == path)


def _add(aims_: list[Aim], aim: Aim) -> None:
    if not any(_same(known.values, aim.values) for known in aims_):
        aims_.append(aim)


def _same(one: Any, other: Any) -> bool:
    """Equality that tells 5 from 5.0."""
    return repr(one) == repr(other)
