"""Everything in which one page and the spec differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.contract.types import Contract
from generator.docs.accepted import Accepted
from generator.docs.comparing.constraints import constraint_differences
from generator.docs.comparing.context import Context
from generator.docs.comparing.difference import Decided, Difference
from generator.docs.comparing.parameters import parameter_differences
from generator.docs.comparing.relations import relation_differences
from generator.docs.comparing.surroundings import surrounding_differences
from generator.docs.page import Reading


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences of one page, and what decisions have settled."""

    differences: tuple[Difference, ...]
    decided: tuple[Decided, ...]


def compare(reading: Reading, contract: Contract, accepted: Mapping[str, Accepted]) -> Comparison:
    """Hold one page against the model that it is of; a model nobody knows is one difference."""
    model = next((entry for entry in contract.models if entry.id == reading.model), None)
    if model is None:
        return Comparison((_new_model(reading),), ())
    context = Context(reading, model, accepted.get(model.id))
    differences = (
        *surrounding_differences(context, contract.server),
        *parameter_differences(context),
        *constraint_differences(context),
        *relation_differences(context),
    )
    if reading.provider != model.provider:
        why = (
            f"the page is one of {reading.provider}, and {model.id} is one of {model.provider}: "
            "find out whether they are the same model"
        )
        differences = tuple(replace(entry, advice=entry.advice or why) for entry in differences)
    for rule in model.validations:
        for entry in rule.evidence:
            if entry.how.startswith("decision-"):
                context.decide(entry.how, None)
    for statement in context.said.values():
        if statement.decided:
            for entry in statement.evidence:
                if entry.how.startswith("decision-"):
                    context.decide(entry.how, None)
    return Comparison(differences, tuple(context.decided))


def _new_model(reading: Reading) -> Difference:
    route = reading.find("route", "path")
    return Difference(
        model=reading.model,
        subject="model",
        kind="model",
        was=None,
        is_=reading.model,
        class_="addition",
        certainty=1.0,
        file=reading.file,
        line=route.line if route else None,
        spec=None,
        facts=reading.facts,
    )
