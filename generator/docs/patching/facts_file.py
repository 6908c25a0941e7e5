"""The file of accepted facts: one fact a line, changed only where a difference was applied."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from generator.docs.accepted import Accepted, without_text
from generator.docs.comparing import Difference
from generator.docs.comparing.renames import renamed
from generator.docs.page import ACROSS, Fact, Key


def facts_text(page: Accepted, facts: Iterable[Fact]) -> str:
    """A whole file: what is accepted of a page, with these facts."""
    lines = ",\n".join(f"    {json.dumps(entry_of(fact), ensure_ascii=False)}" for fact in facts)
    head = "".join(
        f'  "{name}": {json.dumps(value)},\n'
        for name, value in (("model", page.model), ("page", page.page), ("format", page.format))
    )
    for name, prints in (("unnamed", page.unnamed), ("undescribed", page.undescribed)):
        if prints:
            head += f'  "{name}": {json.dumps(prints)},\n'
    return f'{{\n{head}  "facts": [\n{lines}\n  ]\n}}\n'


def entry_of(fact: Fact) -> dict[str, Any]:
    """One fact as its file has it."""
    entry: dict[str, Any] = {"subject": fact.subject, "kind": fact.kind}
    if fact.keyword is not None:
        entry["keyword"] = fact.keyword
    value = without_text(fact.value) if fact.kind == "example" else fact.value
    confidence = "stated" if fact.kind == "example" else fact.confidence
    entry |= {"value": value, "confidence": confidence, "line": fact.line}
    if fact.set_aside:
        entry["set_aside"] = fact.set_aside
    return entry


def updated(
    known: Sequence[Fact], applied: Sequence[Difference], told: Sequence[Fact]
) -> list[Fact]:
    """The facts after these differences; ``told`` is everything that the page says now."""
    names = {
        entry.other_name: entry.subject
        for entry in applied
        if entry.other_name is not None and entry.is_ is not None
    }
    whole = {id(fact) for fact in known if fact.subject == "model"}
    # What ties a renamed parameter to others ties it under its new name.
    facts = [renamed([fact], names)[0] if id(fact) in whole else fact for fact in known]
    for entry in applied:
        if entry.kind == "type" and "/" not in entry.subject and entry.is_ is None:
            facts = [fact for fact in facts if fact.subject.split("/")[0] != entry.subject]
        elif entry.kind == "type" and "/" not in entry.subject and entry.was is None:
            facts = _with_parameter(facts, entry, told)
        elif entry.kind in ACROSS:
            facts = _with_relation(facts, entry)
        elif entry.subject == "route":
            for fact in reversed(told):  # of several paths the first is the one that is told
                if fact.subject == "route":
                    facts = _with(facts, fact.key, fact)
        else:
            key = (entry.subject, entry.kind, entry.keyword)
            facts = _with(facts, key, entry.facts[0] if entry.facts and entry.is_ is not None else
                          _flag(entry))  # fmt: skip
    return facts


def _flag(entry: Difference) -> Fact | None:
    """A parameter that is no longer required is said to be so; anything else is said no more."""
    if entry.kind != "required":
        return None
    return Fact(entry.subject, "required", value=False, confidence="stated", line=entry.line or 1)


def _with(facts: list[Fact], key: Key, new: Fact | None) -> list[Fact]:
    """Put a fact in the place of the one with its key; a new one follows its subject's others."""
    at = next((i for i, fact in enumerate(facts) if fact.key == key), None)
    if at is not None:
        return facts[:at] + ([new] if new else []) + facts[at + 1 :]
    if new is None:
        return facts
    same = [i for i, fact in enumerate(facts) if fact.subject == key[0]]
    place = same[-1] + 1 if same else _after_whole(facts)
    return [*facts[:place], new, *facts[place:]]


def _with_parameter(facts: list[Fact], entry: Difference, told: Sequence[Fact]) -> list[Fact]:
    order = list(dict.fromkeys(fact.subject.split("/")[0] for fact in told))
    before = set(order[: order.index(entry.subject)]) if entry.subject in order else set()
    after = [i for i, fact in enumerate(facts) if fact.subject.split("/")[0] in before]
    at = max([_after_whole(facts) - 1, *after]) + 1
    facts = [fact for fact in facts if fact.subject.split("/")[0] != entry.subject or (
        fact.kind != "unsupported")]  # fmt: skip
    return [*facts[:at], *entry.facts, *facts[at:]]


def _with_relation(facts: list[Fact], entry: Difference) -> list[Fact]:
    def is_old(fact: Fact) -> bool:
        return fact.kind == entry.kind and fact.value in (entry.was, entry.is_)

    kept = [fact for fact in facts if not is_old(fact)]
    if entry.is_ is None or not entry.facts:
        return kept
    at = _after_whole(kept)
    return [*kept[:at], entry.facts[0], *kept[at:]]


def _after_whole(facts: Sequence[Fact]) -> int:
    """Where the facts about parameters begin."""
    whole = ("route", "auth", "model", "response")
    return sum(fact.subject in whole for fact in facts)
