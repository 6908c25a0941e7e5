"""Prints the module of one model: the type of its requests, its rules, and the model itself."""

from __future__ import annotations

from collections.abc import Iterator

from generator.contract.types import Model, Shape
from generator.rules.typescript_literal import key
from generator.rules.typescript_literal import typescript_literal as literal
from generator.targets.common.limits import argument_text
from generator.targets.common.nesting import item_type, nested_objects
from generator.targets.common.tables import layout_of, media_of, words_of
from generator.targets.typescript.annotations import annotation
from generator.targets.typescript.comments import comment
from generator.targets.typescript.names import model_name, request_type
from generator.targets.typescript.validator import ValidatorPrinter


def model_module(model: Model) -> str:
    """The source of ``src/<provider>/<model>.ts``."""
    printer = ValidatorPrinter(model)
    parts = [
        comment([f"{model.title}: {model.id}."]),
        "",
        _imports(model, printer),
        "",
        *_types(model),
        f"const LAYOUT = {literal(layout_of(model.request))};",
        *printer.constants,
        "",
        _check(model, printer),
        "",
        _model(model),
        "",
        comment([f"Every string that an enum of {model.id} lists: a log may show these."]),
        f"export const words: readonly string[] = {literal(sorted(words_of(model.request)))};",
        "",
    ]
    return "\n".join(parts)


def _imports(model: Model, printer: ValidatorPrinter) -> str:
    helpers = "".join(f"  {name},\n" for name in sorted(printer.helpers))
    lines = [
        f'import {{\n{helpers}}} from "../checks.ts";',
        'import type { Model } from "../model.ts";',
        'import type { Findings } from "../violations.ts";',
    ]
    if media_of(model.request):
        lines.insert(1, 'import type { ImageInput } from "../media-input.ts";')
    return "\n".join(lines)


def _types(model: Model) -> Iterator[str]:
    for path, shape in nested_objects(model.request):
        text = [shape.description or "A member of a request."]
        yield _interface(model, item_type(request_type(model), path), path, shape, text)
        yield ""
    text = [f"A request for {model.id}: {model.title}.", "", model.description]
    if model.validations:
        text += ["", "Rules over several parameters:"]
        text += [f"- {entry.id}: {entry.message}." for entry in model.validations]
    yield _interface(model, request_type(model), (), model.request, text)
    yield ""


def _interface(
    model: Model, name: str, path: tuple[str, ...], shape: Shape, text: list[str]
) -> str:
    lines = [comment(text), f"export interface {name} {{"]
    for member in shape.fields:
        below = (*path, member.name)
        kind = annotation(request_type(model), below, member.shape)
        # A member that is undefined is left out, under any setting of the type checker.
        optional = "" if member.required else "?"
        absent = "" if member.required else " | undefined"
        told = argument_text(member)
        if told:
            lines.append(comment([told], 2))
        lines.append(f"  readonly {key(member.name)}{optional}: {kind}{absent};")
    return "\n".join([*lines, "}"])


def _check(model: Model, printer: ValidatorPrinter) -> str:
    head = comment([f"Holds a request body, any JSON value, against every rule of {model.id}."])
    body = "".join(f"  {line}\n" if line else "\n" for line in printer.body.text().splitlines())
    return f"{head}\nexport function check(body: unknown): Findings {{\n{body}}}"


def _model(model: Model) -> str:
    head = comment([f"{model.title}: {model.id}.", "", model.description])
    members = {
        "id": literal(model.id),
        "output": literal(model.output),
        "routes": literal(dict(model.routes)),
        "documented": literal(model.documented),
        "layout": "LAYOUT",
        "media": literal(media_of(model.request)),
        "check": "",
    }
    lines = [f"  {name}: {value}," if value else f"  {name}," for name, value in members.items()]
    kind = f"Model<{request_type(model)}>"
    name = model_name(model.attribute)
    return "\n".join([head, f"export const {name}: {kind} = {{", *lines, "};"])
