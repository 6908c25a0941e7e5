"""From a rule as written to a rule that can be printed."""

from __future__ import annotations

from dataclasses import dataclass

from generator.contract.types import Shape, Validation
from generator.rules.check import check
from generator.rules.errors import RuleError, RuleErrors
from generator.rules.expression import Expression, names
from generator.rules.parse import parse


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule that is proved safe; ``fields`` are the members it names, in contract order.

    A target runs it only on bodies where each of these is absent or of its type.
    """

    validation: Validation
    expression: Expression
    fields: tuple[str, ...]


def compile_validation(validation: Validation, request: Shape) -> CompiledRule:
    """Parse, type and prove one rule over this request.

    Raises:
        RuleErrors: every problem at once, each with the place of the rule in the spec.
    """
    try:
        expression = parse(validation.text)
    except RuleError as error:
        raise RuleErrors(validation, [error.reason]) from None
    problems = check(expression, request)
    if problems:
        raise RuleErrors(validation, problems)
    named = names(expression)
    ordered = tuple(field.name for field in request.fields if field.name in named)
    return CompiledRule(validation, expression, ordered)
