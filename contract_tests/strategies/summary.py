"""One line about the inventory: how many rules can be broken alone, and how many cannot."""

from contract_tests.judges.bundle import models, rules
from contract_tests.strategies.search import search


def rule_summary() -> str:
    """``rules: A alone + I implied = N`` over all models."""
    alone, implied, total = rule_counts()
    return f"rules: {alone} alone + {implied} implied = {total}"


def rule_counts() -> tuple[int, int, int]:
    """The three numbers of the summary; the third is the length of the inventory."""
    found = [search(model) for model in models()]
    alone = sum(len(one.alone) for one in found)
    implied = sum(len(one.implied) for one in found)
    return alone, implied, sum(len(rules(model)) for model in models())


def implied_rules() -> list[dict[str, str | list[str]]]:
    """Each rule that cannot be broken alone, with the rules that fall whenever it falls."""
    return [
        {"rule": rule, "implied_by": list(one.implied_by(rule))}
        for one in map(search, models())
        for rule in one.implied
    ]
