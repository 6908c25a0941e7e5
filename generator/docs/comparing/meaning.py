"""What statements across several parameters mean, told by the bodies that they refuse."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.contract.types import Field, Json, Model, Validation
from generator.docs import needs
from generator.docs.page import Fact, names_of
from generator.rules.evaluate import holds
from generator.rules.expression import (
    Compare,
    Constant,
    Expression,
    In,
    MaxImageRef,
    Size,
    names,
    walk,
)
from generator.rules.parse import parse

Body = dict[str, Any]
_MOST_BODIES = 20_000
_MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class SpecRule:
    """A rule of the spec with its tree."""

    validation: Validation
    tree: Expression

    @property
    def names(self) -> frozenset[str]:
        """The parameters that it ties together."""
        return names(self.tree)

    @property
    def warns(self) -> bool:
        """Whether it speaks of references in a prompt, which never blocks (decision 10)."""
        return any(isinstance(node, MaxImageRef) for node in walk(self.tree))


def spec_rules(model: Model) -> list[SpecRule]:
    """The rules of a model over several parameters."""
    return [SpecRule(entry, parse(entry.text)) for entry in model.validations]


def keeps(fact: Fact, body: Body) -> bool:
    """Whether a body does what the fact asks for."""
    value: Any = fact.value
    match fact.kind:
        case "exclusion":
            return sum(name in body for name in value) <= 1
        case "at-least-one":
            return any(name in body for name in value)
        case "requires":
            return needs.kept(value, body)
        case "count-sum":
            sizes = (body.get(name, ()) for name in value["parameters"])
            most: int = value["maximum"]
            return sum(len(size) for size in sizes if isinstance(size, list)) <= most
    raise ValueError(fact.kind)


class World:
    """The bodies over which statements about a model are compared.

    ``required`` are always there; a name that is no parameter never is.
    """

    def __init__(self, model: Model, required: Iterable[str], further: Iterable[str] = ()) -> None:
        self.fields: Mapping[str, Field] = {field.name: field for field in model.request.fields}
        self.required = frozenset(required)
        self.further = frozenset(further)

    def implied(self, fact: Fact, rules: Sequence[SpecRule], facts: Sequence[Fact] = ()) -> bool:
        """Whether every body that keeps these also keeps the fact."""
        near = [rule for rule in rules if rule.names & names_of(fact)]
        others = [other for other in facts if names_of(other) & names_of(fact)]
        return all(
            keeps(fact, body)
            for body in self._bodies([fact, *others], near)
            if all(holds(rule.tree, body) for rule in near)
            and all(keeps(other, body) for other in others)
        )

    def rule_implied(self, rule: SpecRule, facts: Sequence[Fact]) -> bool:
        """Whether every body that keeps these facts also keeps the rule."""
        near = [fact for fact in facts if names_of(fact) & rule.names]
        return all(
            holds(rule.tree, body)
            for body in self._bodies(near, [rule])
            if all(keeps(fact, body) for fact in near)
        )

    def _bodies(self, facts: Sequence[Fact], rules: Sequence[SpecRule]) -> Iterator[Body]:
        named = frozenset().union(*map(names_of, facts), *(rule.names for rule in rules))
        known = sorted(name for name in named if name in self.fields or name in self.further)
        options = [self._options(name, facts, rules) for name in known[: _MOST_NAMES * 2]]
        if len(known) > _MOST_NAMES:
            options = [entries[:2] for entries in options]
        for chosen in itertools.islice(itertools.product(*options), _MOST_BODIES):
            pairs = zip(known, chosen, strict=False)
            yield {name: value for name, value in pairs if value is not _ABSENT}

    def _options(self, name: str, facts: Sequence[Fact], rules: Sequence[SpecRule]) -> list[Any]:
        field = self.fields.get(name)
        kind = field.shape.type if field else "string"
        values: list[Any]
        if kind == "array" and _counted(name, facts, rules):
            values = [[{}] * size for size in self._sizes(facts, rules)]
        elif kind == "array":
            values = [[{}]]
        elif field is not None and field.shape.enum:
            values = list(dict.fromkeys([*field.shape.enum, *_compared(name, facts, rules)]))
        else:
            # What any side compares it with, and one value that none does.
            values = [*_compared(name, facts, rules), "word" if kind == "string" else 10**9]
        return values if name in self.required else [_ABSENT, *values]

    def _sizes(self, facts: Sequence[Fact], rules: Sequence[SpecRule]) -> list[int]:
        limits = [
            int(fact.value["maximum"])  # type: ignore[arg-type]
            for fact in facts
            if fact.kind == "count-sum" and isinstance(fact.value, dict)
        ]
        for rule in rules:
            limits += [
                node.value
                for node in walk(rule.tree)
                if isinstance(node, Constant) and type(node.value) is int
            ]
        near = {size for limit in limits for size in (limit - 1, limit, limit + 1)}
        return sorted({0, 1, 2, *(size for size in near if 0 <= size <= 1_000)})[:12]  # noqa: PLR2004


class _Absent:
    """Stands for a parameter that is left out."""


_ABSENT = _Absent()


def _counted(name: str, facts: Sequence[Fact], rules: Sequence[SpecRule]) -> bool:
    if any(fact.kind == "count-sum" and name in names_of(fact) for fact in facts):
        return True
    return any(
        isinstance(node, Size) and name in names(node) for rule in rules for node in walk(rule.tree)
    )


def _compared(name: str, facts: Sequence[Fact], rules: Sequence[SpecRule]) -> list[Json]:
    values: list[Json] = []
    for fact in facts:
        if fact.kind == "requires" and isinstance(fact.value, dict):
            values += needs.compared(fact.value, name)
    for rule in rules:
        for node in walk(rule.tree):
            if isinstance(node, Compare) and name in names(node):
                values += [
                    part.value for part in (node.left, node.right) if isinstance(part, Constant)
                ]
            elif isinstance(node, In) and name in names(node):
                values += [part.value for part in walk(node) if isinstance(part, Constant)]
    return list(dict.fromkeys(values))
