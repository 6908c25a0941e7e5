"""Prints the two files of one model: what a user sees, and its rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.contract.types import Model
from generator.rules.go import go_string
from generator.targets.common.tables import layout_of, media_of, words_of
from generator.targets.go.comments import comment
from generator.targets.go.literals import strings
from generator.targets.go.names import Names, specification
from generator.targets.go.requests import RequestPrinter
from generator.targets.go.resources import resource_source
from generator.targets.go.rule_functions import rule_functions
from generator.targets.go.shortcut import ShortcutPrinter
from generator.targets.go.sources import aligned, source
from generator.targets.go.validator import ValidatorPrinter


def model_files(model: Model, names: Names) -> dict[str, bytes]:
    """The files by their names; the endings are ours, so that none names a system to Go."""
    functions = rule_functions(model)
    validator = ValidatorPrinter(model, functions)
    check = validator.print()
    shortcut = ShortcutPrinter(model, names, functions).print()
    return {
        f"{model.stem}_request.go": source(
            [resource_source(model, names), RequestPrinter(model, names).print()]
        ),
        f"{model.stem}_rules.go": source(
            [
                _specification(model),
                "".join(line + "\n" for line in validator.variables),
                shortcut,
                check,
                *(function.source() for function in functions),
            ]
        ),
    }


def _specification(model: Model) -> str:
    routes = ", ".join(f"{go_string(v)}: {go_string(path)}" for v, path in model.routes)
    pairs = [
        ("id", go_string(model.id)),
        ("documented", go_string(model.documented)),
        ("routes", f"map[string]string{{{routes}}}"),
        ("layout", f"wirejson.Layout{_layout(layout_of(model.request) or {})}"),
        ("words", strings(sorted(words_of(model.request)))),
        ("media", strings(sorted(_places(media_of(model.request))))),
        ("check", f"check{model.class_name}"),
    ]
    lines = [*comment(f"{specification(model)} is what the client knows of {model.id}.")]
    lines += [f"var {specification(model)} = modelSpec{{", *aligned(pairs), "}"]
    return "\n".join(lines) + "\n"


def _places(media: Any) -> Iterator[str]:
    """Where images stand, members joined by slashes."""
    for name, below in media.items():
        if below is True:
            yield name
        else:
            yield from (f"{name}/{place}" for place in _places(below))


def _layout(members: Mapping[str, Any]) -> str:
    entries = []
    for name, below in members.items():
        inner = f", Layout: wirejson.Layout{_layout(below)}" if below else ""
        entries.append(f"{{Name: {go_string(name)}{inner}}}")
    return "{" + ", ".join(entries) + "}"
