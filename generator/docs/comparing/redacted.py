"""What a body of which only the form is known breaks: for certain, perhaps, or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.contract.inventory import limits_of
from generator.contract.types import Field, Json, Model, Shape
from generator.docs.comparing.meaning import SpecRule
from generator.rules.evaluate import holds

# A number written with a fraction or an exponent counts as an integer up to here (decision 11).
_EXACT = 2**53
_LONGEST = 2**31


class Undecided(Exception):  # noqa: N818 -- no error: an answer
    """The form does not tell."""


class Hidden:
    """A string of which the length is known and the content is not."""

    def __init__(self, length: int) -> None:
        self.length = min(length, _LONGEST)

    def __len__(self) -> int:
        return self.length

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (str, Hidden)) or len(other) != self.length:
            return False
        raise Undecided

    __hash__ = None  # type: ignore[assignment]


@dataclass
class Verdict:
    """Rule ids: ``broken`` for certain, each with what was there instead; ``open`` perhaps.

    ``strangers`` are the members that a closed object does not have, by rule.
    """

    broken: dict[str, Json] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    strangers: dict[str, list[str]] = field(default_factory=dict)


def verdict(model: Model, rules: Sequence[SpecRule], form: Json) -> Verdict:
    """What a model, with its rules over several parameters, says of a body as a log keeps it."""
    found = Verdict()
    whole = _opened(form)
    if not isinstance(whole, Mapping):
        found.broken[f"{model.id}/type"] = None
        return found
    refused = {entry.name for entry in model.unsupported}
    for name in sorted(refused & whole.keys()):
        found.broken[f"{model.id}/{name}/unsupported"] = None
    _members(found, model.id, model.request, whole, refused)
    body = {name: _opened(value) for name, value in whole.items()}
    fields = {entry.name: entry for entry in model.request.fields}
    for rule in rules:
        if rule.validation.severity == "warning" or not _well_typed(rule.names, fields, body):
            continue
        place = f"{model.id}/rule/{rule.validation.id}"
        try:
            if not holds(rule.tree, body):
                found.broken[place] = None
        except (Undecided, TypeError):
            found.open.add(place)
    return found


def _well_typed(names: frozenset[str], fields: Mapping[str, Field], body: dict[str, Any]) -> bool:
    return all(
        name not in body or _typed(body[name], fields[name].shape.type)
        for name in names
        if name in fields
    )


def _opened(form: Json) -> Any:
    """A value out of its form; lists and objects keep the forms of what is in them."""
    if not isinstance(form, dict):
        # As clients print it, 5.0 is 5; what is left with an exponent is larger.
        whole = isinstance(form, float) and form.is_integer() and abs(form) <= _EXACT
        return int(form) if whole else form  # type: ignore[arg-type]
    if isinstance(form.get("array"), list):
        return form["array"]
    if isinstance(form.get("object"), dict):
        return form["object"]
    length = form.get("string")
    if isinstance(length, int) and not isinstance(length, bool) and length >= 0:
        return Hidden(length)
    return None


def _typed(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    kinds: dict[str, tuple[type, ...]] = {
        "string": (str, Hidden),
        "integer": (int,),
        "number": (int, float),
        "array": (list,),
        "object": (dict,),
    }
    return isinstance(value, kinds.get(kind, ()))


def _members(
    found: Verdict, at: str, shape: Shape, members: Mapping[str, Json], refused: set[str]
) -> None:
    for entry in shape.fields:
        place = f"{at}/{entry.name}"
        if entry.name in members:
            _value(found, place, entry.shape, members[entry.name])
        elif entry.required:
            found.broken[f"{place}/required"] = None
    strangers = members.keys() - {entry.name for entry in shape.fields} - refused
    if shape.closed and strangers:
        found.broken[f"{at}/additionalProperties"] = None
        found.strangers[f"{at}/additionalProperties"] = sorted(strangers)


def _value(found: Verdict, at: str, shape: Shape, form: Json) -> None:
    value = _opened(form)
    if not _typed(value, shape.type):
        found.broken[f"{at}/type"] = None
        return
    for keyword, limit in limits_of(shape):
        try:
            if not _keeps(keyword, limit, value):
                found.broken[f"{at}/{keyword}"] = measure(value)
        except Undecided:
            found.open.add(f"{at}/{keyword}")
    if shape.media is not None:
        found.open.add(f"{at}/media")
    if shape.type == "object":
        _members(found, at, shape, value, set())
    if shape.items is not None:
        for entry in value:
            _value(found, f"{at}/items", shape.items, entry)


def measure(value: Any) -> Json:
    """What a limit is held against: a number itself, a length, a count; a word of an enum."""
    if isinstance(value, (Hidden, list, dict)):
        return len(value)
    return value if isinstance(value, (bool, int, float, str)) else None


def _keeps(keyword: str, limit: Any, value: Any) -> bool:  # noqa: PLR0911 -- one for each keyword
    match keyword:
        case "enum":
            return any(value == option and _alike(value, option) for option in limit)
        case "minLength" | "minItems":
            return bool(len(value) >= limit)
        case "maxLength" | "maxItems":
            return bool(len(value) <= limit)
        case "minimum":
            return bool(value >= limit)
        case "exclusiveMinimum":
            return bool(value > limit)
        case "maximum":
            return bool(value <= limit)
        case "exclusiveMaximum":
            return bool(value < limit)
        case "multipleOf":
            return bool(value % limit == 0)
        case "pattern":
            if isinstance(value, Hidden):
                raise Undecided
            return re.search(limit, value) is not None
    return True


def _alike(value: object, option: object) -> bool:
    """True is not 1."""
    return isinstance(value, bool) == isinstance(option, bool)


def parameters(form: Json) -> Iterator[tuple[str, Json]]:
    """The body's own parameters with what a limit would be held against."""
    whole = _opened(form)
    if isinstance(whole, Mapping):
        for name, value in whole.items():
            yield name, measure(_opened(value))
