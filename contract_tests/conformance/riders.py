"""Values that only a decision vouches for, in bodies that are paid for anyway.

They cost nothing: when a body is refused for its rider, the same body goes out without it.
"""

from __future__ import annotations

from dataclasses import replace

from contract_tests.conformance.packing import Aim, good
from contract_tests.conformance.step import Step
from contract_tests.strategies.edits import Body


def riding(step: Step, without: Step, rider: Aim | None) -> Step:
    """The step with its rider, and without it as what is sent when it is refused."""
    if rider is None:
        return step
    plain_one = replace(without, id=f"{step.id}.plain")
    label = f"{step.label}; {rider.label}"
    return replace(step, label=label, rider=rider.rule, plain=plain_one)


def riders_of(
    model: str, bodies: list[Body], certain: list[Aim], doubtful: list[Aim]
) -> list[Aim | None]:
    """For each body one of the doubtful values where there is room, so that all that is certain is
    still shown; one a body, so that it is known what was refused."""
    riders: list[Aim | None] = [None] * len(bodies)
    ridden = list(bodies)
    # A large image would ride alone.
    waiting = sorted((aim for aim in doubtful if "$image" not in repr(aim.values)), key=_urgency)
    for aim in waiting:
        for number, body in enumerate(bodies):
            tried = aim.put(body)
            if riders[number] is not None or not good(model, tried):
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
