"""The client's own suite: its rules generated from a mutant, judged by the vectors."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from contract_tests.facts.page import Json, pages
from contract_tests.parity import frozen
from contract_tests.strategies.bases import context
from contract_tests.strategies.edits import Edit, applied, at_first, rule_id
from contract_tests.strategies.images import sized
from contract_tests.strength.spec_mutants import Mutant
from contract_tests.vectors import current
from contract_tests.vectors.current import FOLDER
from generator.rules.errors import RuleErrors
from generator.targets.common.errors import GenerationError
from generator.targets.python import target

Verdict = Literal["killed", "not generated", "survived"]
Check = Callable[[Json], tuple[Any, Any]]
_TOLD = ("violations", "warnings")
_MEMBERS = ("rule", "path", "keyword", "limit", "actual")


@dataclass(frozen=True, slots=True)
class ClientOutcome:
    """What the vectors say of a client with the mutant; ``by`` is the first that tells."""

    mutant: Mutant
    verdict: Verdict
    by: str | None


def run(mutant: Mutant) -> ClientOutcome:
    """Generate the rules of the mutant's model and hold every vector against them."""
    try:
        check = _generated(mutant)
    except (RuleErrors, GenerationError) as error:
        return ClientOutcome(mutant, "not generated", type(error).__name__)
    for case in _cases(mutant.model.id):
        if _told(check, case["body"]) != (case["violations"], case["warnings"]):
            return ClientOutcome(mutant, "killed", case["id"])
    for label, body, broken in _built(mutant.model.id):
        violations, _ = check(body)
        if {violation.rule for violation in violations} != broken:
            return ClientOutcome(mutant, "killed", label)
    return ClientOutcome(mutant, "survived", None)


@cache
def _built(model: str) -> tuple[tuple[str, Json, set[str]], ...]:
    """What no line of a file can hold: images at their limit, integers past 64 bits."""
    page = pages()[model]
    found: list[tuple[str, Json, set[str]]] = []
    for place in page.places():
        path = at_first(place.path)
        near = context(model, place.name)

        def case(keyword: str, value: Json, *, breaks: bool) -> tuple[str, Json, set[str]]:
            rule = rule_id(model, place.path, keyword)  # noqa: B023 - called at once
            body = applied(page, near, Edit("", path, value))  # noqa: B023
            return f"{rule} {breaks}", body, {rule} if breaks else set()

        if place.max_bytes is not None:
            form = next(iter(place.formats), "jpeg")
            found.append(case("media", sized(place.max_bytes, form), breaks=False))
            found.append(case("media", sized(place.max_bytes + 1, form), breaks=True))
        for keyword, step in (("minimum", -1), ("maximum", 1)):
            limit = place.limits.get(keyword, 0)
            if abs(limit) > 2**53:
                found.append(case(keyword, limit, breaks=False))
                found.append(case(keyword, limit + step, breaks=True))
    return tuple(found)


def _generated(mutant: Mutant) -> Check:
    source = target.rules_module(target.environment(), mutant.model)
    # As the package has it, so that its relative imports find the runtime.
    module: dict[str, Any] = {
        "__name__": f"modellix_client.rules.{mutant.model.stem}",
        "__package__": "modellix_client.rules",
    }
    exec(compile(source, mutant.name, "exec"), module)  # noqa: S102 - generated here and now
    check: Check = module["check"]
    return check


def _told(check: Check, body: Json) -> tuple[list[Json], list[Json]]:
    violations, warnings = check(body)
    return [_plain(v.as_dict()) for v in violations], [_plain(v.as_dict()) for v in warnings]


def _plain(told: dict[str, Json]) -> dict[str, Json]:
    return {member: told[member] for member in _MEMBERS}


@cache
def _cases(model: str) -> tuple[dict[str, Json], ...]:
    """What was written by hand and still holds, and what is drawn from the model's page."""
    found: list[dict[str, Json]] = []
    for path in sorted(FOLDER.glob("*.ndjson")):
        found += map(json.loads, current.lines(path))
    for line in frozen.lines("requests"):
        case = json.loads(line)
        found.append({**case, **{name: list(map(_plain, case["expect"][name])) for name in _TOLD}})
    return tuple(case for case in found if case["model"] == model)
