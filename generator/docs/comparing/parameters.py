"""Parameters that are new, gone or called by another name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.contract.types import Json
from generator.docs.comparing.context import Context
from generator.docs.comparing.difference import Difference
from generator.docs.page import Fact

_UNSURE = 0.5
_ALIKE = 0.6
# What is said of a parameter whatever its name is.
_TOLD = ("type", "limit", "enum", "default", "media")


def parameter_differences(context: Context) -> Iterator[Difference]:
    """One difference for each parameter that only one side has.

    ``is`` of a new one is its type, ``was`` of one that is gone the type that it had.
    """
    reading = context.reading
    new, gone = _one_sided(context)
    pairs = renames(context)
    for name in new:
        found = _new(context, name)
        yield replace(found, other_name=pairs.get(name))
    back = {old: name for name, old in pairs.items()}
    for name in gone:
        yield replace(_gone(context, name), other_name=back.get(name))
    if reading.complete:
        return
    before = context.accepted.unnamed if context.accepted else ()
    for entry in reading.unnamed:
        if entry.fingerprint in before:
            continue
        shown = next((fact.value for fact in entry.facts if fact.kind == "type"), None)
        yield replace(
            context.difference(
                ("?", "type", None),
                None,
                shown,
                class_="addition",
                rules=(),
                certainty=_UNSURE - 0.2,
                advice="the page has lost the name of this parameter: find out what it is called",
            ),
            line=entry.line,
        )


def _new(context: Context, name: str) -> Difference:
    facts = tuple(fact for fact in context.reading.facts if fact.subject.split("/")[0] == name)
    kind = context.reading.find(name, "type")
    required = context.reading.find(name, "required")
    must = required is not None and required.value is True
    return replace(
        context.difference(
            (name, "type", None),
            None,
            kind.value if kind else None,
            fact=kind,
            class_="breaking" if must else "addition",
            spec=context.model.location,
        ),
        facts=facts,
        rules=(f"{context.model.id}/{name}/type",),
    )


def _gone(context: Context, name: str) -> Difference:
    prefix = f"{context.model.id}/{name}/"
    rules = tuple(sorted(rule for rule in context.rule_ids if rule.startswith(prefix)))
    statement = context.said[name, "type", None]
    return replace(
        context.difference(
            (name, "type", None),
            statement.value,
            None,
            class_="breaking",
            rules=rules,
            certainty=context.reading.removal_certainty,
        ),
        line=None,
    )


def _one_sided(context: Context) -> tuple[list[str], list[str]]:
    """The parameters that only the page has, and those that only the spec has."""
    spec = [field.name for field in context.model.request.fields]
    told = context.reading.parameters
    there = {*told, *context.reading.unseen}
    gone = [name for name in spec if name not in there] if context.reading.complete else []
    return [name for name in told if name not in spec], gone


def renames(context: Context) -> dict[str, str]:
    """The old names by the new ones that stand for them: what is said of both is much the same."""
    new, gone = _one_sided(context)
    pairs: dict[str, str] = {}
    left = list(gone)
    for name in new:
        said = _profile(context, name)
        rated = sorted(((_likeness(said, _had(context, old)), old) for old in left), reverse=True)
        if rated and rated[0][0] >= _ALIKE:
            pairs[name] = rated[0][1]
            left.remove(rated[0][1])
    return pairs


def _profile(context: Context, name: str) -> dict[str, Json]:
    return _relevant([f for f in context.reading.facts if f.subject == name])


def _relevant(facts: Sequence[Fact]) -> dict[str, Json]:
    return {f.keyword or f.kind: f.value for f in facts if f.kind in _TOLD}


def _had(context: Context, name: str) -> dict[str, Json]:
    return {
        statement.keyword or statement.kind: statement.value
        for statement in context.said.values()
        if statement.subject == name and statement.kind in _TOLD
    }


def _likeness(one: dict[str, Json], other: dict[str, Json]) -> float:
    if one.get("type") != other.get("type"):
        return 0.0
    keys = {*one, *other}
    return sum(key in one and key in other and one[key] == other[key] for key in keys) / len(keys)
