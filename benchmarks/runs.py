"""Programs as fresh processes: what one costs, its children with it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_WEIGH = Path(__file__).with_name("weigh.py")
_KIB = 1024 if sys.platform != "darwin" else 1


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds on the clock, seconds of CPU, and the most memory that one process had, in MiB."""

    wall: float
    cpu: float
    memory: float


def run(command: Sequence[str], *, folder: Path, env: Mapping[str, str] | None = None) -> Run:
    """Run a program to its end.

    Raises:
        RuntimeError: it failed; with what it said.
    """
    program = shutil.which(command[0]) or command[0]
    weigh = [sys.executable, "-I", "-S", str(_WEIGH), program, *command[1:]]
    done = subprocess.run(weigh, cwd=folder, env=env, capture_output=True, check=False)
    if done.returncode != 0:
        told = done.stderr.decode(errors="replace")
        raise RuntimeError(f"{' '.join(command)} failed: {told}")
    cost = json.loads(done.stdout)
    return Run(cost["wall"], cost["cpu"], cost["memory"] * _KIB / 2**20)
