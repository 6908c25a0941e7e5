"""Which rules a body breaks, told by validators made from the published bundle."""

from functools import cache

import jsonschema_rs

from contract_tests.facts.page import Json
from contract_tests.judges import media
from contract_tests.judges.bundle import Schema, request_schema, rules
from contract_tests.judges.surgery import fields_of, only, whole, without
from contract_tests.oracles.cel import CelRule
from generator.contract import Rule

_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "array": list,
    "object": dict,
    "integer": int,
    "number": (int, float),
}


class Judge:
    """The contract of one model, rule by rule.

    It takes floats beyond 2**53 for integers, as JSON Schema does: keep ``inexact`` bodies away.
    """

    def __init__(self, model: str) -> None:
        schema = request_schema(model)
        self.model = model
        errors = [rule for rule in rules(model) if rule.severity == "error"]
        self._published = jsonschema_rs.validator_for(schema)
        self._whole = jsonschema_rs.validator_for(whole(schema))
        self._only = [(rule, jsonschema_rs.validator_for(only(schema, rule))) for rule in errors]
        self._without = {
            rule.id: jsonschema_rs.validator_for(without(schema, rule)) for rule in errors
        }
        self._sizes = [rule for rule in errors if _has_size(rule)]
        self._warnings = [_Warning(rule, schema) for rule in rules(model) if _warns(rule)]

    def published(self, body: object) -> bool:
        """What the bundle says, as it stands, decoded sizes aside."""
        return self._published.is_valid(body)

    def accepts(self, body: object) -> bool:
        """Whether the body keeps every rule that is an error."""
        return self._whole.is_valid(body) and not self._oversized(body)

    def broken(self, body: object) -> frozenset[str]:
        """Every rule that the body breaks when that rule is looked at alone; warnings too."""
        broken = {rule.id for rule in self._warnings_of(body)}
        if not self._whole.is_valid(body):
            broken |= {rule.id for rule, alone in self._only if not alone.is_valid(body)}
        return frozenset(broken | self._oversized(body))

    def admitting(self, body: object) -> frozenset[str]:
        """The rules without which the body would be accepted; empty when it is."""
        if self.accepts(body):
            return frozenset()
        oversized = self._oversized(body)
        return frozenset(
            rule
            for rule, rest in self._without.items()
            if oversized <= {rule} and rest.is_valid(body)
        )

    def _oversized(self, body: object) -> frozenset[str]:
        return frozenset(rule.id for rule in self._sizes if media.oversized(rule, body))

    def _warnings_of(self, body: object) -> list[Rule]:
        return [warning.rule for warning in self._warnings if not warning.holds(body)]


class _Warning:
    """A rule that never blocks: the bundle leaves it out, so the CEL interpreter judges it."""

    def __init__(self, rule: Rule, schema: Schema) -> None:
        text = rule.validation.text if rule.validation else ""
        self.rule = rule
        self._text = CelRule(text)
        self._types = {name: _TYPES[schema["properties"][name]["type"]] for name in fields_of(text)}

    def holds(self, body: object) -> bool:
        """Whether it is kept; a value of the wrong type is another rule's business."""
        if not isinstance(body, dict):
            return True
        named = {name: body[name] for name in self._types if name in body}
        if not all(isinstance(value, self._types[name]) for name, value in named.items()):
            return True
        return self._text.holds(named)


@cache
def judge(model: str) -> Judge:
    """The judge of a model, built once."""
    return Judge(model)


def inexact(body: Json) -> bool:
    """Whether a float beyond 2**53 is in the body: an integer for JSON Schema, not for clients."""
    if isinstance(body, dict):
        return any(map(inexact, body.values()))
    if isinstance(body, list):
        return any(map(inexact, body))
    return isinstance(body, float) and abs(body) > 2**53


def _warns(rule: Rule) -> bool:
    return rule.severity == "warning"


def _has_size(rule: Rule) -> bool:
    shape = rule.shape
    return rule.keyword == "media" and bool(shape and shape.media and shape.media.max_bytes)
