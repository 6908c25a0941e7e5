"""The exports of the TypeScript client, by the entry that offers them."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.surface.entry import Entry
from generator.surface.ts_declarations import Declaration, Module, read_module

Place = tuple[str, str]  # module, name
_PACKAGE = "package.json"
_MARKS = frozenset(("readonly", "static", "protected", "abstract", "get", "set"))


def read_typescript(path: str, source: str) -> dict[str, Any] | None:
    """What one file says, as plain data; ``None`` for one that has no part in the exports."""
    if path == _PACKAGE:
        package = json.loads(source)
        return {"name": package["name"], "exports": package["exports"]}
    if path.startswith("src/") and path.endswith(".ts"):
        module = read_module(source)
        declared = {name: list(map(vars, found)) for name, found in module.declared.items()}
        return vars(module) | {"declared": declared}
    return None


def typescript_surface(views: Mapping[str, Mapping[str, Any]]) -> list[Entry]:
    """One entry for each that ``package.json`` lists; what two offer is shown at the first.

    Last comes what users meet without a name to import it by, such as the type of ``client.tasks``.

    Args:
        views: What each file says, by its path.
    """
    package = views[_PACKAGE]
    modules = {path: _module(view) for path, view in views.items() if path != _PACKAGE}
    listed = {
        entry: target["default"].replace("./dist/", "src/").replace(".js", ".ts")
        for entry, target in package["exports"].items()
        if isinstance(target, dict)
    }
    known = {place for path in listed.values() for _, place in _exports(modules, path)}
    offered: dict[Place, str] = {}
    entries: list[Entry] = []
    for entry, path in listed.items():
        top = Entry(posixpath.normpath(f"{package['name']}/{entry}"))
        for name, place in sorted(_exports(modules, path)):
            if place in offered:
                top.add(f"{name}: see {offered[place]}")
            else:
                offered[place] = top.text
                _show(top, modules, place, known)
        entries.append(top)
    entries.append(Entry("without a name to import"))
    for place in sorted(_reached(modules, known) - known):
        _show(entries[-1], modules, place, known)
    return entries


def _module(view: Mapping[str, Any]) -> Module:
    declared = {
        name: [Declaration(**each) for each in found] for name, found in view["declared"].items()
    }
    return Module(declared, view["imported"], view["exported"], view["handed_on"])


def _show(top: Entry, modules: Mapping[str, Module], place: Place, known: set[Place]) -> None:
    for declaration in modules[place[0]].declared.get(place[1], []):
        shown = top.add(declaration.head)
        for _, text in _members(modules, place, declaration, known):
            shown.add(text)


def _reached(modules: Mapping[str, Module], known: set[Place]) -> set[Place]:
    """What the types of public members name, and so on from there."""
    found: set[Place] = set()
    waiting = list(known)
    while waiting:
        place = waiting.pop()
        if place in found:
            continue
        found.add(place)
        for declaration in modules[place[0]].declared.get(place[1], []):
            texts = [(place[0], declaration.head.partition(" extends ")[0])]
            texts += [
                (module, text)
                for module, text in _members(modules, place, declaration, known)
                if not text.startswith(("protected ", "constructor"))
            ]
            for module, text in texts:
                for word in re.findall(r"[A-Z]\w*", text):
                    further = _named(modules, module, word)
                    if further is not None:
                        waiting.append(further)
    return found


def _named(modules: Mapping[str, Module], path: str, name: str) -> Place | None:
    """The declaration that a name stands for in a module, if it is one of the package."""
    if name in modules[path].declared:
        return path, name
    if name not in modules[path].imported:
        return None
    source, there = modules[path].imported[name]
    return _found(modules, path, source, there) if source.startswith(".") else None


def _exports(modules: Mapping[str, Module], path: str) -> Iterator[tuple[str, Place]]:
    for name, (source, there) in modules[path].exported.items():
        yield name, _found(modules, path, source, there)
    for source in modules[path].handed_on:
        yield from _exports(modules, _resolved(path, source))


def _found(modules: Mapping[str, Module], path: str, source: str, name: str) -> Place:
    """Where a name is declared."""
    at = _resolved(path, source) if source else path
    module = modules[at]
    if name not in module.declared:
        further = module.exported.get(name) or module.imported.get(name)
        if further is not None and further[0]:
            return _found(modules, at, *further)
    return at, name


def _resolved(path: str, source: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), source))


def _members(
    modules: Mapping[str, Module], place: Place, declaration: Declaration, known: set[Place]
) -> Iterator[Place]:
    """Module and text of each member, those of bases that no entry offers included."""
    yield from ((place[0], text) for text in declaration.members)
    own = {_name(text) for text in declaration.members}
    for base in declaration.bases:
        above = _named(modules, place[0], base)
        if above is None or above in known:
            continue
        for inner in modules[above[0]].declared.get(above[1], []):
            yield from (
                member
                for member in _members(modules, above, inner, known)
                if _name(member[1]) not in own
            )


def _name(text: str) -> str:
    """The name of a member, without its marks."""
    words = re.split(r"[\s(<:?]", text)
    return next((word for word in words if word and word not in _MARKS), "")
