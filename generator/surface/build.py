"""The surface files of all clients, read off the generated code."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.surface.entry import Entry, render
from generator.surface.go import go_surface
from generator.surface.python import python_surface
from generator.surface.typescript import typescript_surface

FOLDER = "surface"
_READERS: Mapping[str, Callable[[Mapping[str, str]], list[Entry]]] = {
    "python": python_surface,
    "typescript": typescript_surface,
    "go": go_surface,
}
_SOURCES = (".py", ".ts", ".go", ".json")


def build_surfaces(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """One file for each client that is among the files, by path below ``generated_client``."""
    found = {}
    for client, reader in _READERS.items():
        sources = {
            path.removeprefix(f"{client}/"): data.decode()
            for path, data in files.items()
            if path.startswith(f"{client}/") and path.endswith(_SOURCES)
        }
        if sources:
            found[f"{FOLDER}/{client}.txt"] = render(reader(sources)).encode()
    return found
