"""The Python client's surface, held against the package as it is imported."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import modellix_client
import pytest

from contract_tests.counts import record
from contract_tests.surface.lines import lines
from generator.surface.entry import JOINT

# How the language and the standard library show what a class is.
_NOT_NAMED = frozenset(("mro", "add_note", "with_traceback", "args"))
_STARS = {"KEYWORD_ONLY": "*, ", "VAR_KEYWORD": "**", "VAR_POSITIONAL": "*"}
MODULES = [
    modellix_client.__name__,
    *(
        module.name
        for module in pkgutil.walk_packages(modellix_client.__path__, "modellix_client.")
        if not any(part.startswith("_") for part in module.name.split(".")[1:])
    ),
]


def _offered(module: Any) -> Iterator[tuple[str, Any]]:
    names = getattr(module, "__all__", None)
    if names is None:
        names = [n for n, v in vars(module).items() if not n.startswith("_") and _own(v, module)]
    for name in names:
        yield name, getattr(module, name)


def _own(value: object, module: Any) -> bool:
    return getattr(value, "__module__", None) == module.__name__ and (
        inspect.isclass(value) or inspect.isfunction(value)
    )


def _below(top: str) -> set[str]:
    """What the file has one step below a line."""
    start = top + JOINT
    return {
        line.removeprefix(start).split(JOINT)[0]
        for line in lines("python")
        if line.startswith(start)
    }


def _named(text: str) -> str:
    """The name that a line is about."""
    text = re.sub(r"^(?:@[\w.]+(?:\([^)]*\))? )*(?:async def |def |class )?", "", text)
    return re.split(r"[ (:=]", text, maxsplit=1)[0]


@pytest.mark.parametrize("module", MODULES)
def test_every_name_of_a_public_module_is_there(module: str) -> None:
    found = {_named(text) for text in _below(f"module {module}")}
    missing = {name for name, _ in _offered(importlib.import_module(module))} - found
    assert not missing, missing


def _classes() -> Iterator[tuple[str, str, type]]:
    for module in MODULES:
        for name, value in _offered(importlib.import_module(module)):
            if inspect.isclass(value):
                for text in _below(f"module {module}"):
                    if _named(text) == name and "class " in text:
                        yield JOINT.join((f"module {module}", text)), name, value


def test_every_member_of_a_class_is_there() -> None:
    seen = 0
    for top, name, value in _classes():
        shown = {_named(text) for text in _below(top)}
        for base in value.__mro__:
            above = re.search(r"\((.*)\)$", top.rpartition(JOINT)[2])
            public_bases = above[1] if above else ""
            if base.__module__.split(".")[0] != "modellix_client":
                continue
            if base is not value and base.__name__ in _all_names() and public_bases:
                continue  # shown where it is defined
            members = {n for n in vars(base) if not n.startswith("_")} - _NOT_NAMED
            members |= {n for n in getattr(base, "__slots__", ()) if not n.startswith("_")}
            assert members <= shown, (name, base.__name__, members - shown)
            seen += len(members)
    assert seen > 300
    record("public members of the Python client, found in its surface file", seen)


def _all_names() -> set[str]:
    return {
        _named(line.split(JOINT)[1])
        for line in lines("python")
        if line.count(JOINT) == 1 and "class " in line
    }


def test_every_parameter_is_there_with_its_default() -> None:
    seen = 0
    for top, _, value in _classes():
        for text in _below(top):
            method = inspect.getattr_static(value, _named(text), None)
            if isinstance(method, (classmethod, staticmethod)):
                method = method.__func__
            if "def " not in text or not inspect.isfunction(method):
                continue
            shown = _below(JOINT.join((top, text)))
            parameters = list(inspect.signature(method).parameters.values())
            for parameter in parameters if "@staticmethod" in text else parameters[1:]:
                star = _STARS.get(parameter.kind.name, "")
                (line,) = [
                    entry
                    for entry in shown
                    if re.match(rf"{re.escape(star)}{parameter.name}\b", entry)
                ]
                assert ("=" in line.partition(": ")[2]) == (
                    parameter.default is not parameter.empty
                ), line
                seen += 1
    assert seen > 500
    record("parameters of the Python client, found in its surface file", seen)
