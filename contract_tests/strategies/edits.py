"""Single changes of a body, each with what the page says about it: the rule it breaks, if any."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from contract_tests.facts.page import Json, Page, Place, pages
from contract_tests.strategies.values import sample, values

Body = dict[str, Json]
Step = str | int
DELETE: Final = object()
_NO_BODIES: tuple[Json, ...] = (None, True, 7, 1.5, "word", [], [{}])
_GIVEN: tuple[Json, ...] = ("word", None, [])
_UNKNOWN = ("unknown_parameter", "Prompt", "n\U0001f600")


@dataclass(frozen=True)
class Edit:
    """Sets one place of a body to ``value``, or deletes it.

    ``breaks`` is the id of the rule that the page alone says is broken by it; ``keeps`` the id
    of the one whose limit the value just keeps.
    """

    label: str
    path: tuple[Step, ...]
    value: Json
    breaks: str | None = None
    keeps: str | None = None

    @property
    def pointer(self) -> str:
        """Where a violation is reported (RFC 6901)."""
        steps = (str(step).replace("~", "~0").replace("/", "~1") for step in self.path)
        return "".join(f"/{step}" for step in steps)

    def __str__(self) -> str:
        return f"{self.pointer or 'body'}: {self.label}"


@cache
def edits(model: str) -> tuple[Edit, ...]:
    """Every single change that the model's page suggests."""
    return tuple(_edits(pages()[model]))


def rule_id(model: str, path: tuple[str, ...], keyword: str) -> str:
    """The id of a rule about one place."""
    return "/".join((model, *path, keyword))


def at_first(path: tuple[str, ...]) -> tuple[Step, ...]:
    """The place itself, in the first entry of every list above it."""
    return tuple(0 if step == "items" else step for step in path)


def applied(page: Page, body: Body, *changes: Edit) -> Json:
    """A copy of the body with the changes made; what they need above them is filled in."""
    result: Json = copy.deepcopy(body)
    for change in changes:
        if not change.path:
            result = copy.deepcopy(change.value)
        elif isinstance(result, dict):
            _apply(page, result, change)
    return result


def _apply(page: Page, body: Body, change: Edit) -> None:
    holder: Json = body
    for depth, step in enumerate(change.path[:-1], 1):
        wanted = change.path[depth]
        below = holder.get(step) if isinstance(step, str) else holder[step]
        if not isinstance(below, (list if isinstance(wanted, int) else dict)) or below == []:
            below = _filled(page, change.path[:depth])
            holder[step] = below
        holder = below
    last = change.path[-1]
    if change.value is not DELETE:
        holder[last] = copy.deepcopy(change.value)
    elif isinstance(holder, dict):
        holder.pop(last, None)
    elif len(holder) > int(last):
        del holder[int(last)]


def _filled(page: Page, path: tuple[Step, ...]) -> Json:
    names = tuple("items" if isinstance(step, int) else step for step in path)
    return next(sample(page, place) for place in page.places() if place.path == names)


def _edits(page: Page) -> Iterator[Edit]:
    yield from _whole(page)
    for place in page.places():
        path = at_first(place.path)
        for value in values(page, place):
            yield Edit(
                value.label,
                path,
                value.value,
                value.breaks and rule_id(page.model, place.path, value.breaks),
                value.keeps and rule_id(page.model, place.path, value.keeps),
            )
        if place.path[-1] != "items":
            missing = rule_id(page.model, place.path, "required") if place.required else None
            yield Edit("left out", path, DELETE, missing)
        if place.type == "object" and page.below(place.path) and not _open(page, place.path):
            yield from _unknown(page, place.path, page.below(place.path))
    for name in page.unsupported():
        rule = rule_id(page.model, (name,), "unsupported")
        yield from (Edit("not supported", (name,), given, rule) for given in _GIVEN)
    yield from _unknown(page, (), page.parameters())


def _open(page: Page, path: tuple[str, ...]) -> bool:
    """Whether the page names a member without a word on its type: any are let through then."""
    known = {place.path[: len(path) + 1] for place in page.places()}
    named = (tuple(fact.subject.split("/")) for fact in page.facts)
    return any(name[: len(path)] == path and name[: len(path) + 1] not in known for name in named)


def _whole(page: Page) -> Iterator[Edit]:
    rule = rule_id(page.model, (), "type")
    yield from (Edit(f"{body!r} as the body", (), body, rule) for body in _NO_BODIES)


def _unknown(page: Page, path: tuple[str, ...], known: tuple[Place, ...]) -> Iterator[Edit]:
    rule = rule_id(page.model, path, "additionalProperties")
    first = known[0].path[-1]
    for name in (*_UNKNOWN, first + "s", first[1:], "", "a/b~c"):
        yield Edit(f"unknown name {name!r}", (*at_first(path), name), "word", rule)
