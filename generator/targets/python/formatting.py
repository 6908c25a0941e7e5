"""Formats generated Python with ruff, blind to any settings of the machine."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ruff import find_ruff_bin

_MEMORY = Path("/dev/shm")  # noqa: S108 - on Linux; each run has a folder of its own below
_ROOM = 4
_STEPS = (
    ("check", "--isolated", "--quiet", "--select", "F401,I", "--fix-only"),
    ("format", "--isolated", "--quiet", "--line-length", "100"),
)


class FormattingError(Exception):
    """Generated code that ruff cannot read: a defect of the generator, never to be written."""


def formatted(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same files as ruff lays them out.

    Raises:
        FormattingError: one of them cannot be read as Python.
    """
    if not files:
        return {}
    with tempfile.TemporaryDirectory(dir=_scratch(sum(map(len, files.values())))) as place:
        scratch = Path(place)
        for folder in {(scratch / name).parent for name in files}:
            folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (scratch / name).write_bytes(content)
        format_folder(scratch)
        return {name: (scratch / name).read_bytes() for name in files}


def _scratch(size: int) -> Path | None:
    """A folder in memory with room for so many bytes several times over, where there is one.

    On a disk it takes longer to make thousands of files, and to remove them, than to format them.
    """
    usable = _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK | os.X_OK)
    return _MEMORY if usable and shutil.disk_usage(_MEMORY).free > _ROOM * size else None


def format_folder(folder: Path) -> None:
    """Format every Python file below ``folder`` in place."""
    for step in _STEPS:
        command = [find_ruff_bin(), *step, "--no-cache", "."]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise FormattingError(done.stderr.strip() or done.stdout.strip() or _broken(folder))


def _broken(folder: Path) -> str:
    """The first file that is no Python; ruff is told to be quiet and does not say."""
    for path in sorted(folder.rglob("*.py")):
        try:
            ast.parse(path.read_bytes())
        except (SyntaxError, ValueError) as error:
            return f"{path.relative_to(folder).as_posix()}: {error}"
    return "ruff failed without a word"
