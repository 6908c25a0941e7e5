"""For each rule, bodies that just keep it: on its limit, and within everything else."""

from dataclasses import dataclass
from functools import cache

from contract_tests.facts.needs import holds
from contract_tests.facts.page import Json, Page, pages
from contract_tests.judges.bundle import rules
from contract_tests.judges.verdict import judge
from contract_tests.strategies.bases import bases, context, full
from contract_tests.strategies.edits import DELETE, Edit, applied, edits
from contract_tests.strategies.relations import relations
from contract_tests.strategies.ties import settled
from contract_tests.strategies.values import sample


@dataclass(frozen=True)
class Kept:
    """A body that keeps ``rule``."""

    rule: str
    body: Json
    label: str


@cache
def kept(model: str) -> dict[str, tuple[Kept, ...]]:
    """The bodies of every rule of a model; they come from the page's limits, not the spec's."""
    page = pages()[model]
    found: dict[str, list[Kept]] = {rule.id: [] for rule in rules(model)}
    named = {place.name: sample(page, place) for place in page.parameters()}
    for rule in rules(model):
        match rule.keyword:
            case "type" if not rule.path:
                found[rule.id] += [Kept(rule.id, body, "an object") for body in bases(model)]
            case "required":
                name = rule.path[0]
                body = context(model, name) | {name: named[name]}
                found[rule.id].append(Kept(rule.id, body, "present"))
            case "unsupported" | "additionalProperties":
                found[rule.id] += [Kept(rule.id, body, "known names only") for body in full(model)]
    for kind in (_on_limits(model), _across(model)):
        for one in kind:
            found[one.rule].append(one)
    return {rule: tuple(bodies) for rule, bodies in found.items()}


@cache
def inside(model: str) -> tuple[Kept, ...]:
    """Every change that the page allows, on a limit or not, each on a small body of its own."""
    page = pages()[model]
    return tuple(
        Kept(edit.keeps or "", _placed(page, edit), str(edit))
        for edit in edits(model)
        # A parameter is left out by the small bodies; a member of one, by nothing else.
        if edit.breaks is None and (edit.value is not DELETE or len(edit.path) > 1)
    )


def _placed(page: Page, edit: Edit) -> Json:
    """A small body with the change, and with what the value that it puts in needs beside it."""
    name = str(edit.path[0])
    body = applied(page, context(page.model, name), edit)
    needing = [fact for fact in page.all("requires") if fact.value["parameter"] == name]
    if len(edit.path) == 1 and any(not holds(fact, body) for fact in needing):
        return settled(page, {name: edit.value}) or body
    return body


def _on_limits(model: str) -> list[Kept]:
    known = {rule.id for rule in rules(model)}
    return [one for one in inside(model) if one.rule in known]


def _across(model: str) -> list[Kept]:
    result = []
    for relation in relations(model):
        broken = [judge(model).broken(body) for body in relation.broken]
        for rule in frozenset[str]().union(*broken).intersection(*broken):
            if rule.startswith(f"{model}/rule/"):
                label = str(relation.fact)
                result += [Kept(rule, body, label) for body in relation.kept]
    return result
