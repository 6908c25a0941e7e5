"""OpenAPI: a document of one or many models, a path item alone, in JSON or YAML."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from generator.contract.types import Json
from generator.docs.formats.assembly import assemble
from generator.docs.formats.documents import load_document
from generator.docs.formats.frame import Route, route_of
from generator.docs.formats.schema_facts import LineOf, is_name, parameters, relations
from generator.docs.formats.schema_view import View
from generator.docs.page import NAMELESS, STATED, Fact, Format, Key, PageError, Reading, Sentence
from generator.docs.prose.reader import Passage

_METHODS = ("post", "put")
# What only a note about the whole model says: silent where there is no such note.
_OF_NOTES = frozenset({"unsupported", "at-least-one", "count-sum"})
_MOST_MODELS = 1_000
_KEY = re.compile(r"(?<![\w$.-])([\w$][\w$.-]*)[\"']?\s*:")


def read_openapi(
    file: str, text: str, format_: Format = "openapi", first: int = 1
) -> list[Reading]:
    """Every model of a document; ``first`` is the line of the page in which it begins.

    Raises:
        PageError: it cannot be read, or it holds no submit of a model.
    """
    document = load_document(text)
    if "paths" not in document and any(method in document for method in _METHODS):
        document = {**document, "paths": {"": document}}
        format_ = "path-item" if format_ == "openapi" else format_
    paths = document.get("paths")
    if not isinstance(paths, dict):
        raise PageError("neither `paths` nor a `post` at the top: this describes no operation")
    readings: list[Reading] = []
    view, keys = View(document), _Keys(text, first)
    for path, item in paths.items():
        for route, operation in _submits(document, str(path), item):
            if len(readings) == _MOST_MODELS:
                raise PageError(f"more than {_MOST_MODELS} models: save fewer in one document")
            lines = _lines(text, keys, str(path) if len(paths) > 1 else "")
            reading = _operation(view, file, format_, route, operation, lines)
            if reading is not None:
                readings.append(reading)
    readings = _merged(readings)
    if not readings:
        raise PageError("no submit of a model: no path /api/v1/…/<provider>/<model> with a body")
    return readings


def _merged(readings: Iterable[Reading]) -> list[Reading]:
    """A model that a document has under several paths as one reading, where all say the same."""
    merged: dict[tuple[str, str, frozenset[tuple[Key, str]]], Reading] = {}
    for reading in readings:
        rest = frozenset((f.key, repr(f.value)) for f in reading.facts if f.subject != "route")
        key = (reading.provider, reading.model, rest)
        first = merged.setdefault(key, reading)
        if first is not reading:
            paths = (*first.all("path"), *reading.all("path"))
            others = tuple(fact for fact in first.facts if fact.kind != "path")
            merged[key] = replace(first, facts=(*paths, *others))
    return list(merged.values())


def _submits(
    document: Mapping[str, Any], path: str, item: Any
) -> Iterator[tuple[Route, dict[str, Any]]]:
    operation = item.get("post") if isinstance(item, dict) else None
    if not isinstance(operation, dict):
        return
    for holder in (operation, item, document):
        servers = holder.get("servers")
        for server in servers if isinstance(servers, list) else ():
            base = urlsplit(str(server.get("url", ""))).path if isinstance(server, dict) else ""
            for whole in (base.rstrip("/") + path, path, base):
                route = route_of(whole.rstrip("/"))
                if route is not None:
                    yield route, operation
                    return
    route = route_of(path.rstrip("/"))
    if route is not None:
        yield route, operation


def _operation(
    view: View,
    file: str,
    format_: Format,
    route: Route,
    operation: dict[str, Any],
    line_of: LineOf,
) -> Reading | None:
    body = view.flat(operation.get("requestBody"))
    content = body.get("content")
    media = content.get("application/json") if isinstance(content, dict) else None
    raw = media.get("schema") if isinstance(media, dict) else None
    if not isinstance(media, dict) or raw is None:
        return None
    view.root = raw
    schema = view.flat(raw)
    found, understood = relations(view.parts(raw), line_of("schema"))
    described = parameters(view, schema, line_of)
    members = schema.get("properties")
    odd = [
        str(name) for name in (members if isinstance(members, dict) else ()) if not is_name(name)
    ]
    if not described and not odd:
        return None
    texts = [_text(entry.get("description")) for entry in (schema, body, operation)]
    # What the operation says of itself is a description; the schema's words are binding.
    notes = [
        Passage(text, line_of("description") or 1, None, binding=index < 2)  # noqa: PLR2004
        for index, text in enumerate(texts)
        if text
    ]
    silent = set() if understood else {"relations"}
    if not any(texts[:2]) and not found:
        silent |= _OF_NOTES
    prose = [bool(entry.prose) for entry in described]
    if not all(prose):
        silent |= {"exclusion", "requires", "reference", "media"}
    return assemble(
        file=file,
        route=route,
        format_=format_,
        frame=[*_frame(route, media, operation, line_of), *found],
        parameters=described,
        notes=notes,
        silent=frozenset(silent),
        endings=[
            Sentence(f"a parameter is called {name!r}", line_of("schema") or 1, NAMELESS)
            for name in odd
        ],
    )


def _frame(
    route: Route, media: dict[str, Any], operation: dict[str, Any], line_of: LineOf
) -> list[Fact]:
    line = line_of("paths") or line_of("servers")
    facts = [
        Fact("route", "path", route.path, STATED, line),
        Fact("route", "vintage", route.vintage, STATED, line),
    ]
    example = media.get("example")
    if isinstance(example, dict):
        facts.append(Fact("model", "example", example, STATED, line_of("example")))
    place: Any = operation.get("responses")
    for step in ("200", "content", "application/json"):
        place = place.get(step) if isinstance(place, dict) else None
    answer: Json = place.get("example") if isinstance(place, dict) else None
    if isinstance(answer, dict) and "code" in answer:
        facts.append(Fact("response", "response", answer, STATED, line_of("responses")))
    return facts


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


class _Keys:
    """Where the keys of a document stand: found in one walk, however many are asked for."""

    def __init__(self, text: str, first: int) -> None:
        self._first = first
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._places: dict[str, list[int]] = {}
        for match in _KEY.finditer(text):
            self._places.setdefault(match[1], []).append(match.start(1))

    def line(self, name: str, start: int) -> int | None:
        """The line of the first key of this name from ``start`` on."""
        places = self._places.get(name, [])
        at = bisect_left(places, start)
        if at == len(places):
            return None
        return self._first + bisect_left(self._breaks, places[at])


def _lines(text: str, keys: _Keys, anchor: str) -> LineOf:
    """Where a key of the document stands, looked for below its path and its request body."""
    start = max(text.find(anchor), 0) if anchor else 0
    body = max(text.find("requestBody", start), start)
    # An example may stand before the members, under the same names.
    inner = text.find("properties", body)

    def line_of(name: str) -> int | None:
        found = keys.line(name, inner) if inner >= 0 else None
        return found or keys.line(name, body) or keys.line(name, start)

    return line_of
