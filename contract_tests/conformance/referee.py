"""A second opinion on a body before it is sent: validators that the plan's own judge does not use.

jsonschema reads the published schema, the CEL interpreter the rules as the spec writes them.
"""

from __future__ import annotations

from functools import cache

from jsonschema import Draft202012Validator

from contract_tests.facts.page import Json
from contract_tests.judges.bundle import request_schema, rules
from contract_tests.judges.surgery import fields_of
from contract_tests.oracles.cel import CelRule


def refuses(model: str, body: Json) -> bool:
    """Whether the contract forbids the body; images are not looked into."""
    return not _validator(model).is_valid(body) or _breaks_a_rule(model, body)


def _breaks_a_rule(model: str, body: Json) -> bool:
    """Only asked about bodies that are valid but for such a rule, so that its fields have types."""
    if not isinstance(body, dict):
        return False
    for text, rule in _cel(model):
        named = {name: body[name] for name in fields_of(text) if name in body}
        if not rule.holds(named):
            return True
    return False


@cache
def _validator(model: str) -> Draft202012Validator:
    return Draft202012Validator(request_schema(model))


@cache
def _cel(model: str) -> tuple[tuple[str, CelRule], ...]:
    texts = [
        rule.validation.text
        for rule in rules(model)
        if rule.validation is not None and rule.severity == "error"
    ]
    return tuple((text, CelRule(text)) for text in texts)
