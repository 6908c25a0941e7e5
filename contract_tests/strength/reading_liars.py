"""Servers that read bodies as careless frameworks do: they mend a value before they judge it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from contract_tests.conformance.exchange import Answer, Fault, Request
from contract_tests.conformance.in_process import Handler, handler_of
from contract_tests.facts.page import Json, Page, Place, pages
from contract_tests.mock_api import MockService, VirtualClock
from contract_tests.mock_api.strict_json import InvalidJsonError, read_json
from contract_tests.strategies.bases import small
from contract_tests.strategies.numbers import Span
from contract_tests.strength.liar import Liar, is_submit

Body = dict[str, Json]
# Given a page and a body: the body that is judged in its place.
Mend = Callable[[Page, Json], Json]
# Given a place and the value there: the value that is judged.
AtPlace = Callable[[Place, Json], Json]


def reading_liars() -> Iterator[Liar]:
    """Every one of them; one that only lets through what no page forbids needs a strict run.

    Which rule a mended value hides differs from model to model: that one fails is enough.
    """
    for name, mend in _CERTAIN:
        yield Liar(name, "reading", reading(mend), live=False)
    for name, mend in CROWDED:
        yield Liar(name, "reading", reading(mend), live=False)
    for name, mend in _DOUBTFUL:
        yield Liar(name, "reading", reading(mend), strict=True)
    for name, text in _TEXTS:
        yield Liar(name, "reading", _parsing(text), ("error/not_json",), live=False)


def reading(mend: Mend) -> Callable[[VirtualClock], Handler]:
    """The mock, which judges another body than it was sent."""

    def build(clock: VirtualClock) -> Handler:
        service = MockService(clock=clock)
        true = handler_of(service)

        def handle(request: Request) -> Answer | Fault:
            offer = service.catalog.routes.get(request.path)
            if not is_submit(request) or offer is None:
                return true(request)
            try:
                body = read_json(request.content)
            except InvalidJsonError:
                return true(request)
            content = json.dumps(mend(pages()[offer[0].id], body)).encode()
            return true(Request(request.method, request.path, request.headers, content))

        return handle

    return build


def _parsing(text: Callable[[str], str]) -> Callable[[VirtualClock], Handler]:
    def build(clock: VirtualClock) -> Handler:
        true = handler_of(MockService(clock=clock))

        def handle(request: Request) -> Answer | Fault:
            if not is_submit(request):
                return true(request)
            content = text(request.content.decode()).encode()
            return true(Request(request.method, request.path, request.headers, content))

        return handle

    return build


def _each(change: AtPlace) -> Mend:
    """The change made at every place that a page speaks of, from the outside to the inside."""

    def at(page: Page, place: Place, value: Json) -> Json:
        value = change(place, value)
        below = page.below(place.path)
        if place.type == "array" and isinstance(value, list) and below:
            return [at(page, below[0], item) for item in value]
        if place.type == "object" and isinstance(value, dict):
            known = {member.path[-1]: member for member in below}
            return {n: at(page, known[n], v) if n in known else v for n, v in value.items()}
        return value

    def mend(page: Page, body: Json) -> Json:
        if not isinstance(body, dict):
            return body
        known = {place.name: place for place in page.parameters()}
        return {n: at(page, known[n], v) if n in known else v for n, v in body.items()}

    return mend


def _of(*types: str) -> Callable[[AtPlace], AtPlace]:
    return lambda change: (
        lambda place, value: change(place, value) if place.type in types else value
    )


def _text(change: Callable[[str], str]) -> AtPlace:
    return lambda _, value: change(value) if isinstance(value, str) else value


def _member(same: Callable[[str, str], bool]) -> AtPlace:
    """The member of an enum that is the same in some careless way."""

    def change(place: Place, value: Json) -> Json:
        if not isinstance(value, str):
            return value
        members = [m for m in place.enum if isinstance(m, str)]
        return next((m for m in members if value not in place.enum and same(m, value)), value)

    return change


def _number(_: Place, value: Json) -> Json:
    told = isinstance(value, str) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value)
    return json.loads(value) if told else value


def _whole(_: Place, value: Json) -> Json:
    return int(value) if isinstance(value, float) else value


def _rounded(_: Place, value: Json) -> Json:
    return round(value, 1) if isinstance(value, float) else value


def _shown(_: Place, value: Json) -> Json:
    return str(value) if isinstance(value, int) else value


def _counted(_: Place, value: Json) -> Json:
    return int(value) if isinstance(value, bool) else value


def _negative(value: Json) -> bool:
    return isinstance(value, int | float) and value < 0


def _clamped(place: Place, value: Json) -> Json:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    span = Span.of(place)
    return min(max(value, span.least), span.most)


def _cut(place: Place, value: Json) -> Json:
    most = place.limits.get("maxLength")
    return value[: int(most)] if isinstance(value, str) and most else value


def _cut_list(place: Place, value: Json) -> Json:
    most = place.limits.get("maxItems")
    return value[: int(most)] if isinstance(value, list) and most else value


def _distinct(_: Place, value: Json) -> Json:
    if not isinstance(value, list):
        return value
    return [item for index, item in enumerate(value) if item not in value[:index]]


def _some(page: Page, body: Json, keep: Callable[[Place, Json], bool]) -> Json:
    """The body without the parameters that are not to be kept."""
    if not isinstance(body, dict):
        return body
    known = {place.name: place for place in page.parameters()}
    return {n: v for n, v in body.items() if n not in known or keep(known[n], v)}


def _only_first_item(_: Place, value: Json) -> Json:
    return value[:1] * len(value) if isinstance(value, list) else value


def _any_good_item(place: Place, value: Json) -> Json:
    """Judges a list by its best entry."""
    if not isinstance(value, list):
        return value
    good = [item for item in value if item not in ("", {}, [], None) and not isinstance(item, int)]
    return (good[:1] or value[:1]) * len(value)


def _wrap(place: Place, value: Json) -> Json:
    return value if isinstance(value, list) else [value]


def _unwrap(place: Place, value: Json) -> Json:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _parsed(_: Place, value: Json) -> Json:
    return _from_text(value)


def _from_text(value: Json) -> Json:
    try:
        return json.loads(value) if isinstance(value, str) and value[:1] in "[{" else value
    except ValueError:
        return value


def _php_list(_: Place, value: Json) -> Json:
    listed = isinstance(value, dict) and all(name.isdecimal() for name in value)
    return list(value.values()) if listed else value


def _spelt(page: Page, body: Json) -> Json:
    """Names in any case."""
    if not isinstance(body, dict):
        return body
    names = {place.name.lower(): place.name for place in page.parameters()}
    return {names.get(name.lower(), name): value for name, value in body.items()}


def _unpacked(name: str) -> Mend:
    return lambda _, body: body[name] if isinstance(body, dict) and name in body else body


def _first_body(_: Page, body: Json) -> Json:
    return body[0] if isinstance(body, list) and body else body


def _text_body(_: Page, body: Json) -> Json:
    return _from_text(body)


def _known_only(page: Page, body: Json) -> Json:
    names = {place.name for place in page.parameters()}
    return {n: v for n, v in body.items() if n in names} if isinstance(body, dict) else body


def _first_of(body: Json, size: int) -> Json:
    return dict(list(body.items())[:size]) if isinstance(body, dict) else body


def _crowd(page: Page, body: Json, size: int) -> Json:
    """A good body in place of one of more than so many parameters."""
    crowded = isinstance(body, dict) and len(body) > size
    return small(page.model)[0] if crowded else body


def _absent(*empty: Any) -> Mend:
    return lambda page, body: _some(
        page, body, lambda _, value: repr(value) not in map(repr, empty)
    )


_CERTAIN: tuple[tuple[str, Mend], ...] = (
    ("members of an enum in any case", _each(_member(lambda m, v: m.lower() == v.lower()))),
    ("members of an enum with space about them", _each(_member(lambda m, v: m == v.strip()))),
    ("members of an enum by their beginning", _each(_member(lambda m, v: v.startswith(m)))),
    ("members of an enum by a part of them", _each(_member(lambda m, v: bool(v) and v in m))),
    ("numbers in texts", _each(_of("integer", "number")(_number))),
    ("fractions cut off", _each(_of("integer")(_whole))),
    ("numbers clamped into their range", _each(_clamped)),
    ("texts cut to their length", _each(_cut)),
    ("lists cut to their length", _each(_cut_list)),
    ("lists counted without what is there twice", _each(_distinct)),
    ("the first item of a list for all", _each(_only_first_item)),
    ("any good item of a list for all", _each(_any_good_item)),
    ("one value for a list", _each(_of("array")(_wrap))),
    ("a list of one for a value", _each(_of("string", "integer", "number", "object")(_unwrap))),
    ("JSON in texts", _each(_of("array", "object")(_parsed))),
    ("objects with numbers for lists", _each(_of("array")(_php_list))),
    ("texts made of numbers", _each(_of("string")(_shown))),
    ("names in any case", lambda page, body: _known_only(page, _spelt(page, body))),
    ("bodies under input", _unpacked("input")),
    ("bodies under data", _unpacked("data")),
    ("lists of bodies", _first_body),
    ("bodies in texts", _text_body),
    ("an empty text as absent", _absent("")),
    ("an empty list as absent", _absent([])),
    ("a zero as absent", _absent(0)),
    ("a negative number as absent", lambda p, b: _some(p, b, lambda _, v: not _negative(v))),
    ("numbers without their sign", _each(lambda _, v: -v if _negative(v) else v)),
    ("numbers rounded", _each(_of("number")(_rounded))),
)
# Judges as it should in small bodies, or in small companies of parameters, alone.
CROWDED: tuple[tuple[str, Mend], ...] = (
    ("nothing but the first four parameters", lambda _, body: _first_of(body, 4)),
    ("whatever it is, beside four good parameters", lambda page, body: _crowd(page, body, 4)),
)
_DOUBTFUL: tuple[tuple[str, Mend], ...] = (
    ("null as absent", _absent(None)),
    ("texts without space at their ends", _each(_text(str.strip))),
    ("true for one", _each(_of("integer", "number")(_counted))),
    ("unknown names left out", _known_only),
)


def _one_value(text: str) -> str:
    """What a decoder reads that stops after the first value."""
    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except ValueError:
        return text
    return text[:end]


_TEXTS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("the first of several values", _one_value),
    ("commas at the end", lambda text: re.sub(r",\s*}$", "}", text)),
    ("comments", lambda text: re.sub(r" // .*$", "", text)),
    ("single quotes", lambda text: text.replace("'", '"') if text.startswith("{'") else text),
    ("NaN as a number", lambda text: text.replace(": NaN", ": 1")),
)
