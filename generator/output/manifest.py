"""Which files the generator wrote, and what was in them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

NAME = "manifest.json"


class OutputError(Exception):
    """The output folder is not what the generator left; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """SHA-256 of each written file, by its path below the output folder."""

    files: Mapping[str, str]

    @classmethod
    def of(cls, files: Mapping[str, bytes]) -> Manifest:
        """The manifest of these contents."""
        return cls({path: digest(files[path]) for path in sorted(files)})

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest in ``folder``; empty when there is none, ``OutputError`` when it is broken.

        A path that leads out of the folder makes it broken: nothing outside is ever touched.
        """
        path = folder / NAME
        if not path.exists():
            return cls({})
        try:
            files = json.loads(path.read_text(encoding="utf-8"))["files"]
            entries = {str(name): str(value) for name, value in files.items()}
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            raise OutputError(
                f"{path.name} in {folder.name} is broken: restore it from git, or remove the folder"
            ) from error
        for name in entries:
            parts = PurePosixPath(name).parts
            if not parts or name.startswith("/") or ".." in parts:
                raise OutputError(f"{path.name} in {folder.name} names {name!r}: restore it")
        return cls(entries)

    def text(self) -> bytes:
        """The manifest as it is written: sorted, one file a line."""
        return (json.dumps({"files": self.files}, indent=1, sort_keys=True) + "\n").encode()


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
