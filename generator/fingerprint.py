"""Tells whether anything has changed since the last run, without reading the spec."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from pathlib import Path

from generator.output import Sightings
from generator.output.manifest import NAME, holds, is_own, leads_inside
from generator.walk import files_below, take_in

_RECORD = Path("out/cache/generate.json")
_SIGHTINGS = Path("out/cache/sightings")


def fingerprint(root: Path, state: str) -> str:
    """SHA-256 over everything that the output depends on.

    Args:
        root: Where the spec stands.
        state: Of the generator.
    """
    seen = hashlib.sha256(state.encode())
    take_in(seen, files_below(root / "spec"))
    return seen.hexdigest()


def unchanged(root: Path, output: Path, inputs: str) -> bool:
    """Whether the last run saw the same inputs and its files are all still as written."""
    try:
        record = json.loads((root / _RECORD).read_text(encoding="utf-8"))
        if not is_own(output, NAME):
            return False
        if record["inputs"] != inputs:
            return False
        manifest = (output / NAME).read_bytes()
        files = json.loads(manifest)["files"]
        seen = sightings(root)
        same = (
            record["manifest"] == hashlib.sha256(manifest).hexdigest()
            and all(map(leads_inside, files))
            and holds(output, files, seen)
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False
    if same:
        seen.keep()
    return same


def sightings(root: Path) -> Sightings:
    """What the files of the output looked like when they were last read."""
    return Sightings(root / _SIGHTINGS)


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
