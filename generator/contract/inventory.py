"""The rule inventory: every constraint of a model as one entry, in the order of violations."""

from __future__ import annotations

from collections.abc import Iterator

from generator.contract.evidence import evidence_for, level_of
from generator.contract.messages import message_for, missing_message, unknown_message
from generator.contract.rule import Rule
from generator.contract.types import Contract, Evidence, Field, Json, Location, Model, Shape

# Within one value violations come in this order, its items before `media`.
_BEFORE_ITEMS = (
    ("type", "type"),
    ("enum", "enum"),
    ("minLength", "min_length"),
    ("maxLength", "max_length"),
    ("pattern", "pattern"),
    ("minimum", "minimum"),
    ("exclusiveMinimum", "exclusive_minimum"),
    ("maximum", "maximum"),
    ("exclusiveMaximum", "exclusive_maximum"),
    ("multipleOf", "multiple_of"),
    ("minItems", "min_items"),
    ("maxItems", "max_items"),
)
KEYWORDS = tuple(keyword for keyword, _ in _BEFORE_ITEMS)


def inventory(contract: Contract) -> tuple[Rule, ...]:
    """The rules of every model."""
    return tuple(rule for model in contract.models for rule in model_rules(model))


# Every target asks for the rules of a model in turn before any asks for those of the next.
_LATEST: list[tuple[Model, tuple[Rule, ...]]] = []


def model_rules(model: Model) -> tuple[Rule, ...]:
    """The rules of one model, in the order in which violations are reported."""
    for known, rules in _LATEST:
        if known is model:
            return rules
    rules = tuple(_Inventory(model).rules())
    _LATEST[:] = [(model, rules)]
    return rules


def limits_of(shape: Shape) -> Iterator[tuple[str, Json]]:
    """The keywords of JSON Schema that one value is held to, with their limits, in order."""
    for keyword, attribute in _BEFORE_ITEMS:
        limit = getattr(shape, attribute)
        if limit is not None:
            yield keyword, list(limit) if keyword == "enum" else limit


class _Inventory:
    def __init__(self, model: Model) -> None:
        self.model = model

    def rules(self) -> Iterator[Rule]:
        request = self.model.request
        yield self._rule((), "type", "object", message_for((), "type", request), request)
        yield from self._fields((), request)
        for entry in self.model.unsupported:
            yield self._plain(
                (entry.name,), "unsupported", entry.message, entry.evidence, entry.location
            )
        yield from self._unknown((), request)
        for validation in self.model.validations:
            yield Rule(
                id=f"{self.model.id}/rule/{validation.id}",
                model=self.model.id,
                path=(),
                keyword="rule",
                limit=None,
                # What a page only suggests never fails a server.
                level="should"
                if validation.severity == "warning"
                else level_of("rule", validation.evidence),
                severity=validation.severity,
                message=validation.message,
                evidence=validation.evidence,
                location=validation.location,
                validation=validation,
            )

    def _value(self, path: tuple[str, ...], shape: Shape) -> Iterator[Rule]:
        for keyword, limit in limits_of(shape):
            yield self._rule(path, keyword, limit, message_for(path, keyword, shape), shape)
        if shape.type == "object":
            yield from self._fields(path, shape)
            yield from self._unknown(path, shape)
        if shape.items is not None:
            yield from self._value((*path, "items"), shape.items)
        if shape.media is not None:
            limit = list(shape.media.formats) or None
            yield self._rule(path, "media", limit, message_for(path, "media", shape), shape)

    def _fields(self, path: tuple[str, ...], shape: Shape) -> Iterator[Rule]:
        for member in shape.fields:
            below = (*path, member.name)
            if member.required:
                yield self._required(below, member)
            yield from self._value(below, member.shape)

    def _required(self, path: tuple[str, ...], member: Field) -> Rule:
        message = missing_message(path)
        evidence, location = member.shape.evidence, member.shape.location
        return self._plain(path, "required", message, evidence, location, member.shape)

    def _unknown(self, path: tuple[str, ...], shape: Shape) -> Iterator[Rule]:
        if shape.closed:
            message = unknown_message(path, shape)
            location = shape.locate("additionalProperties")
            keyword = "additionalProperties"
            yield self._plain(path, keyword, message, shape.evidence, location, shape)

    def _rule(
        self, path: tuple[str, ...], keyword: str, limit: Json, message: str, shape: Shape
    ) -> Rule:
        location = shape.locate("x-media" if keyword == "media" else keyword)
        rule = self._plain(path, keyword, message, shape.evidence, location, shape)
        return _with_limit(rule, limit)

    def _plain(
        self,
        path: tuple[str, ...],
        keyword: str,
        message: str,
        evidence: tuple[Evidence, ...],
        location: Location,
        shape: Shape | None = None,
    ) -> Rule:
        return Rule(
            id="/".join((self.model.id, *path, keyword)),
            model=self.model.id,
            path=path,
            keyword=keyword,
            limit=None,
            level=level_of(keyword, evidence),
            severity="error",
            message=message,
            evidence=evidence_for(evidence, keyword),
            location=location,
            shape=shape,
        )


def _with_limit(rule: Rule, limit: Json) -> Rule:
    return Rule(
        rule.id,
        rule.model,
        rule.path,
        rule.keyword,
        limit,
        rule.level,
        rule.severity,
        rule.message,
        rule.evidence,
        rule.location,
        rule.shape,
        rule.validation,
    )
