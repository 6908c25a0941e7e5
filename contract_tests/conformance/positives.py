"""Bodies that just keep the rules, packed so that few of them reach every limit.

Each accepted body is billed. An enum of nine members that may also be left out needs ten bodies;
all the rest of a model's limits ride along in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from contract_tests.conformance.doubt import plain, sure_with
from contract_tests.conformance.packing import Aim, pack, same
from contract_tests.conformance.riders import riders_of, riding
from contract_tests.conformance.step import Step
from contract_tests.conformance.template import compressed, image
from contract_tests.facts.page import Json, Page, Place, pages
from contract_tests.judges.bundle import contract, rules
from contract_tests.judges.verdict import judge
from contract_tests.strategies.edits import DELETE, Body, Edit, applied, edits
from contract_tests.strategies.images import URL
from contract_tests.strategies.relations import relations
from contract_tests.strategies.values import sample

ACCEPTED: Final = (200,)


@cache
def positives(model: str) -> tuple[Step, ...]:
    """The packed bodies of a model, and the extra ones that only a decision vouches for."""
    certain, doubtful = aims(model)
    bodies = pack(model, certain)
    riders = riders_of(model, bodies, certain, doubtful)
    ridden = [
        rider.put(body) if rider else body for rider, body in zip(riders, bodies, strict=True)
    ]
    rest = [aim for aim in doubtful if aim not in riders]
    plain_steps = _steps(model, bodies, certain, extra=False)
    with_rider = _steps(model, ridden, certain, extra=False)
    return (
        *map(riding, with_rider, plain_steps, riders),
        *_steps(model, pack(model, rest), rest, extra=True),
    )


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
    """A sum of lengths, reached with all the lists in use, and as evenly as their limits let it."""
    for relation in relations(model):
        if relation.fact.kind != "count-sum":
            continue
        broken = frozenset.intersection(*(judge(model).broken(b) for b in relation.broken))
        (rule,) = (name for name in broken if name.startswith(f"{model}/rule/"))
        used = sorted(name for name in relation.names if any(name in b for b in relation.kept))
        spread = [_spread([len(body.get(name, ())) for name in used]) for body in relation.kept]
        for body, wide in zip(relation.kept, spread, strict=True):
            if wide <= max(1, min(spread)):
                values = tuple((name, body.get(name, DELETE)) for name in used)
                yield Aim(rule, values, str(relation.fact))


def _spread(sizes: list[int]) -> int:
    return max(sizes) - min(sizes)


def _of_presence(page: Page) -> Iterator[Aim]:
    """Each parameter there, and each that may be left out not there; members of one likewise."""
    for place in page.parameters():
        rule = f"{page.model}/{place.name}/type"
        if not {"minimum", "maxLength", "maxItems"} & place.limits.keys():
            # The others have limits, which show as well that the parameter is taken.
            yield Aim(rule, ((place.name, plain(page, place.name)),), f"{place.name}: plain")
        if not place.required:
            yield Aim(rule, ((place.name, DELETE),), f"{place.name}: left out")
    for edit in edits(page.model):
        if edit.value is DELETE and edit.breaks is None and len(edit.path) > 1:
            name = str(edit.path[0])
            whole = applied(page, {name: plain(page, name)}, edit)
            rule = f"{page.model}/{name}/type"
            yield Aim(rule, ((name, compressed(whole[name])),), str(edit))


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
    if not any(same(known.values, aim.values) for known in aims_):
        aims_.append(aim)
