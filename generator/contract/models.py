"""Reads one model's file: its route, its request, its rules and its examples."""

from __future__ import annotations

import keyword
import re
from typing import cast, get_args

from generator.contract.evidence import read_evidence
from generator.contract.outputs import output_named
from generator.contract.reading import Reading, plain
from generator.contract.shapes import NAME, read_shape
from generator.contract.types import (
    Example,
    Model,
    OutputKind,
    Severity,
    Unsupported,
    Validation,
    Vintage,
)
from generator.spec.document import ModelFile
from generator.spec.source import Items, Table

_MODEL = re.compile(r"[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*")
_RULE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_ROUTE = re.compile(r"/api/v1(?:/[a-z0-9]+(?:[.-][a-z0-9]+)*)+")
# A provider is an attribute of the client, beside these.
CLIENT_MEMBERS = frozenset(
    (
        "account",
        "aclose",
        "check",
        "close",
        "files",
        "map",
        "map_as_completed",
        "run",
        "submit",
        "tasks",
        "validate",
    )
)
_KIND = re.compile(r"[a-z]+(?:-[a-z]+)*")


def read_model(reading: Reading, file: ModelFile) -> Model | None:
    """The model of one file; ``None`` when the file has no submit operation to read."""
    found = _operation(reading, file)
    if found is None:
        return None
    path, operation = found
    location = operation.location
    for name, pattern in ((file.model, _MODEL), (file.provider, NAME)):
        if not pattern.fullmatch(name) or keyword.iskeyword(name) or name in CLIENT_MEMBERS:
            reading.report(location, f"the name {name!r}", "use lower-case letters and digits")
            return None
    if operation.get("operationId") != file.model:
        reading.report(
            operation.at("operationId"),
            f"operationId is not the model's id {file.model!r}",
            "write the file's name without .yaml",
        )
    routes, documented = _routes(reading, operation, path)
    kind = _kind(reading, operation, routes)
    schema, examples = _body(reading, operation)
    # Other services' models do not begin with their provider; types of a client need a whole name.
    prefix = file.provider + "-"
    whole = file.model if file.model.startswith(prefix) else prefix + file.model
    attribute = re.sub(r"[.-]", "_", file.model.removeprefix(prefix))
    if not attribute[:1].isalpha():
        attribute = "m" + attribute
    if keyword.iskeyword(attribute):
        advice = "no client can offer it: give the file another name"
        reading.report(location, f"the model's name {attribute!r} is a word of Python", advice)
        return None
    return Model(
        id=file.model,
        provider=file.provider,
        attribute=attribute,
        class_name=class_name(whole),
        stem=re.sub(r"[.-]", "_", whole),
        kind=kind,
        output=_output(reading, operation, kind),
        title=reading.text(operation, "summary"),
        description=reading.text(operation, "description"),
        routes=tuple(routes.items()),
        documented=documented,
        request=read_shape(reading, schema),
        unsupported=_unsupported(reading, file.model, schema),
        validations=_validations(reading, schema),
        examples=examples,
        location=location,
    )


def class_name(model_id: str) -> str:
    """The base of a model's type names: ``kling-v1.6-mi2v`` becomes ``KlingV16Mi2v``."""
    return "".join(part.capitalize() for part in re.split(r"[.-]", model_id))


def _operation(reading: Reading, file: ModelFile) -> tuple[str, Table] | None:
    paths = file.table.get("paths")
    if not isinstance(paths, Table) or len(paths) != 1:
        reading.report(
            file.table.at("paths"), "not exactly one path", "write the path that the page documents"
        )
        return None
    path, item = next(iter(paths.items()))
    operation = item.get("post") if isinstance(item, Table) else None
    if not isinstance(operation, Table):
        reading.report(paths.at(path), "no post operation", "describe the submit under post")
        return None
    return path, operation


def _routes(reading: Reading, operation: Table, path: str) -> tuple[dict[Vintage, str], Vintage]:
    routes: dict[Vintage, str] = {}
    table = operation.get("x-routes")
    for vintage in get_args(Vintage):
        route = table.get(vintage) if isinstance(table, Table) else None
        if isinstance(route, str) and _ROUTE.fullmatch(route):
            routes[vintage] = route
        else:
            where = table.at(vintage) if isinstance(table, Table) else operation.at("x-routes")
            reading.report(
                where, f"no usable path for vintage {vintage}", "write x-routes with a, b and c"
            )
            routes[vintage] = path
    for vintage, route in routes.items():
        if route == path:
            return routes, vintage
    reading.report(
        operation.at("x-routes"),
        f"the documented path {path!r} is none of the vintages",
        "make one of a, b and c equal to it",
    )
    return routes, "b"


