"""What stands around the parameters: path, key, answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.contract.types import Json
from generator.docs.comparing.context import Context
from generator.docs.comparing.difference import Difference
from generator.docs.page import Fact

_AUTH: Mapping[str, Json] = {"scheme": "bearer", "header": "Authorization"}
# The accepted answer to a submit: members with their JSON types (api facts, section 3).
_ENVELOPE = {"code": int, "message": str, "data": dict}
_DATA = {"status": str, "task_id": str, "model_id": str, "get_result": dict}
_NEEDED_DATA = ("status", "task_id")
_STATUSES = ("pending", "processing")


def surrounding_differences(context: Context, server: str) -> Iterator[Difference]:
    """Differences in server and path, in where the key goes, in the answer to a submit."""
    yield from _server(context, server)
    for fact in context.reading.all("path"):
        yield from _path(context, fact)
    for fact in context.reading.all("auth"):
        if fact.value != _AUTH:
            key = ("auth", "auth", None)
            was = dict(_AUTH)
            yield context.difference(key, was, fact.value, fact=fact, class_="breaking", rules=())
    for fact in context.reading.all("response"):
        yield from _answer(context, fact)


def _server(context: Context, server: str) -> Iterator[Difference]:
    """A key is sent nowhere else before a person has looked at the new address."""
    reading = context.reading
    if reading.origin and reading.origin.rstrip("/").lower() != server.rstrip("/").lower():
        found = context.difference(
            ("route", "server", None),
            server,
            reading.origin,
            class_="breaking",
            rules=(),
            advice="keys would go to another server: make sure that it is the service's",
        )
        yield replace(found, line=reading.origin_line)


def _path(context: Context, fact: Fact) -> Iterator[Difference]:
    model = context.model
    if fact.value == model.path:
        return
    described = context.reading.format in ("path-item", "openapi", "md")
    paths = [entry.value for entry in context.reading.all("path")]
    # A description may have the model under each of its paths.
    if described and (model.path in paths or fact.value != paths[0]):
        return
    others = set(paths) - {fact.value}
    if others and not described:
        told = " and ".join(sorted(map(str, others)))
        yield context.difference(
            ("route", "path", None),
            model.path,
            fact.value,
            fact=fact,
            class_="contradiction",
            rules=(),
            advice=f"the page also calls {told}: find out which one holds",
        )
        return
    # These name the model at the service, not the path that its page documents.
    if described and fact.value == dict(model.routes).get("c"):
        return
    yield context.difference(
        ("route", "path", None), model.path, fact.value, fact=fact, class_="breaking", rules=()
    )


def _answer(context: Context, fact: Fact) -> Iterator[Difference]:
    """Members that nobody knows, members that are missing, types that are others."""
    answer = fact.value
    if not isinstance(answer, dict):
        return
    was, is_ = _shape(answer, known=True), _shape(answer, known=False)
    if was == is_:
        return
    taken = [name for name in was if is_.get(name) != was[name]]
    yield context.difference(
        ("response", "response", None),
        {name: was[name] for name in was if is_.get(name) != was[name]},
        {name: is_[name] for name in is_ if was.get(name) != is_[name]},
        fact=fact,
        class_="breaking" if taken else "addition",
        rules=(),
        advice="no client refuses the shape of an answer: decide whether one should read it",
    )


def _shape(answer: Mapping[str, Json], *, known: bool) -> dict[str, Json]:
    """The answer's members with their types: those that it must have, or those that it has."""
    data = answer.get("data")
    data = data if isinstance(data, dict) else {}
    shape: dict[str, Json] = {}
    for above, members, wanted, needed in (
        ("", answer, _ENVELOPE, tuple(_ENVELOPE)),
        ("data.", data, _DATA, _NEEDED_DATA),
    ):
        for name in dict.fromkeys((*wanted, *members)):
            if known and name in wanted and (name in members or name in needed):
                shape[above + name] = wanted[name].__name__
            elif not known and name in members:
                shape[above + name] = type(members[name]).__name__
    status = data.get("status")
    # What says that a submit was accepted is part of the protocol.
    if "code" in answer and answer["code"] != 0 and isinstance(answer["code"], int) and not known:
        shape["code"] = answer["code"]
    if isinstance(status, str) and status not in _STATUSES and not known:
        shape["data.status"] = status
    return shape
