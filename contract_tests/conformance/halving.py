"""When a body that is to be accepted is refused: which of its parts is it?

The body is taken apart again and again; what is refused costs nothing, what is accepted is counted
like everything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contract_tests.conformance.doubt import may_be_refused, sure, sure_with
from contract_tests.conformance.step import Step
from contract_tests.conformance.template import expanded
from contract_tests.judges.bundle import rules
from contract_tests.judges.verdict import judge


def parts(step: Step) -> Iterator[Step]:
    """The body's parameters one at a time, each in the smallest body that can hold it.

    Nothing comes of a body that is as small as it can be.
    """
    if step.model is None or not isinstance(step.body, dict):
        return
    small = sure(step.model)
    for number, (name, value) in enumerate(step.body.items(), 1):
        if name in small and small[name] == value:
            continue
        body = sure_with(step.model, name) | {name: value}
        if body == step.body or not judge(step.model).accepts(expanded(body)):
            continue
        if may_be_refused(step.model, body):
            continue
        yield replace(
            step,
            id=f"{step.id}.{number}",
            body=body,
            check=_about(step, name) or step.check,
            covers=tuple(rule for rule in step.covers if _names(step.model, rule) == name),
            label=f"{name} of a body that was refused",
        )


def smallest(step: Step) -> Step | None:
    """The smallest body of the model, in place of this one."""
    if step.model is None:
        return None
    body = sure(step.model)
    if body == step.body:
        return None
    return replace(step, id=f"{step.id}.0", body=body, label="the smallest valid body")


def _about(step: Step, name: str) -> str | None:
    return next((rule for rule in step.covers if _names(step.model or "", rule) == name), None)


def _names(model: str, rule_id: str) -> str | None:
    """The parameter that a rule is about."""
    for rule in rules(model):
        if rule.id == rule_id:
            return rule.path[0] if rule.path else None
    return None
