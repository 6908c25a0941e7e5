"""Finds what is wrong with a contract as a whole: rules, patterns, defaults, examples, ids."""

from __future__ import annotations

from collections.abc import Iterator

import jsonschema_rs

from generator.contract.inventory import model_rules
from generator.contract.types import Contract, Field, Json, Location, Model, Shape
from generator.rules import (
    NotLowerable,
    RuleErrors,
    compile_validation,
    lower,
    pattern_problems,
)
from generator.spec.findings import Finding
from generator.targets.openapi import Schema, request_schema, value_schema

_SHOWN = 160


def contract_findings(contract: Contract) -> list[Finding]:
    """Every mistake that shows only once the models have been read."""
    return [finding for model in contract.models for finding in model_findings(model)]


def model_findings(model: Model) -> list[Finding]:
    """Every mistake that shows only once this model has been read.

    The id of a rule begins with that of its model: no two models have one in common.
    """
    findings = list(_model(model))
    seen: set[str] = set()
    for rule in model_rules(model):
        if rule.id in seen:
            problem = f"the rule id {rule.id!r} stands twice"
            findings.append(Finding(rule.location, problem, "rename one"))
        seen.add(rule.id)
    return list(dict.fromkeys(findings))


def _model(model: Model) -> Iterator[Finding]:
    patterns = list(_patterns(model.request))
    yield from patterns
    if patterns:
        return  # no value can be held against an expression that nobody can read
    yield from _values(model, (), model.request)
    rules = list(_rules(model))
    yield from rules
    if rules or any(not entry.text.strip() for entry in model.validations):
        return  # without its rules the request has no schema to judge an example by
    schema = request_schema(model)
    for example in model.examples:
        yield from _judged(schema, example.body, example.location, f"example {example.name!r}")


def _rules(model: Model) -> Iterator[Finding]:
    for validation in model.validations:
        if not validation.text.strip():
            continue  # reported where it was read
        try:
            compiled = compile_validation(validation, model.request)
            if validation.severity == "error":
                lower(compiled.expression, model.request)
        except RuleErrors as errors:
            for entry in errors.problems:
                yield Finding(entry.location, entry.problem, entry.advice)
        except NotLowerable as error:
            yield Finding(
                validation.location,
                f"rule {validation.id!r} cannot be said in JSON Schema: {error}",
                "write it with has, size, ==, in and sums of sizes, or make it a warning",
            )


def _patterns(shape: Shape) -> Iterator[Finding]:
    if shape.pattern is not None:
        for problem in pattern_problems(shape.pattern):
            yield Finding(shape.locate("pattern"), f"the pattern: {problem}", "rewrite the pattern")
    for member in shape.fields:
        yield from _patterns(member.shape)
    if shape.items is not None:
        yield from _patterns(shape.items)


def _values(model: Model, path: tuple[str, ...], shape: Shape) -> Iterator[Finding]:
    for member in shape.fields:
        below = (*path, member.name)
        yield from _values(model, below, member.shape)
        yield from _member(model, below, member)
    if shape.items is not None:
        yield from _values(model, (*path, "items"), shape.items)


def _member(model: Model, path: tuple[str, ...], member: Field) -> Iterator[Finding]:
    values = [(value, "examples", f"an example of {member.name!r}") for value in member.examples]
    if member.has_default:
        values.insert(0, (member.default, "default", f"the default of {member.name!r}"))
    if values:
        schema = value_schema(model, path, member.shape)
        for value, keyword, noun in values:
            yield from _judged(schema, value, member.shape.locate(keyword), noun)


def _judged(schema: Schema, value: Json, location: Location, noun: str) -> Iterator[Finding]:
    if _plainly_valid(schema, value):
        return
    # Slow to import and to run; its messages are for people, and few specs ever need one.
    from jsonschema import Draft202012Validator  # noqa: PLC0415

    for error in Draft202012Validator(schema).iter_errors(value):
        place = "".join(f"/{step}" for step in error.absolute_path)
        text = error.message if len(error.message) <= _SHOWN else error.message[:_SHOWN] + "…"
        yield Finding(
            location,
            f"{noun} breaks its own schema{' at ' + place if place else ''}: {text}",
            "change the value or the limit, whichever is wrong",
        )


def _plainly_valid(schema: Schema, value: Json) -> bool:
    try:
        return jsonschema_rs.Draft202012Validator(schema).is_valid(value)
    except ValueError:  # a lone surrogate, or an expression that only Python reads
        return False
