"""What a page of a model has to say: its parameters and rules, read off the contract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations

from generator.contract.types import Field, Json, Model
from generator.docs.comparing.meaning import SpecRule, World, spec_rules
from generator.docs.comparing.statements import statements
from generator.docs.needs import NOT
from generator.docs.page import STATED, Fact, names_of
from generator.rules.expression import Constant, walk


@dataclass(frozen=True, slots=True)
class Sheet:
    """A model with its rules over several parameters as facts."""

    model: Model
    relations: tuple[Fact, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """The parameters in the order of the page."""
        return self.model.request.fields

    def about(self, name: str) -> Iterator[Fact]:
        """The rules that are told where this parameter is described: each in one place."""
        for fact in self.relations:
            if _teller(fact) == name:
                yield fact


def sheet_of(model: Model, aside: Iterable[Fact] = ()) -> Sheet:
    """The sheet of a model, with what its page says beside the spec.

    Raises:
        ValueError: a rule of the spec is none that a page of this kind says.
    """
    world = World(model, ())
    stated = [_fact(model, world, rule) for rule in spec_rules(model)]
    return Sheet(model, (*stated, *aside))


def facts_of(sheet: Sheet) -> Iterator[Fact]:
    """Everything that the sheet states, in the words of the facts."""
    for entry in statements(sheet.model):
        value: Json = ["url", "base64"] if entry.kind == "image" else entry.value
        if entry.kind == "media" and isinstance(value, dict) and value.get("maxBytes") is None:
            value = {"formats": value["formats"]}
        yield Fact(entry.subject, entry.kind, value, STATED, None, entry.keyword)
    yield from sheet.relations


def _teller(fact: Fact) -> str:
    value = fact.value
    if isinstance(value, list):
        return str(value[0]) if fact.kind == "exclusion" else ""
    if isinstance(value, dict) and fact.kind in ("requires", "reference"):
        if "value" in value and isinstance(value["needs"], dict):
            return str(next(iter(value["needs"])))
        return str(value["parameter" if fact.kind == "requires" else "prompt"])
    return ""


def _fact(model: Model, world: World, rule: SpecRule) -> Fact:
    """The fact that means the same as a rule."""
    order = [field.name for field in model.request.fields if field.name in rule.names]
    for fact in _candidates(rule, order):
        if rule.warns and fact.kind == "reference":
            return fact
        if (
            not rule.warns
            and fact.kind != "reference"
            and names_of(fact) == rule.names
            and world.implied(fact, [rule])
            and world.rule_implied(rule, [fact])
        ):
            return fact
    raise ValueError(f"no page says the rule {rule.validation.id!r} of {model.id}")


def _candidates(rule: SpecRule, order: list[str]) -> Iterator[Fact]:
    constants: list[Json] = [n.value for n in walk(rule.tree) if isinstance(n, Constant)]
    choices: list[Json] = [None, *constants]
    choices += [constants] if len(constants) > 1 else []
    choices += [{NOT: constants}] if constants else []
    listed: Json = list(order)
    if rule.warns:
        for prompt, images in permutations(order, 2):
            if f"maxImageRef(self.{prompt})" in rule.validation.text:
                value: Json = {"prompt": prompt, "list": images}
                yield Fact("model", "reference", value, STATED, None)
    if len(order) == 2:  # noqa: PLR2004 -- a pair
        yield Fact("model", "exclusion", listed, STATED, None)
    yield Fact("model", "at-least-one", listed, STATED, None)
    for name, other in permutations(order, 2):
        for wanted in choices:
            needs: Json = {"parameter": name, "needs": {other: wanted}}
            yield Fact("model", "requires", needs, STATED, None)
        for given in constants:
            of_one: Json = {"parameter": name, "value": given, "needs": {other: None}}
            yield Fact("model", "requires", of_one, STATED, None)
    for number in constants:
        if type(number) is int and number > 0:
            total: Json = {"parameters": listed, "maximum": number}
            yield Fact("model", "count-sum", total, STATED, None)
