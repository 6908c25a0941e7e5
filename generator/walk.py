"""The files below a folder, found in a fraction of the time that `Path.rglob` takes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol


class Hash(Protocol):
    """A hash of `hashlib`."""

    def update(self, data: bytes, /) -> object:
        """Take in more."""


def files_below(folder: Path) -> list[tuple[str, str]]:
    """Every file below ``folder``: its path from there, with ``/`` between parts, and to open it.

    Sorted by the first. Links to files are followed, those to folders are not; what is compiled
    from sources is left out. Nothing where there is no such folder.
    """
    return sorted(_below(os.fspath(folder), ""))


def take_in(seen: Hash, files: list[tuple[str, str]]) -> None:
    """Add the names and the contents of files to a hash, so that no two lists look alike."""
    for name, place in files:
        with open(place, "rb", buffering=0) as file:  # noqa: PTH123 - thousands of them
            content = file.read()
        seen.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        seen.update(content)


def _below(folder: str, start: str) -> Iterator[tuple[str, str]]:
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _below(entry.path, f"{start}{entry.name}/")
        elif entry.is_file():
            yield start + entry.name, entry.path
