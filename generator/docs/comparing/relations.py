"""Rules over several parameters and names that are not taken, compared by what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.contract.types import Json
from generator.docs.comparing.context import Context
from generator.docs.comparing.difference import Class, Difference
from generator.docs.comparing.meaning import SpecRule, World, spec_rules
from generator.docs.comparing.parameters import renames
from generator.docs.comparing.renames import renamed
from generator.docs.names.candidates import statement_fingerprint
from generator.docs.page import ACROSS, Fact, names_of

_NAMED = True
# Other forms are not always published with the words of the page.
_PAGES = ("a", "b", "html")
_UNKNOWN = "names {} which the page does not describe: find out what is meant"


def relation_differences(context: Context) -> Iterator[Difference]:
    """Every rule that only one side has, or that the two sides see differently."""
    if "relations" in context.reading.silent:
        return
    yield from _unsupported(context)
    found = list(_across(context))
    names = renames(context)
    if names:
        # Under the old names: what differs by the new name alone goes with the rename, and is no
        # statement that nobody made before.
        reading = context.reading
        facts = tuple(renamed(reading.facts, names))
        known = tuple(names.get(name, name) for name in reading.parameters)
        under = replace(reading, facts=facts, parameters=known)
        if not any(_across(replace(context, reading=under, decided=context.decided))):
            found = [entry for entry in found if entry.was is not None]
    yield from found


def _across(context: Context) -> Iterator[Difference]:
    rules = spec_rules(context.model)
    yield from _references(context, [rule for rule in rules if rule.warns])
    yield from _rules(context, [rule for rule in rules if not rule.warns])


def _unsupported(context: Context) -> Iterator[Difference]:
    told = {fact.subject: fact for fact in context.reading.all("unsupported")}
    said = {key[0]: entry for key, entry in context.said.items() if key[1] == "unsupported"}
    for name in dict.fromkeys((*told, *said)):
        key = (name, "unsupported", None)
        if name in told and name not in said:
            # A parameter that the page both describes and refuses is for a person to sort out.
            advice = "the page describes it too" if name in context.reading.parameters else ""
            class_: Class = "contradiction" if advice else "documentation"
            fact = told[name]
            yield context.difference(key, None, _NAMED, fact=fact, class_=class_, advice=advice)
        elif name in said and name not in told and "unsupported" not in context.reading.silent:
            class_ = "addition" if name in context.reading.parameters else "documentation"
            advice = context.unread([name])
            yield context.difference(key, _NAMED, None, class_=class_, advice=advice)


def _references(context: Context, rules: Sequence[SpecRule]) -> Iterator[Difference]:
    told = [fact for fact in context.reading.all("reference") if isinstance(fact.value, dict)]
    for fact in told:
        if not any(rule.names == names_of(fact) for rule in rules):
            key = ("model", "reference", None)
            yield context.difference(key, None, fact.value, fact=fact, rules=(), class_="addition")
    for rule in rules:
        if any(rule.names == names_of(fact) for fact in told):
            for entry in rule.validation.evidence:
                if entry.how.startswith("decision-"):
                    context.decide(entry.how, None)
        elif (
            rule.names <= set(context.reading.parameters)
            and "reference" not in context.reading.silent
        ):
            yield _rule_gone(context, rule, "reference", None)


def _rules(context: Context, rules: Sequence[SpecRule]) -> Iterator[Difference]:
    told = [
        fact for fact in context.reading.facts if fact.kind in ACROSS and fact.kind != "reference"
    ]
    accepted = [
        fact
        for fact in (context.accepted.facts if context.accepted else ())
        if fact.kind in ACROSS and fact.kind != "reference"
    ]
    world = World(context.model, _required(context), context.reading.parameters)
    lost = [rule for rule in rules if not world.rule_implied(rule, told)]
    known = set(context.reading.parameters) | {f.name for f in context.model.request.fields}
    # A rule about a parameter that is gone goes with it.
    lost = [r for r in lost if r.names <= known and _still_there(context, r)]
    # What only lost rules imply is a looser statement in the place of theirs.
    left = [rule for rule in rules if rule not in lost]
    new = []
    open_ = context.accepted.undescribed if context.accepted else ()
    for fact in told:
        if statement_fingerprint(fact) in open_ and _undescribed(context, fact):
            continue  # a person was told of it when the page was accepted
        before = next((entry for entry in accepted if _equal(entry, fact)), None)
        if before is not None and before.set_aside and world.implied(fact, rules):
            context.decide(before.set_aside, fact.line)
        elif not world.implied(fact, left) or _undescribed(context, fact):
            new.append(fact)
        elif fact.kind == "count-sum" and before is None and _another_sum(fact, told):
            # Only one of two sentences was changed: the tighter one is still in the spec.
            yield context.difference(
                ("model", fact.kind, None),
                next((e.value for e in accepted if names_of(e) == names_of(fact)), None),
                fact.value,
                fact=fact,
                class_="contradiction",
                rules=(),
                advice="the page contradicts itself; the tightest statement is in the spec",
            )
    stated = [rule for rule in left if not _told_again(world, rule, told, new)]
    yield from _paired(context, world, new, (lost, stated), accepted)
    yield from _no_longer(context, told, accepted)


def _paired(
    context: Context,
    world: World,
    new: Sequence[Fact],
    rules: tuple[Sequence[SpecRule], Sequence[SpecRule]],
    accepted: Sequence[Fact],
) -> Iterator[Difference]:
    """``rules``: those that the page no longer implies, and those that only its new ones imply."""
    left, stated = list(rules[0]), list(rules[1])
    for fact in new:
        rule, before = _counterpart(world, fact, left, accepted)
        if rule is None:
            rule, before = _counterpart(world, fact, stated, accepted)
        key = ("model", fact.kind, None)
        unknown = _undescribed(context, fact)
        advice = _UNKNOWN.format(" and ".join(unknown)) if unknown else ""
        if rule is None:
            class_: Class = "contradiction" if unknown else "breaking"
            yield context.difference(
                key, None, fact.value, fact=fact, class_=class_, rules=(), advice=advice
            )
            continue
        (left if rule in left else stated).remove(rule)
        was = before.value if before else rule.validation.text
        tighter = before is None or world.implied(before, [], [fact])
        looser = before is not None and world.implied(fact, [], [before])
        yield context.difference(
            key,
            was,
            fact.value,
            fact=fact,
            class_="loosening" if looser and not tighter else "breaking",
            rules=(f"{context.model.id}/rule/{rule.validation.id}",),
            advice=advice,
            spec=rule.validation.location,
        )
    for rule in left:
        before = _meant(world, rule, accepted)
        if before is not None and before.kind in context.reading.silent:
            continue
        yield _rule_gone(context, rule, before.kind if before else "requires", before)


def _told_again(world: World, rule: SpecRule, told: Sequence[Fact], new: Sequence[Fact]) -> bool:
    """Whether the page still says it without its new statements: else one of these replaced it."""
    return world.rule_implied(rule, [fact for fact in told if fact not in new])


def _counterpart(
    world: World, fact: Fact, rules: Sequence[SpecRule], accepted: Sequence[Fact]
) -> tuple[SpecRule | None, Fact | None]:
    """The lost rule that a new statement stands in place of: of one kind, about the same names."""
    best: tuple[int, SpecRule | None, Fact | None] = (0, None, None)
    for rule in rules:
        before = _meant(world, rule, accepted)
        common = len(rule.names & names_of(fact))
        if (before is None or before.kind == fact.kind) and common > best[0]:
            best = (common, rule, before)
    return best[1], best[2]


def _meant(world: World, rule: SpecRule, accepted: Sequence[Fact]) -> Fact | None:
    """The accepted fact that a rule of the spec is the other reading of."""
    for fact in accepted:
        if (
            not fact.set_aside
            and names_of(fact) == rule.names
            and world.implied(fact, [rule])
            and world.rule_implied(rule, [fact])
        ):
            return fact
    return None


def _no_longer(
    context: Context, told: Sequence[Fact], accepted: Sequence[Fact]
) -> Iterator[Difference]:
    """Statements that a decision kept out of the spec, and that the page no longer makes."""
    for fact in accepted:
        if not fact.set_aside or any(_equal(fact, entry) for entry in told):
            continue
        if fact.kind in context.reading.silent or context.reading.format not in _PAGES:
            continue
        described = names_of(fact) & set(context.reading.parameters)
        gone = {field.name for field in context.model.request.fields} & names_of(fact) - described
        if not described or gone:
            continue  # the parameter itself is gone, and with it what was said of it
        advice = f"{fact.set_aside} rests on this statement: look at it again"
        yield context.difference(
            ("model", fact.kind, None),
            fact.value,
            None,
            class_="documentation",
            rules=(),
            advice=advice,
        )


def _rule_gone(context: Context, rule: SpecRule, kind: str, before: Fact | None) -> Difference:
    found = context.difference(
        ("model", kind, None),
        before.value if before else rule.validation.text,
        None,
        class_="documentation" if rule.warns else "loosening",
        rules=(f"{context.model.id}/rule/{rule.validation.id}",),
        spec=rule.validation.location,
        advice="" if rule.warns else context.unread(rule.names),
    )
    return replace(found, line=None)


def _required(context: Context) -> set[str]:
    """What is always there: as the page says, else as the spec does."""
    names = set()
    for field in context.model.request.fields:
        flag = context.reading.find(field.name, "required")
        if flag.value is True if flag else field.required:
            names.add(field.name)
    return names


def _another_sum(fact: Fact, told: Sequence[Fact]) -> bool:
    """Whether the page also gives another maximum for the same lists."""
    return any(
        other.kind == fact.kind and names_of(other) == names_of(fact) and not _equal(other, fact)
        for other in told
    )


def _undescribed(context: Context, fact: Fact) -> list[str]:
    known = {field.name for field in context.model.request.fields}
    return sorted(names_of(fact) - known - set(context.reading.parameters))


def _still_there(context: Context, rule: SpecRule) -> bool:
    return not context.reading.complete or rule.names <= set(context.reading.parameters)


def _equal(one: Fact, other: Fact) -> bool:
    return one.kind == other.kind and _normal(one.value) == _normal(other.value)


def _normal(value: Json) -> object:
    if isinstance(value, list):
        return frozenset(map(str, value))
    if isinstance(value, dict):
        return {
            name: frozenset(map(str, member)) if isinstance(member, list) else member
            for name, member in value.items()
        }
    return value
