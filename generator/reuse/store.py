"""Entries and values on disk: one file each, replaced as a whole, gone when nobody needs them.

Nothing here has to last. What is missing, damaged or made from something else is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.reuse.entry import Entry


class LostValueError(Exception):
    """A value that an entry leads to is gone or damaged: what needs it is made anew."""


class Store:
    """The entries below a folder by name, and their values by SHA-256.

    Args:
        folder: Where they stand; made when the first one is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str, key: str) -> Entry | None:
        """The entry of this name if it was made from what ``key`` names."""
        entry = self.last(name)
        return entry if entry is not None and entry.key == key else None

    def last(self, name: str) -> Entry | None:
        """The entry of this name, whatever it was made from."""
        try:
            return Entry.read(self._content(_file_name(name)))
        except (OSError, ValueError):
            return None

    def value(self, name: str) -> bytes:
        """The value with this SHA-256.

        Raises:
            LostValueError: it is not there, or no longer what it was.
        """
        try:
            content = self._content(name)
        except OSError as error:
            raise LostValueError(name) from error
        if hashlib.sha256(content).hexdigest() != name:
            raise LostValueError(name)
        return content

    def keep(
        self, entries: Mapping[str, Entry], values: Mapping[str, bytes], reused: Mapping[str, Entry]
    ) -> None:
        """Write these entries and values, and remove all that neither they nor ``reused`` need.

        Where they cannot be written, the next generation makes more anew.
        """
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            # The values first: an entry may be read as soon as it stands.
            for name, content in values.items():
                self._write(name, content)
            for name, entry in entries.items():
                self._write(_file_name(name), entry.written())
            needed = set().union(*_needed(entries), *_needed(reused))
            for name in set(os.listdir(self._folder)) - needed:  # noqa: PTH208 - thousands of them
                (self._folder / name).unlink(missing_ok=True)

    def _content(self, name: str) -> bytes:
        with open(f"{self._folder}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 - thousands
            return file.read()

    def _write(self, name: str, content: bytes) -> None:
        # Two generations at once each write files of their own.
        partial = self._folder / f"{name}.{os.getpid()}"
        partial.write_bytes(content)
        partial.replace(self._folder / name)


def _needed(entries: Mapping[str, Entry]) -> Iterable[set[str]]:
    return ({_file_name(name), *entry.values()} for name, entry in entries.items())


def _file_name(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()
