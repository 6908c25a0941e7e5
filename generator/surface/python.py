"""The public names of the Python client: what its public modules export, with every parameter."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from generator.surface.entry import Entry
from generator.surface.python_members import ClassNode, add_class, add_function
from generator.surface.python_modules import Modules, Place

_PACKAGE = "modellix_client"


def python_surface(sources: Mapping[str, str]) -> list[Entry]:
    """One entry a public module; a name that another public module defines is named there."""
    modules = Modules(_PACKAGE, sources)
    exported = {Place(name, export) for name in modules.public for export in modules.exports(name)}
    entries = []
    for name in modules.public:
        module = Entry(f"module {name}")
        for export in modules.exports(name):
            place = modules.find(name, export)
            if place is None or (place.module != name and place in exported):
                where = f" = {place.module}.{place.name}" if place else ""
                module.add(f"{export}{where}")
            else:
                _add(module, modules, place, export)
        if module.below:
            entries.append(module)
    return entries


def _add(module: Entry, modules: Modules, place: Place, name: str) -> None:
    node = modules.node(place)
    match node:
        case ast.ClassDef():
            shown = set(modules.public)

            def inherited(base: str, at: str) -> ClassNode | None:
                """The class of a base that no public module shows."""
                found = modules.find(at, base)
                if found is None or (found.module in shown and not found.name.startswith("_")):
                    return None
                inner = modules.node(found)
                return ClassNode(inner, found.module) if isinstance(inner, ast.ClassDef) else None

            add_class(module, name, ClassNode(node, place.module), inherited)
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            add_function(module, name, node)
        case ast.AnnAssign():
            module.add(f"{name}: {_value(node)}")
        case ast.Assign():
            module.add(f"{name} = {ast.unparse(node.value)}")
        case _:
            module.add(name)


def _value(node: ast.AnnAssign) -> str:
    """A type alias by what it stands for, a constant by its type."""
    annotation = ast.unparse(node.annotation)
    if annotation.endswith("TypeAlias") and node.value is not None:
        return f"{annotation} = {ast.unparse(node.value)}"
    return annotation
