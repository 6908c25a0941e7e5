"""Rules over several parameters as the spec writes them: id, CEL, message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator.docs.page import Fact


@dataclass(frozen=True, slots=True)
class RuleText:
    """One entry of ``x-validations`` without its evidence."""

    id: str
    rule: str
    message: str
    severity: str = "error"


def rule_text(fact: Fact) -> RuleText:
    """The rule that a fact across parameters stands for."""
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
            return _requires(value["parameter"], value["needs"])
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


def _requires(parameter: str, needs: dict[str, Any]) -> RuleText:
    conditions, words = [], []
    for name, wanted in needs.items():
        if wanted is None:
            conditions.append(f"has(self.{name})")
            words.append(name)
        else:
            conditions.append(f"(has(self.{name}) && self.{name} == {_literal(wanted)})")
            shown = wanted if isinstance(wanted, str) else _literal(wanted)
            words.append(f"{name} to be given as {shown}")
    return RuleText(
        f"{parameter}_needs_{'_and_'.join(needs)}",
        f"!has(self.{parameter}) || {' && '.join(conditions)}",
        f"{parameter} needs {_listed(words)}",
    )


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}'" if isinstance(value, str) else str(value)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
