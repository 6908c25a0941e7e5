"""The spec with one constraint changed: each way in which a limit, rule or name can be wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from contract_tests.judges.bundle import contract, models
from contract_tests.judges.surgery import without
from generator.contract import Field, Model, Rule, Shape, model_rules
from generator.rules.errors import RuleErrors
from generator.targets.openapi import request_schema

Schema = dict[str, Any]
_BOUNDS: Final = ("min_length", "max_length", "min_items", "max_items", "minimum", "maximum")
_SIZES: Final = ("min_length", "max_length", "min_items", "max_items")
_KEYWORDS: Final = {
    "min_length": "minLength",
    "max_length": "maxLength",
    "min_items": "minItems",
    "max_items": "maxItems",
}
_NUMBER: Final = re.compile(r"\b[0-9]+\b")
_WHOLE: Final = {"integer": "number", "number": "integer"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One changed constraint. ``rule`` is the id that it is about; ``what`` says how.

    ``altered`` is what is done to the schema itself, where the spec has no words for it; such a
    mutant has no client.
    """

    kind: str
    rule: str
    what: str
    model: Model
    altered: Callable[[Schema], object] | None = None

    @property
    def name(self) -> str:
        """Its name in reports."""
        return f"{self.rule}: {self.what}"

    def schema(self) -> Schema:
        """The request schema that a server with this spec has."""
        try:
            found = request_schema(self.model)
        except RuleErrors:
            # The generator refuses a rule that can no longer hold; a server need not be generated.
            found = request_schema(replace(self.model, validations=()))
            true = request_schema(contract().model(self.model.id))
            found |= {name: true[name] for name in ("allOf", "x-validations") if name in true}
        schema: Schema = json.loads(json.dumps(found))
        if self.altered is not None:
            self.altered(schema)
        return schema


@cache
def spec_mutants() -> tuple[Mutant, ...]:
    """All of them, in the order of the contract."""
    return tuple(mutant for model in models() for mutant in _of_model(contract().model(model)))


def _of_model(model: Model) -> Iterator[Mutant]:
    for path, member in _places(model.request, ()):
        yield from _at_shape(model, path, member.shape if isinstance(member, Field) else member)
        if isinstance(member, Field):
            yield _required(model, path, member)
    for path, shape in _objects(model.request, ()):
        if shape.closed:
            yield Mutant(
                "unknown names",
                "/".join((model.id, *path, "additionalProperties")),
                "open",
                model,
                _at(path, lambda schema: schema.update(additionalProperties=True)),
            )
    yield from _of_items(model)
    for entry in model.unsupported:
        rule = f"{model.id}/{entry.name}/unsupported"
        rest = tuple(other for other in model.unsupported if other is not entry)
        yield Mutant("unsupported", rule, "forgotten", replace(model, unsupported=rest))
        yield Mutant("unsupported", rule, "taken", model, _taking(entry.name))
    yield from _of_rules(model)


def _at_shape(model: Model, path: tuple[str, ...], shape: Shape) -> Iterator[Mutant]:
    def mutant(kind: str, keyword: str, what: str, **changes: Any) -> Mutant:
        rule = "/".join((model.id, *path, keyword))
        return Mutant(kind, rule, what, _changed(model, path, **changes))

    for attribute in _BOUNDS:
        limit = getattr(shape, attribute)
        if limit is None:
            continue
        keyword = _KEYWORDS.get(attribute, attribute)
        for step in (-1, 1):
            if attribute not in _SIZES or limit + step >= 0:
                yield mutant("limit", keyword, f"{limit + step}", **{attribute: limit + step})
        yield mutant("dropped", keyword, "dropped", **{attribute: None})
    if shape.enum is not None:
        for member in shape.enum:
            rest = tuple(other for other in shape.enum if other != member)
            if rest:
                yield mutant("enum", "enum", f"without {member}", enum=rest)
        for member in _added(path, shape):
            yield mutant("enum", "enum", f"with {member}", enum=(*shape.enum, member))
        yield mutant("dropped", "enum", "dropped", enum=None)
    if shape.media is not None:
        yield from _of_media(mutant, shape)
    rule = "/".join((model.id, *path, "type"))
    gone = _at(path, lambda schema: schema.pop("type"))
    yield Mutant("type", rule, "dropped", model, gone)
    if shape.type in _WHOLE:
        yield mutant("type", "type", _WHOLE[shape.type], type=_WHOLE[shape.type])


def _of_items(model: Model) -> Iterator[Mutant]:
    """Lists of which not every entry is looked at."""
    for path, place in _places(model.request, ()):
        shape = place.shape if isinstance(place, Field) else place
        for what, change in _ITEMS.items() if shape.items is not None else ():
            name = "/".join((model.id, *path, "items"))
            yield Mutant("items", name, what, model, _at(path, change))
    for rule in model_rules(model):
        if "items" in rule.path and rule.severity == "error":
            yield Mutant("items", rule.id, "only at the first", model, _at_first_only(rule))


def _first_only(schema: Schema) -> None:
    schema["prefixItems"] = [schema.pop("items")]


