"""A second, independent source of bodies that the contract forbids: Hypothesis draws them.

Systematic bodies change one thing in a small body. These are of any size and break rules in any
company, so that a server is seen whose checks hold only in small bodies.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from contract_tests.conformance.doubt import may_be_accepted
from contract_tests.conformance.drawing import drawn
from contract_tests.conformance.referee import refuses
from contract_tests.conformance.step import Step
from contract_tests.conformance.template import compressed, expanded
from contract_tests.facts.page import Json
from contract_tests.judges.bundle import contract, rules_by_id
from contract_tests.judges.verdict import judge
from contract_tests.strategies.bodies import near_misses
from generator.contract import Rule

MOST: Final = 8  # a model
# To draw takes a second: seeds share so many sets.
_SETS: Final = 16
_POOL: Final = 48
_LARGEST: Final = 4_000
_REFUSED: Final = (400,)


class Drawn(NamedTuple):
    """A body, and the stated rules that it breaks whatever a server mends before it looks."""

    body: dict[str, Json]
    rules: tuple[str, ...]


def drawn_negatives(model: str, seed: int) -> Iterator[Step]:
    """The drawn steps of a model, which no server that keeps the contract accepts."""
    for number, (body, broken) in enumerate(_chosen(model, seed % _SETS), 1):
        kinds = tuple(dict.fromkeys(rules_by_id()[rule].keyword for rule in broken))
        yield Step(
            id=f"{model}/drawn#{number}",
            check=broken[0],
            covers=broken,
            level="must",
            side="breaks",
            model=model,
            path=contract().model(model).path,
            body=compressed(body),
            label="drawn at random",
            expect=_REFUSED,
            kind=kinds[0] if len(kinds) == 1 else "several rules at once",
            kinds=kinds,
            extra=True,
        )


@cache
def _chosen(model: str, number: int) -> tuple[Drawn, ...]:
    """So many of what was drawn; those first that break what no earlier one breaks."""
    found: list[Drawn] = []
    for body in drawn(near_misses(model), _POOL, number):
        broken = surely_broken(model, body)
        if broken and _names_are_plain(body) and len(repr(compressed(body))) <= _LARGEST:
            found.append(Drawn(body, broken))
    fresh: list[Drawn] = []
    seen: set[str] = set()
    for one in found:
        if not seen.issuperset(one.rules):
            fresh.append(one)
            seen.update(one.rules)
    # In company first: what small bodies show is shown by the systematic ones.
    rest = sorted((one for one in found if one not in fresh), key=_good_before, reverse=True)
    return tuple([*fresh, *rest][:MOST])


def _good_before(one: Drawn) -> int:
    """How many parameters stand before the first that breaks a rule."""
    broken = {rules_by_id()[rule].path[:1] for rule in one.rules}
    return next((at for at, name in enumerate(one.body) if (name,) in broken), 0)


def surely_broken(model: str, body: Json) -> tuple[str, ...]:
    """The stated rules that a body breaks by every reading of the page, in the spec's order.

    Both the body and what is left of it in a server that mends what no page forbids have to be
    refused by two judges; nothing, when a server that keeps the contract might accept it.
    """
    mended = _mended(body)
    for one in (body, mended):
        if not isinstance(one, dict) or may_be_accepted(model, one) or not refuses(model, one):
            return ()
    both = judge(model).broken(body) & judge(model).broken(mended)
    stated = [rule for name, rule in rules_by_id().items() if name in both and _stated(rule)]
    # A value of another type breaks what else is said of its place, which is no news.
    hidden = {rule.path for rule in stated if rule.keyword == "type"}
    return tuple(r.id for r in stated if r.keyword in ("type", "rule") or r.path not in hidden)


def smallest_form(model: str, body: Json) -> Json:
    """The body without what it does not need to break the same rules; not sent, so not billed."""
    small: Json = expanded(body)
    wanted, broken = surely_broken(model, small), judge(model).broken(small)
    changed = bool(wanted)
    while changed:
        changed = False
        for smaller in _smaller(small):
            if judge(model).broken(smaller) <= broken and surely_broken(model, smaller) == wanted:
                small, changed = smaller, True
                break
    return compressed(small)


def _smaller(value: Json) -> Iterator[Json]:
    """The value with one thing less, or with one thing simpler."""
    if isinstance(value, dict):
        for name in value:
            yield {n: v for n, v in value.items() if n != name}
        for name, member in value.items():
            yield from (value | {name: smaller} for smaller in _smaller(member))
    elif isinstance(value, list):
        for index in range(len(value)):
            yield value[:index] + value[index + 1 :]
        for index, item in enumerate(value):
            yield from ([*value[:index], s, *value[index + 1 :]] for s in _smaller(item))
    elif isinstance(value, str) and len(value) > 1:
        yield value[: len(value) // 2]
        yield value[:-1]
        yield from () if set(value) == {"a"} else ("a" * len(value),)


def _names_are_plain(value: Json) -> bool:
    """Servers tell unknown names in headers, and some end when a header cannot hold one."""
    if isinstance(value, dict):
        return all(name.isascii() and _names_are_plain(member) for name, member in value.items())
    return all(map(_names_are_plain, value)) if isinstance(value, list) else True


def _stated(rule: Rule) -> bool:
    return rule.level == "must" and rule.severity == "error"


def _mended(value: Json) -> Json:
    """What a server may make of a value that no page forbids in so many words."""
    if isinstance(value, dict):
        return {name: _mended(member) for name, member in value.items() if member is not None}
    if isinstance(value, list):
        return [_mended(item) for item in value if item is not None]
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, float):
        short = round(value, 6)
        return int(short) if short.is_integer() and abs(short) < 2**53 else short
    return value.strip() if isinstance(value, str) else value
