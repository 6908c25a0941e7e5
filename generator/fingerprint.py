"""Tells whether anything has changed since the last run, without reading the spec."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from generator.output.manifest import NAME

_RECORD = Path("out/cache/generate.json")
_INPUTS = (
    ("spec", ("*.yaml",)),
    ("generator", ("*.py", "*.jinja", "*.md", "py.typed")),
    ("requirements", ("dev.txt",)),
)
_FILES = ("LICENSE", "THIRD_PARTY_NOTICES")


def fingerprint(root: Path) -> str:
    """SHA-256 over everything that the output depends on."""
    state = hashlib.sha256()
    paths = [root / name for name in _FILES]
    for folder, patterns in _INPUTS:
        paths += [path for pattern in patterns for path in (root / folder).rglob(pattern)]
    for path in sorted(paths):
        if path.is_file():
            content = path.read_bytes()
            state.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
            state.update(content)
    return state.hexdigest()


def unchanged(root: Path, output: Path) -> bool:
    """Whether the last run saw the same inputs and its files are all still as written."""
    try:
        record = json.loads((root / _RECORD).read_text(encoding="utf-8"))
        manifest = (output / NAME).read_bytes()
        files = json.loads(manifest)["files"]
        return (
            record["inputs"] == fingerprint(root)
            and record["manifest"] == hashlib.sha256(manifest).hexdigest()
            and all(
                hashlib.sha256((output / path).read_bytes()).hexdigest() == value
                for path, value in files.items()
            )
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def remember(root: Path, output: Path) -> None:
    """Note the inputs and outputs of a run that went through."""
    manifest = hashlib.sha256((output / NAME).read_bytes()).hexdigest()
    path = root / _RECORD
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps({"inputs": fingerprint(root), "manifest": manifest}))
    partial.replace(path)
