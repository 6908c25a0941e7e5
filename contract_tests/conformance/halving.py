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
    for number, name, value in _added(step):
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
            aimed=tuple(rule for rule in step.aimed if _names(step.model, rule) == name),
            label=f"{name} of a body that was refused",
        )


def blamed(step: Step) -> tuple[str, ...]:
    """What a refused body speaks against, when the smallest one and all its parts are accepted.

    One parameter more than the smallest body has is refused for what its value was to show;
    several, none of which is refused by itself, for a rule that ties them.
    """
    names = [name for _, name, _ in _added(step)]
    if step.model is None or not names:
        return step.covers
    # What a parameter needs beside it came along, and is no suspect.
    alone = [n for n in names if {*sure_with(step.model, n), n} == {*(step.body or ())}]
    about = alone[0] if alone else None
    ruled = tuple(rule for rule in step.aimed if _names(step.model, rule) == about)
    return ruled or step.aimed or step.covers


def _added(step: Step) -> Iterator[tuple[int, str, object]]:
    """Number, name and value of the parameters that the smallest body lacks."""
    small = sure(step.model or "")
    for number, (name, value) in enumerate((step.body or {}).items(), 1):
        if name not in small or small[name] != value:
            yield number, name, value


def smallest(step: Step) -> Step | None:
    """The smallest body of the model, in place of this one."""
    if step.model is None:
        return None
    body = sure(step.model)
    if body == step.body:
        return None
    # Of itself it shows no limit, and nothing of the parameters that it lacks.
    shown = tuple(
        rule
        for rule in step.covers
        if rule not in step.aimed and _names(step.model, rule) in {None, *body}
    )
    label = "the smallest valid body"
    return replace(step, id=f"{step.id}.0", body=body, covers=shown, aimed=(), label=label)


def _about(step: Step, name: str) -> str | None:
    return next((rule for rule in step.covers if _names(step.model or "", rule) == name), None)


def _names(model: str, rule_id: str) -> str | None:
    """The parameter that a rule is about."""
    for rule in rules(model):
        if rule.id == rule_id:
            return rule.path[0] if rule.path else None
    return None
