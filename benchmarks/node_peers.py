"""Node, and the npm packages that the TypeScript client is measured against."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks import absent
from tools import environment, stamp

ROOT = Path(__file__).parents[1]
_TOOLS = ROOT / ".tools"
_PROGRAMS = _TOOLS / "node" / "bin"
_PLACE = _TOOLS / "bench-node"
_SOURCES = [
    ROOT / "tools" / "peers" / name for name in (".npmrc", "package.json", "package-lock.json")
]


def node() -> str | None:
    """The Node that set-up has got, if it has."""
    program = _PROGRAMS / "node"
    if program.exists():
        return str(program)
    absent.tell("what runs in Node", "there is no Node; `make node` gets one")
    return None


def folder(*, make: bool) -> Path | None:
    """The folder whose `node_modules` holds the peers.

    Args:
        make: Whether to install them if they are not there.
    """
    if stamp.read(_PLACE) == stamp.of(ROOT, _SOURCES):
        return _PLACE
    if not make or node() is None:
        absent.tell("npm packages", "they are not installed; `make peers` does that")
        return None
    print("installing the peers from npm", file=sys.stderr)
    shutil.rmtree(_PLACE, ignore_errors=True)
    _PLACE.mkdir(parents=True)
    for source in _SOURCES:
        shutil.copy(source, _PLACE)
    command = [str(_PROGRAMS / "npm"), "ci", "--ignore-scripts", "--loglevel=error"]
    env = environment.for_npm(_TOOLS, _PROGRAMS)
    subprocess.run(command, cwd=_PLACE, env=env, stdout=sys.stderr, check=True)
    stamp.write(_PLACE, stamp.of(ROOT, _SOURCES))
    return _PLACE
