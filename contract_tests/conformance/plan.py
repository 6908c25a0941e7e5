"""The plan: every request in order, before anything is sent. Same spec and seed, same bytes."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from contract_tests.conformance.drawn_negatives import drawn_negatives
from contract_tests.conformance.negatives import negatives
from contract_tests.conformance.positives import positives
from contract_tests.conformance.protocol import protocol_steps
from contract_tests.conformance.step import Step
from contract_tests.judges.bundle import BUNDLE, models
from contract_tests.judges.bundle import rules as rules_of

FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """All requests, in the order in which they are sent."""

    spec: str
    seed: int
    steps: tuple[Step, ...]

    @property
    def free(self) -> tuple[Step, ...]:
        """What a server that keeps the contract never bills."""
        return tuple(step for step in self.steps if not step.billable)

    @property
    def paid(self) -> tuple[Step, ...]:
        """What may be accepted and billed; only a live run sends it."""
        return tuple(step for step in self.steps if step.billable)

    def lower_bounds(self) -> dict[str, int]:
        """For each model, how many accepted bodies it takes to reach every stated limit."""
        bodies = Counter(
            step.model for step in self.steps if step.side == "keeps" and not step.extra
        )
        return {model: bodies[model] for model in models()}

    def least_paid(self) -> int:
        """How many accepted bodies it takes to reach every stated limit of all models."""
        return sum(self.lower_bounds().values())

    @property
    def kinds(self) -> tuple[str, ...]:
        """What a wrong server could accept at no more than one of each."""
        return tuple(dict.fromkeys(step.kind for step in self.free if step.kind))

    def to_json(self) -> dict[str, Any]:
        """The plan as its file has it."""
        return {
            "format": FORMAT,
            "spec": self.spec,
            "seed": self.seed,
            "requests": {"free": len(self.free), "live": len(self.paid)},
            "accepted_at_most": {
                "by a server that keeps the contract": 0,
                "live, to reach every stated limit": self.least_paid(),
                "live, in all": len(self.paid),
            },
            "lower_bounds": self.lower_bounds(),
            "steps": [step.to_json() for step in self.steps],
        }

    def text(self) -> str:
        """The file: one step a line, so that two plans can be compared."""
        head = self.to_json()
        steps = head.pop("steps")
        lines = [json.dumps(step, ensure_ascii=False) for step in steps]
        top = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
        return top + ',\n "steps": [\n' + ",\n".join(lines) + "\n ]\n}\n"


@cache
def build_plan(seed: int = 0, *, expired: bool = False, strict: bool = False) -> Plan:
    """The plan for the spec as it is: free requests first, then what costs, the surest first.

    A strict run fails for what should be refused, so it asks that before it pays for the rest.
    """
    digest = hashlib.sha256(BUNDLE.read_bytes()).hexdigest()[:16]
    return Plan(digest, seed, tuple(_ordered(seed, expired=expired, strict=strict)))


def _ordered(seed: int, *, expired: bool, strict: bool) -> Iterator[Step]:
    broken = [step for model in models() for step in negatives(model, seed)]
    kept = [step for model in models() for step in positives(model)]
    protocol = list(protocol_steps(seed, expired=expired))
    yield from (step for step in protocol if not step.billable)
    free = [step for step in broken if not step.billable]
    # The first body of every rule before the second of any: a run cut short has seen the most.
    yield from (step for step in free if step.id.endswith("#1"))
    yield from (step for step in free if not step.id.endswith("#1"))
    for model in models():
        yield from drawn_negatives(model, seed)
    should = [step for step in (*broken, *protocol) if step.billable]
    surest = [step for step in kept if not step.extra]
    yield from (*should, *surest) if strict else (*surest, *should)
    yield from (step for step in kept if step.extra)


def knowing(plan: Plan, known: Collection[str]) -> Plan:
    """The plan with known failures as kinds of their own: that they fail stops nothing else."""
    steps = (
        replace(step, kind=f"known {step.check}") if step.check in known and step.kind else step
        for step in plan.steps
        # What breaks nothing but what is known would be billed for nothing.
        if not (step.kinds and known and set(step.covers) <= set(known))
    )
    return replace(plan, steps=tuple(steps))


def rules_covered(plan: Plan) -> bool:
    """Whether every rule has a body on each of its sides (a warning can only be kept)."""
    broken = {step.check for step in plan.steps if step.side == "breaks"}
    kept = {rule for step in plan.steps for rule in step.covers}
    every = [rule for model in models() for rule in rules_of(model)]
    return all(
        rule.id in kept and (rule.id in broken or rule.severity == "warning") for rule in every
    )
