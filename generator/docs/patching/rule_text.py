"""Rules over several parameters as the spec writes them: id, CEL, message."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from typing import Any

from generator.docs.needs import options
from generator.docs.page import Fact
from generator.rules.literals import string_literal


@dataclass(frozen=True, slots=True)
class RuleText:
    """One entry of ``x-validations`` without its evidence."""

    id: str
    rule: str
    message: str
    severity: str = "error"


def rule_text(fact: Fact, taken: Collection[str] = ()) -> RuleText:
    """The rule that a fact across parameters stands for; ``taken`` are the ids of the others."""
    text = _rule_text(fact)
    ids = chain([text.id], (f"{text.id}_{number}" for number in count(2)))
    return replace(text, id=next(id_ for id_ in ids if id_ not in taken))


def _rule_text(fact: Fact) -> RuleText:
    value: Any = fact.value
    match fact.kind:
        case "exclusion":
            one, other = value
            return RuleText(
                f"{one}_or_{other}",
                f"!(has(self.{one}) && has(self.{other}))",
                f"{one} and {other} exclude each other; give one of them",
            )
        case "at-least-one":
            return RuleText(
                f"{value[0]}_or_others" if len(value) > 2 else "_or_".join((*value, "both")),  # noqa: PLR2004
                " || ".join(f"has(self.{name})" for name in value),
                f"give at least one of {_listed(value)}",
            )
        case "requires":
            return _requires(value)
        case "count-sum":
            names = value["parameters"]
            sizes = (f"(has(self.{name}) ? size(self.{name}) : 0)" for name in names)
            return RuleText(
                "_and_".join(names),
                f"{' + '.join(sizes)} <= {value['maximum']}",
                f"{_listed(names)} together take at most {value['maximum']} entries",
            )
    prompt, listed = value["prompt"], value["list"]
    return RuleText(
        f"{prompt}_references",
        f"!has(self.{prompt}) || maxImageRef(self.{prompt}) <= "
        f"(has(self.{listed}) ? size(self.{listed}) : 0)",
        f"{prompt} refers to a picture that {listed} does not have; references count from 1",
        "warning",
    )


def _requires(value: Any) -> RuleText:
    parameter, needed = value["parameter"], value["needs"]
    guard, words, id_ = f"has(self.{parameter})", parameter, parameter
    if "value" in value:
        guard = f"({guard} && self.{parameter} == {_literal(value['value'])})"
        words, id_ = f"{parameter} {_shown(value['value'])}", f"{parameter}_{_slug(value['value'])}"
    excludes = any(isinstance(wanted, dict) for wanted in needed.values())
    told = [_told(name, wanted) for name, wanted in needed.items()]
    slugs = [
        "_".join((name, *map(_slug, options(wanted)))) if excludes else name
        for name, wanted in needed.items()
    ]
    return RuleText(
        f"{id_}_{'without' if excludes else 'needs'}_{'_and_'.join(slugs)}",
        f"!{guard} || {' && '.join(_condition(*need) for need in needed.items())}",
        f"{words} {'excludes' if excludes else 'needs'} {_listed(told)}",
    )


def _condition(name: str, wanted: Any) -> str:
    """What is needed of one parameter as CEL."""
    known = [_literal(value) for value in options(wanted)]
    if not known:
        return f"has(self.{name})"
    same = f"== {known[0]}" if len(known) == 1 else f"in [{', '.join(known)}]"
    return f"{'!' if isinstance(wanted, dict) else ''}(has(self.{name}) && self.{name} {same})"


def _told(name: str, wanted: Any) -> str:
    known = " or ".join(map(_shown, options(wanted)))
    if isinstance(wanted, dict):
        return f"{name} {known}"
    return f"{name} to be given as {known}" if known else name


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else _literal(value)


def _slug(value: Any) -> str:
    return re.sub(r"[^a-z0-9]+", "_", str(value).lower()).strip("_") or "empty"


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return string_literal(value) if isinstance(value, str) else str(value)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
