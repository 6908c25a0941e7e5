"""Which files the generator wrote, and what was in them."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from generator.output.sightings import Sightings

NAME = "manifest.json"
_STEPS = frozenset(("", ".", ".."))
# Windows reads these as a drive, a folder or nothing; a NUL ends a path everywhere.
_ELSEWHERE = ("\\", ":", "\0")


class OutputError(Exception):
    """The output folder is not what the generator left; the text says what to do."""


class LostError(OutputError):
    """Files that were to be kept are gone or changed: they have to be written again."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """SHA-256 of each written file, by its path below the output folder."""

    files: Mapping[str, str]

    @classmethod
    def of(
        cls, files: Mapping[str, bytes], kept: Mapping[str, str] = MappingProxyType({})
    ) -> Manifest:
        """The manifest of these contents, and of others by their SHA-256."""
        return cls({**kept, **{path: digest(files[path]) for path in sorted(files)}})

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest in ``folder``; empty when there is none, ``OutputError`` when it is broken.

        A path that leads out of the folder makes it broken: nothing outside is ever touched.
        """
        path = folder / NAME
        if not path.is_symlink() and not path.exists():
            return cls({})
        if not is_own(folder, NAME):
            raise OutputError(f"{path} is no plain file: move it away, then generate again")
        try:
            files = json.loads(path.read_bytes())["files"]
            entries = {str(name): str(value) for name, value in files.items()}
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            raise OutputError(
                f"{path.name} in {folder.name} is broken: restore it from git, or remove the folder"
            ) from error
        for name in entries:
            if not leads_inside(name):
                raise OutputError(f"{path.name} in {folder.name} names {name!r}: restore it")
        return cls(entries)

    def text(self) -> bytes:
        """The manifest as it is written: sorted, one file a line."""
        # As `indent=1` would print it, which Python's encoder in C does not know.
        lines = json.dumps(self.files, sort_keys=True, separators=(",\n  ", ": "))[1:-1]
        inner = f"{{\n  {lines}\n }}" if lines else "{}"
        return f'{{\n "files": {inner}\n}}\n'.encode()


def leads_inside(name: str) -> bool:
    """Whether a path, written as in a manifest, stays below the folder on every system."""
    plain = _STEPS.isdisjoint(name.split("/")) and not any(sign in name for sign in _ELSEWHERE)
    return plain and name != NAME


def is_own(folder: Path, name: str) -> bool:
    """Whether a plain file stands there, reached without a symbolic link: safe to open."""
    place = folder
    for part in PurePosixPath(name).parts:
        place /= part
        if place.is_symlink():
            return False
    return place.is_file()


def holds(folder: Path, files: Mapping[str, str], sightings: Sightings | None = None) -> bool:
    """Whether ``folder`` holds plain files with these contents, given as SHA-256.

    No symbolic link is followed; a folder that many files stand in is looked at once. A file that
    looks as it did at an earlier sighting is not read.
    """
    sightings = sightings or Sightings()
    own = {folder.as_posix(): True}
    for path, value in files.items():
        place = f"{folder.as_posix()}/{path}"
        if not _is_own_folder(place.rpartition("/")[0], own):
            return False
        try:
            status = os.lstat(place)
            if not stat.S_ISREG(status.st_mode):
                return False
            if sightings.confirms(path, value, status):
                continue
            with open(place, "rb", buffering=0) as file:  # noqa: PTH123 - ten thousand of them
                if digest(file.read()) != value:
                    return False
        except (FileNotFoundError, NotADirectoryError):
            return False
        sightings.note(path, value, status)
    return True


def _is_own_folder(place: str, known: dict[str, bool]) -> bool:
    """Whether a folder, and each above it up to a known one, is no symbolic link."""
    if place not in known:
        known[place] = _is_own_folder(place.rpartition("/")[0], known) and (
            not os.path.islink(place)  # noqa: PTH114
        )
    return known[place]


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
