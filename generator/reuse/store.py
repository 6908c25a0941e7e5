"""Entries on disk: one file each, replaced as a whole, thrown away when nobody needs them.

Nothing here has to last. What is missing, damaged or made from something else is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Collection, Mapping
from pathlib import Path

from generator.reuse.entry import Entry


class Store:
    """The entries below a folder, by name.

    Args:
        folder: Where they stand; made when the first one is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str, key: str) -> Entry | None:
        """The entry of this name if it was made from what ``key`` names."""
        try:
            entry = Entry.read(self._path(name).read_bytes())
        except (OSError, ValueError):
            return None
        return entry if entry.key == key else None

    def keep(self, entries: Mapping[str, Entry], needed: Collection[str]) -> None:
        """Write these entries and remove every other one that is not needed.

        Where they cannot be written, the next generation makes more anew.
        """
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            for name, entry in entries.items():
                path = self._path(name)
                # Two generations at once each write files of their own.
                partial = path.with_suffix(f".{os.getpid()}")
                partial.write_bytes(entry.written())
                partial.replace(path)
            names = {self._path(name).name for name in (*entries, *needed)}
            for path in self._folder.iterdir():
                if path.name not in names:
                    path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()
