"""Constraints on single values: type, flag, default, limits, enum, image."""

from __future__ import annotations

from collections.abc import Iterator

from generator.contract.types import Json
from generator.docs.comparing.classes import class_of
from generator.docs.comparing.context import Context
from generator.docs.comparing.difference import Difference
from generator.docs.comparing.values import compatible_type, same
from generator.docs.page import EXAMPLE, STATED, Fact, Key

_KINDS = ("type", "required", "default", "limit", "enum", "image", "media")
# Other forms are not always published with the words of the page.
_TEXTS = ("a", "b", "html")
# The pages that print no more of the entries of a list than their type.
_FOLDING = ("a", "html")
_LOWER = ("minLength", "minimum", "exclusiveMinimum", "minItems")


def constraint_differences(context: Context) -> Iterator[Difference]:
    """Every difference in a constraint of a parameter that both sides have."""
    common = {
        field.name
        for field in context.model.request.fields
        if field.name in context.reading.parameters
    }
    keys = [
        key
        for key in dict.fromkeys((*context.told, *context.said))
        if key[1] in _KINDS and key[0].split("/")[0] in common
    ]
    retyped = {key[0] for key in keys if key[1] == "type" and _other_type(context, key)}
    for key in keys:
        # What binds a string binds no number: where the type has changed the rest follows.
        if any((key[0] + "/").startswith(f"{subject}/") for subject in retyped) and not (
            key[0] in retyped and key[1] in ("type", "required")
        ):
            continue
        yield from _one(context, key)


def _other_type(context: Context, key: Key) -> bool:
    facts, statement = context.told.get(key, []), context.said.get(key)
    return bool(
        facts and statement is not None and not compatible_type(facts[0], statement.value)
    ) and {facts[0].value, statement.value if statement else None} != {"integer", "number"}


def _one(context: Context, key: Key) -> Iterator[Difference]:
    _subject, kind, _keyword = key
    facts = context.told.get(key, [])
    statement = context.said.get(key)
    was = statement.value if statement else None
    if not facts:
        if statement is not None and _would_show(context, key):
            yield from _unsaid(context, key, was)
        return
    fact = facts[0]
    if statement is None and fact.confidence == EXAMPLE:
        return  # an example shows what may be, and its members bind nobody
    if kind == "type":
        if statement is None or not compatible_type(fact, was):
            yield context.difference(key, was, fact.value, fact=fact)
        return
    if kind == "image":
        yield from _image(context, key, fact)
        return
    is_ = fact.value
    if kind == "required" and statement is None:
        was = False
    if kind == "media":
        is_, was = _media(is_), _media(was)
    agreeing = [entry for entry in facts if same(kind, _media_if(kind, entry.value), was)]
    if len(agreeing) == len(facts):
        return
    if _settled(context, key, facts):
        return
    yield _told(context, key, facts, was)


def _told(context: Context, key: Key, facts: list[Fact], was: Json) -> Difference:
    """The page says something else; said twice in two ways it contradicts itself.

    A request is valid when it satisfies every statement, so that the tightest one counts.
    """
    kind, keyword = key[1], key[2]
    changed = next(fact for fact in facts if not same(kind, _media_if(kind, fact.value), was))
    is_ = _media_if(kind, changed.value)
    if len(facts) == 1 or kind != "limit":
        return context.difference(key, was, is_, fact=changed)
    numbers = [f.value for f in facts if isinstance(f.value, (int, float))]
    tightest = max(numbers) if keyword in _LOWER else min(numbers)
    if same(kind, tightest, was):
        told = ", ".join(f"{fact.value} in line {fact.line}" for fact in facts)
        advice = f"the page contradicts itself ({told}); the tightest statement is in the spec"
        return context.difference(
            key, was, is_, fact=changed, class_="contradiction", advice=advice
        )
    tight = next(fact for fact in facts if fact.value == tightest)
    return context.difference(key, was, tightest, fact=tight)


def _unsaid(context: Context, key: Key, was: Json) -> Iterator[Difference]:
    """The spec has it and the page, which would show it, does not say so."""
    kind = key[1]
    if kind == "required" and was is False:
        return
    if kind == "image":
        yield from _no_longer_taken(context, key)
        return
    if kind == "type":
        return
    accepted, statement = context.was_accepted(key), context.said[key]
    silent = accepted is not None and (
        accepted.confidence == "sibling" or accepted.confidence.startswith("decision-")
    )
    if silent or statement.decided:
        for entry in statement.evidence:
            if entry.how.startswith("decision-"):
                context.decide(entry.how, None)
        return
    if kind == "required":
        yield context.difference(key, was, is_=False)
        return
    if kind == "media":
        was = _media(was)
    advice = context.unread([key[0].split("/", maxsplit=1)[0]])
    yield context.difference(key, was, None, advice=advice)


def _would_show(context: Context, key: Key) -> bool:
    """Whether the page would print such a statement if it had one."""
    subject, kind, _ = key
    if kind in context.reading.silent:
        return False
    if _folded(context, subject):
        return False
    return kind in ("image", "media") or subject in context.reading.shown


def _folded(context: Context, subject: str) -> bool:
    """Whether the entries of a list are folded away: not every form of a page opens them."""
    accepted = context.accepted
    if not subject.endswith("/items") or context.reading.format not in _FOLDING:
        return False
    if accepted is None or accepted.format in _FOLDING:
        return False
    return not any(
        fact.subject == subject and fact.kind not in ("type", "example")
        for fact in context.reading.facts
    )


def _settled(context: Context, key: Key, facts: list[Fact]) -> bool:
    """Whether the page said the same when it was accepted and a decision stands beside it."""
    accepted = context.was_accepted(key)
    if accepted is None or not accepted.set_aside:
        return False
    if not all(same(key[1], fact.value, accepted.value) for fact in facts):
        return False
    context.decide(accepted.set_aside, facts[0].line)
    return True


def _image(context: Context, key: Key, fact: Fact) -> Iterator[Difference]:
    """In which forms an image is taken: every client takes all (decision 13)."""
    statement = context.said.get(key)
    accepted = context.was_accepted(key)
    if statement is None:
        yield context.difference(key, None, fact.value, fact=fact)
    elif accepted is not None and _forms(fact.value) != _forms(accepted.value):
        class_ = class_of("image", None, accepted.value, fact.value)
        yield context.difference(key, accepted.value, fact.value, fact=fact, class_=class_)


def _no_longer_taken(context: Context, key: Key) -> Iterator[Difference]:
    """The page named the forms of an image when it was accepted, and now it does not."""
    accepted = context.was_accepted(key)
    if accepted is None or accepted.confidence != STATED or context.reading.format not in _TEXTS:
        return
    advice = "the page names URL and Base64 no longer: find out what is still taken"
    yield context.difference(key, accepted.value, None, class_="documentation", advice=advice)


def _forms(value: Json) -> frozenset[str]:
    """An example that is a data URL is an example: it changes nothing."""
    return frozenset(map(str, value if isinstance(value, list) else ())) - {"data"}


def _media_if(kind: str, value: Json) -> Json:
    return _media(value) if kind == "media" else value


def _media(value: Json) -> Json:
    """Without members that say nothing."""
    if not isinstance(value, dict):
        return value
    return {name: member for name, member in value.items() if member is not None}
