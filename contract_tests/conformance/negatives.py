"""For every rule the bodies that break it, and nothing else where that is possible."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Final, NamedTuple

from contract_tests.conformance.candidates import Candidate, at_later_items, candidates
from contract_tests.conformance.checks import Level
from contract_tests.conformance.doubt import may_be_accepted
from contract_tests.conformance.step import Step
from contract_tests.conformance.template import expanded
from contract_tests.judges.bundle import contract, rules
from contract_tests.judges.verdict import judge
from generator.contract import Rule

REFUSED: Final = (400,)
# So many for each rule; the rest of what was found is drawn from with the seed.
_MOST: Final = {"enum": 16, "type": 3, "rule": 4, "media": 6}
_MOST_OTHERS: Final = 3


class _Judged(NamedTuple):
    """A candidate that breaks its rule, and how many others with it."""

    candidate: Candidate
    level: Level
    companions: int


def negatives(model: str, seed: int) -> Iterator[Step]:
    """The steps that break each rule of a model; a warning blocks nothing, so it has none."""
    path = contract().model(model).path
    for rule in rules(model):
        if rule.severity == "warning":
            continue
        for number, found in enumerate(_chosen(rule, seed), 1):
            yield Step(
                id=f"{rule.id}#{number}",
                check=rule.id,
                level=found.level,
                side="breaks",
                model=model,
                path=path,
                body=found.candidate.body,
                label=found.candidate.label,
                expect=REFUSED,
                kind=rule.keyword,
                billable=found.level == "should",
            )


def _chosen(rule: Rule, seed: int) -> list[_Judged]:
    """The certain ones first; of more than enough, the seed picks which."""
    found = _found(rule.model)[rule.id]
    most = _MOST.get(rule.keyword, _MOST_OTHERS)
    pinned = [one for one in found if one.candidate.pinned]
    rest = [one for one in found if not one.candidate.pinned]
    chosen: list[_Judged] = []
    for level in ("must", "should"):
        mine = [one for one in rest if one.level == level]
        if rule.keyword == "type" and level == "must":
            mine = mine[:most]  # the first ones are what careless servers convert
        chosen += _some(mine, most, seed, rule.id)
        chosen += [one for one in pinned if one.level == level]
    return chosen


def _some(found: list[_Judged], most: int, seed: int, name: str) -> list[_Judged]:
    """The first one is always there, so that a reader meets the plainest body."""
    if len(found) <= most:
        return found
    rest = Random(f"{seed}/{name}").sample(range(1, len(found)), most - 1)  # noqa: S311
    return [found[index] for index in sorted([0, *rest])]


@cache
def _found(model: str) -> dict[str, list[_Judged]]:
    """Every candidate, judged: kept for the rule that it breaks alone, or with companions."""
    every: dict[str, list[_Judged]] = {rule.id: [] for rule in rules(model)}
    seen: set[tuple[str, str]] = set()
    for candidate in candidates(model):
        text = json.dumps(candidate.body, sort_keys=True)
        if (candidate.rule, text) in seen:
            continue
        seen.add((candidate.rule, text))
        judged = _judged(model, candidate)
        if judged is not None:
            every[candidate.rule].append(judged)
    return {rule: _with_later_items(model, _best(found)) for rule, found in every.items()}


def _judged(model: str, candidate: Candidate) -> _Judged | None:
    levels = {rule.id: rule.level for rule in rules(model)}
    body = expanded(candidate.body)
    broken = judge(model).broken(body)
    if candidate.rule not in broken:
        return None
    level: Level = "should"
    stated = any(levels[name] == "must" for name in broken)
    if stated and candidate.certain and levels[candidate.rule] == "must":
        level = "should" if may_be_accepted(model, body) else "must"
    return _Judged(candidate, level, len(broken) - 1)


def _best(found: list[_Judged]) -> list[_Judged]:
    """Those that break nothing else, where there are any, and those that nothing replaces."""
    alone = [one for one in found if not one.companions]
    if alone:
        return [one for one in found if not one.companions or one.candidate.pinned]
    return sorted(found, key=_companions)


def _companions(one: _Judged) -> int:
    return one.companions


def _with_later_items(model: str, found: list[_Judged]) -> list[_Judged]:
    """Also the first of each level at later places of its list."""
    added: list[_Judged] = []
    for level in ("must", "should"):
        first = next((one for one in found if one.level == level), None)
        if first is None:
            continue
        for candidate in at_later_items(model, first.candidate):
            judged = _judged(model, candidate)
            if judged is not None and judged.companions <= first.companions:
                added.append(judged)
    return [*found, *added]
