"""Slips of the pen in a copy of the contract, one kind each."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from generator.contract import Evidence, Field, Model, Shape

Change = Callable[[Model], Model]


def shape(name: str, **changes: Any) -> Change:
    """Other keywords of a parameter."""
    return field(name, lambda field: replace(field, shape=replace(field.shape, **changes)))


def field(name: str, change: Callable[[Field], Field]) -> Change:
    """Another parameter in place of one."""

    def changed(model: Model) -> Model:
        fields = [change(f) if f.name == name else f for f in model.request.fields]
        return replace(model, request=replace(model.request, fields=tuple(fields)))

    return changed


def item(name: str, change: Callable[[Shape], Shape]) -> Change:
    """Another shape of the entries of a list."""

    def changed(field: Field) -> Field:
        assert field.shape.items is not None
        return replace(field, shape=replace(field.shape, items=change(field.shape.items)))

    return field(name, changed)


def member(name: str, **changes: Any) -> Change:
    """Another member of the objects in a list."""

    def changed(item: Shape) -> Shape:
        (only,) = item.fields
        return replace(item, fields=(replace(only, **changes),))

    return item(name, changed)


def member_shape(name: str, **changes: Any) -> Change:
    """Other keywords of the member of the objects in a list."""

    def changed(inner: Shape) -> Shape:
        (only,) = inner.fields
        return replace(inner, fields=(replace(only, shape=replace(only.shape, **changes)),))

    return item(name, changed)


def rule(rule: str, old: str, new: str) -> Change:
    """Another text of a rule."""

    def changed(model: Model) -> Model:
        rules = [
            replace(v, text=v.text.replace(old, new)) if v.id == rule else v
            for v in model.validations
        ]
        assert tuple(rules) != model.validations
        return replace(model, validations=tuple(rules))

    return changed


def rule_level(rule: str) -> Change:
    """An error instead of a warning, and the other way round."""

    def changed(model: Model) -> Model:
        rules = [
            replace(v, severity="warning" if v.severity == "error" else "error")
            if v.id == rule
            else v
            for v in model.validations
        ]
        return replace(model, validations=tuple(rules))

    return changed


def without_rule(rule: str) -> Change:
    """A model that lacks a rule."""
    return lambda m: replace(m, validations=tuple(v for v in m.validations if v.id != rule))


def without_unsupported(name: str) -> Change:
    """A model that forgets that it does not take a name."""
    return lambda m: replace(m, unsupported=tuple(u for u in m.unsupported if u.name != name))


def more_unsupported(model: Model) -> Model:
    """A model that refuses a name that its page does not mention."""
    extra = replace(model.unsupported[0], name="seed")
    return replace(model, unsupported=(*model.unsupported, extra))


def without_field(name: str) -> Change:
    """A model that lacks a parameter."""

    def changed(model: Model) -> Model:
        fields = tuple(f for f in model.request.fields if f.name != name)
        return replace(model, request=replace(model.request, fields=fields))

    return changed


def more_fields(model: Model) -> Model:
    """A model with a parameter that its page does not have."""
    extra = replace(model.request.fields[0], name="seed")
    return replace(model, request=replace(model.request, fields=(*model.request.fields, extra)))


def path(model: Model) -> Model:
    """Paths that no page has."""
    routes = tuple((v, f"{p}/other") for v, p in model.routes)
    return replace(model, routes=routes)


def decided(number: int) -> tuple[Evidence, ...]:
    """Evidence that is a decision and nothing else."""
    return (Evidence("kling-v2-mi2i", f"decision-{number}"),)
