"""OpenAPI: a document of one or many models, a path item alone, in JSON or YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from generator.contract.types import Json
from generator.docs.formats.assembly import assemble
from generator.docs.formats.documents import load_document
from generator.docs.formats.frame import Route, route_of
from generator.docs.formats.schema_facts import LineOf, parameters, relations
from generator.docs.formats.schema_view import View
from generator.docs.page import STATED, Fact, Format, PageError, Reading
from generator.docs.prose.reader import Passage

_METHODS = ("post", "put")
# What only a note about the whole model says: silent where there is no such note.
_OF_NOTES = frozenset({"unsupported", "at-least-one", "count-sum"})
_MOST_MODELS = 2_000


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
    view = View(document)
    for path, item in paths.items():
        for route, operation in _submits(document, str(path), item):
            lines = _lines(text, str(path) if len(paths) > 1 else "", first)
            reading = _operation(view, file, format_, route, operation, lines)
            if reading is not None and len(readings) < _MOST_MODELS:
                readings.append(reading)
    if not readings:
        raise PageError("no submit of a model: no path /api/v1/…/<provider>/<model> with a body")
    return readings


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
    if not described:
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


def _lines(text: str, anchor: str, first: int) -> LineOf:
    """Where a key of the document stands, looked for below its path and its request body."""
    start = max(text.find(anchor), 0) if anchor else 0
    body = text.find("requestBody", start)

    # An example may stand before the members, under the same names.
    inner = text.find("properties", max(body, start))

    def line_of(name: str) -> int | None:
        pattern = re.compile(rf"[\"']?\b{re.escape(name)}\b[\"']?\s*:")
        found = (
            (pattern.search(text, inner) if inner >= 0 else None)
            or pattern.search(text, max(body, start))
            or pattern.search(text, start)
        )
        return first + text.count("\n", 0, found.start()) if found else None

    return line_of
