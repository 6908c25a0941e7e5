"""The surface files of all clients, read off the generated code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from generator.surface.entry import Entry, render
from generator.surface.go import go_surface, read_go
from generator.surface.python import python_surface, read_python
from generator.surface.typescript import read_typescript, typescript_surface

FOLDER = "surface"


class _Reader(NamedTuple):
    """How a client is read: one file to plain data, then what the data of all files shows."""

    read: Callable[[str, str], Any]
    show: Callable[[Mapping[str, Any]], Iterable[Entry]]


_READERS: Mapping[str, _Reader] = {
    "python": _Reader(read_python, python_surface),
    "typescript": _Reader(read_typescript, typescript_surface),
    "go": _Reader(read_go, go_surface),
}
CLIENTS = tuple(_READERS)


def read_surfaces(files: Mapping[str, bytes]) -> dict[str, Any]:
    """What each file says of a client's surface, by path; files that say nothing are left out.

    The view of a file is plain data and depends on nothing but the file, so that it can be kept.
    """
    views = {}
    for path, data in files.items():
        client, _, inner = path.partition("/")
        if client in _READERS and path.endswith((".py", ".ts", ".go", ".json")):
            view = _READERS[client].read(inner, data.decode())
            if view is not None:
                views[path] = view
    return views


def build_surfaces(views: Mapping[str, Any]) -> dict[str, bytes]:
    """One file for each client that is among the views, by path below ``generated_client``."""
    found: dict[str, bytes] = {}
    for client in CLIENTS:
        own = {path: view for path, view in views.items() if path.startswith(f"{client}/")}
        if own:
            found |= build_surface(client, own)
    return found


def build_surface(client: str, views: Mapping[str, Any]) -> dict[str, bytes]:
    """The file of one client, by its path; the views are of its files alone."""
    own = {path.removeprefix(f"{client}/"): view for path, view in views.items()}
    return {f"{FOLDER}/{client}.txt": render(_READERS[client].show(own)).encode()}
