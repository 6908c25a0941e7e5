"""The public names of the Python client: what its public modules export, with every parameter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.surface.entry import Entry
from generator.surface.python_members import ClassView, FunctionView
from generator.surface.python_modules import (
    Modules,
    ModuleView,
    Place,
    is_public,
    module_name,
    module_view,
)

_PACKAGE = "modellix_client"


def read_python(path: str, source: str) -> ModuleView | None:
    """What one file says; ``None`` for one that is no module of the package."""
    if not path.startswith(f"{_PACKAGE}/") or not path.endswith(".py"):
        return None
    return module_view(path, source)


def python_surface(views: Mapping[str, ModuleView]) -> Iterator[Entry]:
    """One entry a public module; a name that another public module defines is named there.

    Args:
        views: What each file says, by its path.
    """
    modules = Modules({module_name(path): view for path, view in views.items()})
    exported = {Place(name, export) for name in modules.public for export in modules.exports(name)}
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
            yield module


def _add(module: Entry, modules: Modules, place: Place, name: str) -> None:
    view = modules.view(place)
    if view["kind"] is not None:
        _add_class(module, modules, Place(place.module, name), view["kind"])
    elif view["call"] is not None:
        _add_function(module, name, view["call"])
    else:
        module.add(name + view["after"])


def _add_function(above: Entry, name: str, view: FunctionView) -> None:
    entry = above.add(f"{view['before']}{name}{view['after']}")
    for text in view["below"]:
        entry.add(text)


def _add_class(above: Entry, modules: Modules, place: Place, view: ClassView) -> None:
    """A class with its public members, those of hidden bases included."""
    entry = above.add(f"{view['before']}{place.name}{view['after']}")
    seen: set[str] = set()
    for each in _family(modules, place.module, view):
        attributes = {name: text for name, text in each["attributes"].items() if name not in seen}
        methods = [(name, call) for name, call in each["methods"] if name not in seen]
        for text in attributes.values():
            entry.add(text)
        for name, call in methods:
            if call is not None:
                _add_function(entry, name, call)
        seen |= attributes.keys() | {name for name, _ in methods}


def _family(modules: Modules, module: str, view: ClassView) -> Iterator[ClassView]:
    """A class, then its hidden bases, the first of them before the others."""
    yield view
    for base in view["bases"]:
        found = modules.find(module, base)
        if found is None or (is_public(found.module) and not found.name.startswith("_")):
            continue
        kind = modules.view(found)["kind"]
        if kind is not None:
            yield from _family(modules, found.module, kind)