def _at_first_only(rule: Rule) -> Callable[[Schema], object]:
    """The rule holds for the first entry of a list, all other rules for every entry."""
    path = rule.path[: rule.path.index("items")]

    def altered(schema: Schema) -> None:
        weaker: Schema = {}
        _at(path, lambda found: weaker.update(found["items"]))(without(schema, rule))
        _at(path, lambda found: found.update(prefixItems=[found["items"]], items=weaker))(schema)

    return altered


def _all_but_first(schema: Schema) -> None:
    schema["prefixItems"] = [True]


def _one_is_enough(schema: Schema) -> None:
    schema["anyOf"] = [{"maxItems": 0}, {"contains": schema.pop("items")}]


_ITEMS: Final = {
    "only the first": _first_only,
    "all but the first": _all_but_first,
    "one is enough": _one_is_enough,
}


def _added(path: tuple[str, ...], shape: Shape) -> Iterator[Any]:
    """Members that a sibling has, or the plainest guess where there is none."""
    name, own = path[-1], shape.enum or ()
    others = [f.shape for m in contract().models for f in m.request.fields if f.name == name]
    siblings = [v for other in others for v in other.enum or () if v not in own]
    if siblings:
        yield from dict.fromkeys(siblings)
    else:
        numbers = [member for member in own if isinstance(member, int)]
        yield 2 * numbers[-1] if numbers else next(w for w in ("auto", "default") if w not in own)


def _of_media(mutant: Callable[..., Mutant], shape: Shape) -> Iterator[Mutant]:
    media = shape.media
    assert media is not None
    yield mutant("media", "media", "dropped", media=None)
    for name in media.formats:
        rest = tuple(other for other in media.formats if other != name)
        yield mutant("media", "media", f"without {name}", media=replace(media, formats=rest))
    if media.formats:
        more = replace(media, formats=(*media.formats, "gif"))
        yield mutant("media", "media", "with gif", media=more)
        yield mutant("media", "media", "of any format", media=replace(media, formats=()))
    if media.max_bytes is not None:
        for size in (media.max_bytes - 1, media.max_bytes + 1, None):
            yield mutant("media", "media", f"{size} bytes", media=replace(media, max_bytes=size))


def _required(model: Model, path: tuple[str, ...], member: Field) -> Mutant:
    what = "off" if member.required else "on"
    rule = "/".join((model.id, *path, "required"))
    changed = _with_field(model, path, lambda field: replace(field, required=not field.required))
    return Mutant("required", rule, what, changed)


def _of_rules(model: Model) -> Iterator[Mutant]:
    for validation in model.validations:
        rule = f"{model.id}/rule/{validation.id}"
        rest = tuple(other for other in model.validations if other is not validation)
        yield Mutant("rule", rule, "dropped", replace(model, validations=rest))
        texts = [("inverted", f"!({validation.text})")]
        for match in _NUMBER.finditer(validation.text):
            for step in (-1, 1):
                number = int(match[0]) + step
                text = (
                    validation.text[: match.start()] + str(number) + validation.text[match.end() :]
                )
                if int(match[0]) > 0:
                    texts.append((f"{number} for {match[0]}", text))
        for what, text in texts:
            changed = tuple(
                replace(other, text=text) if other is validation else other
                for other in model.validations
            )
            yield Mutant("rule", rule, what, replace(model, validations=changed))
        if validation.severity == "error":
            changed = tuple(
                replace(other, severity="warning") if other is validation else other
                for other in model.validations
            )
            yield Mutant("rule", rule, "a warning", replace(model, validations=changed))


def _places(shape: Shape, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Field | Shape]]:
    for member in shape.fields:
        below = (*path, member.name)
        yield below, member
        yield from _places(member.shape, below)
    if shape.items is not None:
        yield (*path, "items"), shape.items
        yield from _places(shape.items, (*path, "items"))


def _objects(shape: Shape, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Shape]]:
    if shape.type == "object":
        yield path, shape
    for below, place in _places(shape, path):
        inner = place.shape if isinstance(place, Field) else place
        if inner.type == "object":
            yield below, inner


def _changed(model: Model, path: tuple[str, ...], **changes: Any) -> Model:
    request = _with_shape(model.request, path, lambda shape: replace(shape, **changes))
    return replace(model, request=request)


def _with_shape(shape: Shape, path: tuple[str, ...], change: Callable[[Shape], Shape]) -> Shape:
    if not path:
        return change(shape)
    if path[0] == "items" and shape.items is not None:
        return replace(shape, items=_with_shape(shape.items, path[1:], change))
    fields = tuple(
        replace(f, shape=_with_shape(f.shape, path[1:], change)) if f.name == path[0] else f
        for f in shape.fields
    )
    return replace(shape, fields=fields)


def _with_field(model: Model, path: tuple[str, ...], change: Callable[[Field], Field]) -> Model:
    def changed(shape: Shape) -> Shape:
        fields = tuple(change(f) if f.name == path[-1] else f for f in shape.fields)
        return replace(shape, fields=fields)

    return replace(model, request=_with_shape(model.request, path[:-1], changed))


def _at(path: tuple[str, ...], change: Callable[[Schema], object]) -> Callable[[Schema], object]:
    def altered(schema: Schema) -> None:
        found = schema
        for step in path:
            item = step == "items" and "items" in found
            found = found["items"] if item else found["properties"][step]
        change(found)

    return altered


def _taking(name: str) -> Callable[[Schema], object]:
    return lambda schema: schema["properties"].update({name: {}})
