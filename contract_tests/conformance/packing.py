"""Few bodies that together show many things: each accepted one is billed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from contract_tests.conformance.doubt import may_be_refused, plain, sure
from contract_tests.conformance.template import expanded
from contract_tests.facts.page import pages
from contract_tests.judges.verdict import judge
from contract_tests.strategies.bases import bases, context, needs
from contract_tests.strategies.edits import DELETE, Body
from contract_tests.strategies.images import URL
from contract_tests.strategies.ties import settled


@dataclass(frozen=True, slots=True)
class Aim:
    """What some body has to contain: values of parameters, or their absence.

    ``rule`` is the one whose limit the values just keep.
    """

    rule: str
    values: tuple[tuple[str, Any], ...]
    label: str

    def put(self, body: Body) -> Body:
        """The body with the values in it."""
        changed = dict(body)
        for name, value in self.values:
            changed.pop(name, None)
            if value is not DELETE:
                changed[name] = value
        return changed

    def met(self, body: Body) -> bool:
        """Whether a body contains them."""
        return all(
            (name not in body) if value is DELETE else (name in body and same(body[name], value))
            for name, value in self.values
        )

    @property
    def names(self) -> frozenset[str]:
        """The parameters that it speaks of."""
        return frozenset(name for name, _ in self.values)


def pack(model: str, wanted: Iterable[Aim]) -> list[Body]:
    """Few bodies that together meet every aim; each keeps the whole contract.

    Raises:
        ValueError: an aim that no body can meet.
    """
    open_aims = list(wanted)
    bodies: list[Body] = []
    while open_aims:
        body, taken = sure(model), set[str]()
        for aim in open_aims:
            if aim.names & taken:
                continue
            for start in _starts(model, body, aim, taken):
                tried = aim.put(start)
                if good(model, tried):
                    body = tried
                    taken |= aim.names
                    break
        left = [aim for aim in open_aims if not aim.met(body)]
        if len(left) == len(open_aims):
            raise ValueError(f"no body of {model} can show: {open_aims[0].label}")
        bodies.append(body)
        open_aims = left
    return bodies


def _starts(model: str, body: Body, aim: Aim, taken: set[str]) -> Iterator[Body]:
    """What the values may go into, the body itself first.

    Where they shut out something in it, or take away the one that was there of several that would
    do, the body goes another way; what it has to show already stays.
    """
    yield body
    yield _with_needs(model, body, aim, taken)
    others = [context(model, name) for name, value in aim.values if value is not DELETE]
    gone = [name for name, value in aim.values if value is DELETE]
    # What a value asks for can be left out beside another value.
    without = settled(pages()[model], {}, barred=gone) if gone else None
    for other in (*others, *bases(model), *([without] if without is not None else [])):
        yield {name: value for name, value in other.items() if name not in taken} | {
            name: value for name, value in body.items() if name in taken
        }


def _with_needs(model: str, body: Body, aim: Aim, taken: set[str]) -> Body:
    """The body with what has to stand beside the values, as far as that is still free."""
    page = pages()[model]
    beside: Body = {}
    for name, value in aim.values:
        if value is not DELETE:
            beside |= needs(page, name)
            continue
        for fact in page.all("at-least-one"):
            if name in fact.value:
                beside |= {other: plain(page, other) for other in fact.value if other != name}
    free = {k: v for k, v in beside.items() if k not in taken and k not in body}
    return body | free


def good(model: str, template: Body) -> bool:
    """Whether a body keeps the contract, and no reading of the page refuses it."""
    body = expanded(_small(template))
    return judge(model).accepts(body) and not may_be_refused(model, body)


def _small(value: Any) -> Any:
    """The template with a short image in place of each large one: their sizes are known."""
    if isinstance(value, dict):
        if value.keys() == {"$image"}:
            return URL
        return {name: _small(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_small(item) for item in value]
    return value


def same(one: Any, other: Any) -> bool:
    """Equality that tells 5 from 5.0."""
    return repr(one) == repr(other)
