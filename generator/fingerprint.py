"""Tells whether anything has changed since the last run, without reading the spec."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from pathlib import Path

from generator.output.manifest import NAME, is_own, leads_inside

_RECORD = Path("out/cache/generate.json")
_FOLDERS = ("spec", "generator")
_FILES = ("LICENSE", "THIRD_PARTY_NOTICES", "requirements/dev.txt")


def fingerprint(root: Path) -> str:
    """SHA-256 over everything that the output depends on."""
    state = hashlib.sha256()
    paths = [root / name for name in _FILES]
    for folder in _FOLDERS:
        paths += (root / folder).rglob("*")
    for path in sorted(paths):
        if path.is_file() and "__pycache__" not in path.parts:
            content = path.read_bytes()
            state.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
            state.update(content)
    return state.hexdigest()


def unchanged(root: Path, output: Path) -> bool:
    """Whether the last run saw the same inputs and its files are all still as written."""
    try:
        record = json.loads((root / _RECORD).read_text(encoding="utf-8"))
        if not is_own(output, NAME):
            return False
        manifest = (output / NAME).read_bytes()
        files = json.loads(manifest)["files"]
        return (
            record["inputs"] == fingerprint(root)
            and record["manifest"] == hashlib.sha256(manifest).hexdigest()
            and all(
                leads_inside(path)
                and is_own(output, path)
                and hashlib.sha256((output / path).read_bytes()).hexdigest() == value
                for path, value in files.items()
            )
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def remember(root: Path, inputs: str, manifest: bytes) -> None:
    """Note a run that went through: the inputs before it read any, the manifest that it wrote.

    Where nothing can be noted, the next run looks again.
    """
    path = root / _RECORD
    record = {"inputs": inputs, "manifest": hashlib.sha256(manifest).hexdigest()}
    # Two runs at once each write a file of their own.
    partial = path.with_suffix(f".{os.getpid()}.partial")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(json.dumps(record), encoding="utf-8")
        partial.replace(path)
