"""Facts about several parameters under other names: what a rename takes along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.contract.types import Json
from generator.docs.page import ACROSS, EXAMPLE, STATED, Fact


def renamed(facts: Sequence[Fact], names: Mapping[str, str]) -> list[Fact]:
    """The facts with every parameter under the name that ``names`` has for it, if it has one.

    What is said of a parameter alone moves with its subject; what ties several together, and the
    request that the page shows, names them in its value.
    """
    return [
        replace(fact, subject=_subject(fact.subject, names), value=_value(fact, names))
        for fact in facts
    ]


def taking_along(
    facts: Sequence[Fact], known: Sequence[Fact], old: str, new: str, silent: frozenset[str]
) -> tuple[Fact, ...]:
    """What a page says of a parameter under its new name, and what else is known of it.

    A flag or a default that its form cannot show, or that a decision or another page filled in,
    stays with the parameter; ``silent`` are the kinds of facts that the form cannot show.
    """
    before = [fact for fact in known if fact.subject.split("/")[0] == old]
    kept = {
        fact.key: fact
        for fact in renamed(before, {old: new})
        if fact.confidence not in (STATED, EXAMPLE) or fact.kind in silent
    }
    told = {fact.key for fact in facts}
    same = [
        kept[fact.key] if fact.key in kept and kept[fact.key].value == fact.value else fact
        for fact in facts
    ]
    return (*same, *(fact for key, fact in kept.items() if key not in told))


def _subject(subject: str, names: Mapping[str, str]) -> str:
    top, slash, rest = subject.partition("/")
    return f"{names.get(top, top)}{slash}{rest}"


def _value(fact: Fact, names: Mapping[str, str]) -> Json:
    value: Json = fact.value
    if fact.subject == "model" and fact.kind == "example" and isinstance(value, dict):
        return {names.get(name, name): member for name, member in value.items()}
    if fact.kind not in ACROSS:
        return value
    if isinstance(value, list):
        return _listed(value, names)
    assert isinstance(value, dict)  # noqa: S101 -- every other kind across parameters is a mapping
    return {key: _member(key, member, names) for key, member in value.items()}


def _member(key: str, member: Json, names: Mapping[str, str]) -> Json:
    """A name, names in a list, or what a parameter needs; a value or a maximum is none of them."""
    if key == "value":
        return member
    if key == "needs" and isinstance(member, dict):
        return {names.get(name, name): wanted for name, wanted in member.items()}
    return _listed(member, names) if isinstance(member, list) else _one(member, names)


def _listed(value: Sequence[Json], names: Mapping[str, str]) -> list[Json]:
    return [_one(name, names) for name in value]


def _one(name: Json, names: Mapping[str, str]) -> Json:
    return names.get(name, name) if isinstance(name, str) else name
