"""What both plain texts have in common: the call, the answer, the key, the model's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from generator.docs.page import EXAMPLE, STATED, Fact, PageError
from generator.docs.text.curl import Call, calls

# Names become files: what is longer than any name of the spec is none.
_ROUTE = re.compile(
    r"/api/v\d+(?:/(?P<kind>[a-z]+(?:-[a-z]+)*))?/(?P<provider>[A-Za-z0-9_-]{1,64})/"
    r"(?P<model>(?!async$)[A-Za-z0-9._-]{1,64})(?P<async>/async)?"
)
_KIND = re.compile(r"[a-z]+-to-[a-z]+")


@dataclass(frozen=True, slots=True)
class Route:
    """A submit path taken apart; ``vintage`` is a, b or c, ``origin`` the server of its call."""

    path: str
    provider: str
    model: str
    vintage: str
    origin: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """The facts of a page outside its parameters, and the lines that its calls take up."""

    route: Route
    facts: tuple[Fact, ...]
    call: Call
    taken: frozenset[int]
    rests: tuple[tuple[int, str], ...]


def route_of(path: str) -> Route | None:
    """The model that a submit path is for; ``None`` when it is none."""
    match = _ROUTE.fullmatch(path.rstrip("/"))
    if match is None or (match["kind"] is None and _KIND.fullmatch(match["provider"])):
        return None
    vintage = "a" if match["kind"] else "b" if match["async"] else "c"
    return Route(path.rstrip("/"), match["provider"], match["model"], vintage)


def read_frame(lines: Sequence[str]) -> Frame:
    """What a page says around its parameters.

    Raises:
        PageError: there is no curl call, or it is not one of a model.
    """
    found = calls(lines)
    if not found:
        raise PageError("no curl call to a model: this is not the text of a model's page")
    routes = [(call, route) for call in found if (route := route_of(call.path)) is not None]
    if routes:
        call, route = routes[0]
    else:
        raise PageError(
            f"line {found[0].url_line}: the call goes to {found[0].path[:80]!r}, which is no path "
            "of a model; write /api/v1/<provider>/<model>/async"
        )
    taken = {line for entry in found for line in range(entry.start, entry.end + 1)}
    return Frame(
        route=replace(route, origin=_origin(call.url), line=call.url_line),
        facts=(*_facts(call, route), *_other_paths(routes)),
        call=call,
        taken=frozenset(taken),
        rests=tuple((entry.end, entry.rest) for entry in found if entry.rest),
    )


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _other_paths(routes: Sequence[tuple[Call, Route]]) -> Iterator[Fact]:
    """Paths of further calls to the model: a page may contradict itself."""
    first = routes[0][1]
    told = {first.path}
    for call, route in routes[1:]:
        if route.model == first.model and route.path not in told:
            told.add(route.path)
            yield Fact("route", "path", route.path, STATED, call.url_line)


def _facts(call: Call, route: Route) -> list[Fact]:
    facts = [
        Fact("route", "path", route.path, STATED, call.url_line),
        Fact("route", "vintage", route.vintage, STATED, call.url_line),
    ]
    if call.key_header is not None:
        name, value, line = call.key_header
        scheme = value.split()[0].lower() if " " in value else "key"
        facts.append(Fact("auth", "auth", {"scheme": scheme, "header": name}, STATED, line))
    if isinstance(call.body, dict):
        facts.append(Fact("model", "example", call.body, EXAMPLE, call.body_line))
    if isinstance(call.answer, dict):
        facts.append(Fact("response", "response", call.answer, STATED, call.answer_line))
    return facts
