"""The deterministic search for bodies that break exactly one rule.

One or two changes of a small valid body, kept for rule r when the contract without r, and only
that one, admits the body. A rule for which there is none is implied: whenever it falls, others
fall with it, and the search names them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from contract_tests.facts.page import Json, pages
from contract_tests.judges.bundle import rules
from contract_tests.judges.verdict import judge
from contract_tests.strategies.bases import bases, context
from contract_tests.strategies.edits import Edit, applied, edits
from contract_tests.strategies.relations import relations


@dataclass(frozen=True)
class Witness:
    """A body that breaks ``rule``; ``touched`` are the parameters that it hangs on."""

    rule: str
    body: Json
    pointer: str
    touched: frozenset[str]
    broken: frozenset[str]
    label: str

    @property
    def alone(self) -> bool:
        """Whether it breaks nothing else."""
        return self.broken == {self.rule}


@dataclass(frozen=True)
class Search:
    """What was found for one model: witnesses of each rule, alone or with its companions."""

    model: str
    alone: dict[str, tuple[Witness, ...]]
    implied: dict[str, tuple[Witness, ...]]

    def implied_by(self, rule: str) -> tuple[str, ...]:
        """The rules that fall whenever this one falls."""
        always = frozenset.intersection(*(w.broken for w in self.implied[rule]))
        return tuple(sorted(always - {rule}))

    def unreached(self) -> tuple[str, ...]:
        """Rules that no body broke: a gap of the search."""
        known = self.alone.keys() | self.implied.keys()
        return tuple(rule.id for rule in rules(self.model) if rule.id not in known)


@cache
def search(model: str) -> Search:
    """The witnesses of every rule of a model."""
    found: dict[str, list[Witness]] = {}
    for witness in _single(model):
        found.setdefault(witness.rule, []).append(witness)
    open_rules = {rule for rule, seen in found.items() if not any(w.alone for w in seen)}
    for witness in _double(model, open_rules):
        found[witness.rule].append(witness)
    order = [rule.id for rule in rules(model) if rule.id in found]
    alone = {r: tuple(w for w in found[r] if w.alone) for r in order}
    alone = {rule: seen for rule, seen in alone.items() if seen}
    implied = {rule: tuple(found[rule]) for rule in order if rule not in alone}
    return Search(model, alone, implied)


def _single(model: str) -> Iterator[Witness]:
    page = pages()[model]
    for edit in edits(model):
        name = edit.path[0] if edit.path else ""
        near = [context(model, str(name))] if edit.path else []
        for body in (*near, *bases(model)):
            yield from _judged(model, applied(page, body, edit), (edit,))
    for relation in relations(model):
        for body in relation.broken:
            broken = judge(model).broken(body)
            for rule in broken:
                if rule.startswith(f"{model}/rule/"):
                    yield Witness(rule, body, "", relation.names, broken, str(relation.fact))


def _double(model: str, open_rules: set[str]) -> Iterator[Witness]:
    """A second change may put right what else the first one breaks."""
    page = pages()[model]
    every = edits(model)
    second = [edit for edit in every if edit.breaks is None]
    for first in every:
        if first.breaks not in open_rules:
            continue
        for other in second:
            if other.path[:1] != first.path[:1]:
                base = context(model, str(first.path[0]))
                body = applied(page, base, other, first)
                yield from _judged(model, body, (other, first))


def _judged(model: str, body: Json, changes: tuple[Edit, ...]) -> Iterator[Witness]:
    broken = judge(model).broken(body)
    touched = frozenset(str(change.path[0]) for change in changes if change.path)
    label = "; ".join(map(str, changes))
    pointers = {change.breaks: change.pointer for change in changes if change.breaks}
    for rule in broken:
        across = rule.startswith(f"{model}/rule/")
        if across or rule in pointers:
            yield Witness(rule, body, pointers.get(rule, ""), touched, broken, label)
