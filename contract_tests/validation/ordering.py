"""The order of violations, derived from the order of the rule inventory alone."""

from functools import cache

from modellix_client.violations import Violation

from contract_tests.judges.bundle import rules

Key = tuple[int | bytes, ...]


@cache
def _positions(model: str) -> dict[str, int]:
    return {rule.id: position for position, rule in enumerate(rules(model))}


@cache
def _block(model: str, above: tuple[str, ...]) -> int:
    """Where the rules about the entries of a list begin."""
    return next(
        position for position, rule in enumerate(rules(model)) if rule.path[: len(above)] == above
    )


def key(model: str, rule: str, path: str) -> Key:
    """Sorts violations: by their rule, below a list first by index, unknown names by UTF-8."""
    position = _positions(model)[rule]
    above = rules(model)[position].path
    steps = path.split("/")[1:]
    parts: list[int | bytes] = []
    for depth, step in enumerate(above):
        if step == "items" and depth < len(steps) and steps[depth].isdigit():
            parts += [_block(model, above[: depth + 1]), int(steps[depth])]
    last = steps[-1].replace("~1", "/").replace("~0", "~") if steps else ""
    return (*parts, position, last.encode())


def in_order(model: str, violations: list[Violation]) -> bool:
    """Whether these stand in the order that the inventory gives them."""
    keys = [key(model, violation.rule, violation.path) for violation in violations]
    return keys == sorted(keys)
