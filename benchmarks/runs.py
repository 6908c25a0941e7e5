"""Programs as fresh processes: what one costs, its children with it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

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
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    told = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.stderr.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} failed: {told.decode(errors='replace')}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _KIB / 2**20)