def _kind(reading: Reading, operation: Table, routes: dict[Vintage, str]) -> str:
    kind = routes["a"].removeprefix("/api/v1/").partition("/")[0]
    if not _KIND.fullmatch(kind):
        reading.report(
            operation.at("x-routes"),
            f"vintage a names no kind of task ({kind!r})",
            "its path begins with /api/v1/ and words such as text-to-image",
        )
    return kind


def _output(reading: Reading, operation: Table, kind: str) -> OutputKind:
    """What the model makes: as its kind of task names it, else as the file says."""
    named = output_named(kind)
    found = named or operation.get("x-output")
    if named is not None and "x-output" in operation:
        what = f"x-output beside {kind!r}, which says what comes out"
        reading.report(operation.at("x-output"), what, "remove it")
    elif found in get_args(OutputKind):
        return cast("OutputKind", found)
    elif named is not None:
        what = f"{kind!r} makes {named}: the clients know images and videos"
        reading.report(operation.at("x-routes"), what, "leave the model out")
    else:
        what = f"no word of {kind!r} says what comes out"
        reading.report(operation.at("x-output"), what, "write x-output: image, or video")
    return "image"


def _body(reading: Reading, operation: Table) -> tuple[Table, tuple[Example, ...]]:
    media = operation.get("requestBody")
    for key in ("content", "application/json"):
        media = media.get(key) if isinstance(media, Table) else None
    schema = media.get("schema") if isinstance(media, Table) else None
    if not isinstance(media, Table) or not isinstance(schema, Table):
        reading.report(
            operation.at("requestBody"),
            "no JSON request schema",
            "write requestBody.content.application/json.schema",
        )
        return Table(operation.location), ()
    if schema.get("type") != "object":
        reading.report(schema.at("type"), "the request is no object", "write type: object")
    examples = []
    named = media.get("examples")
    named = named if isinstance(named, Table) else Table(media.location)
    for name, example in named.items():
        value = example.get("value") if isinstance(example, Table) else None
        if not isinstance(value, Table):
            reading.report(named.at(name), f"the example {name!r} has no body", "write value: {…}")
            continue
        summary = str(example.get("summary") or name)
        examples.append(Example(name, summary, plain(value), named.at(name)))
    if not examples:
        reading.report(media.location, "no example request", "write examples with one body or more")
    return schema, tuple(examples)


def _unsupported(reading: Reading, model_id: str, schema: Table) -> tuple[Unsupported, ...]:
    table = schema.get("x-unsupported")
    if not isinstance(table, Table):
        return ()
    evidence = read_evidence(reading, table)
    if not evidence:
        reading.report(table.location, "no evidence for x-unsupported", "add x-evidence to it")
    hint = reading.text(table, "hint", required=False)
    properties = schema.get("properties")
    properties = properties if isinstance(properties, Table) else {}
    result = []
    for name, location in reading.names(table, "names"):
        if name in properties:
            reading.report(location, f"{name!r} is also a property", "keep one of the two")
        elif not NAME.fullmatch(name):
            reading.report(location, f"the name {name!r}", "use ASCII letters, digits and _")
        else:
            message = f"{name} is not supported by {model_id}: leave it out"
            message += f"; {hint}" if hint else ""
            result.append(Unsupported(name, message, evidence, location))
    return tuple(result)


def _validations(reading: Reading, schema: Table) -> tuple[Validation, ...]:
    entries = schema.get("x-validations")
    result: list[Validation] = []
    for entry in entries if isinstance(entries, Items) else ():
        if not isinstance(entry, Table):
            continue
        rule_id = reading.text(entry, "id")
        severity = entry.get("severity", "error")
        if rule_id and not _RULE.fullmatch(rule_id):
            reading.report(entry.at("id"), f"the rule id {rule_id!r}", "use lower_snake_case")
        if any(other.id == rule_id for other in result):
            reading.report(entry.at("id"), f"the rule id {rule_id!r} stands twice", "rename one")
        if severity not in get_args(Severity):
            reading.report(entry.at("severity"), f"severity {severity!r}", "use error or warning")
        evidence = read_evidence(reading, entry)
        if not evidence:
            reading.report(entry.location, f"no evidence for {rule_id!r}", "add x-evidence to it")
        result.append(
            Validation(
                rule_id,
                reading.text(entry, "rule"),
                reading.text(entry, "message"),
                cast("Severity", severity),
                evidence,
                entry.value_at("rule"),
            )
        )
    return tuple(result)
