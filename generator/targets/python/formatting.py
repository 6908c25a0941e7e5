"""Formats generated Python with ruff, blind to any settings of the machine."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

from ruff import find_ruff_bin

_STEPS = (
    ("check", "--isolated", "--quiet", "--select", "F401,I", "--fix-only"),
    ("format", "--isolated", "--quiet", "--line-length", "100"),
)


class FormattingError(Exception):
    """Generated code that ruff cannot read: a defect of the generator, never to be written."""


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
