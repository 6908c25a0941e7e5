"""Candidates in processes of their own, which take turns; and the service that they speak to.

A worker is a module of ``benchmarks.workers`` whose ``open_candidate(name, base_url)`` returns a
function: it does its job so many times and returns figures. It answers each line on its standard
input, a number of times, with a line of JSON. Programs in other languages do the same.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager

from benchmarks import absent, peers
from benchmarks.measure import Timing, timing

ABSENT = "absent"  # what a worker says whose library is not there
Figures = dict[str, float]


class Worker:
    """One candidate in its own process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.version = self._line()

    @property
    def absent(self) -> bool:
        return self.version == ABSENT

    def run(self, times: int) -> Figures:
        """Do the job so many times."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{times}\n")
        self._process.stdin.flush()
        figures: Figures = json.loads(self._line())
        return figures

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline().strip()
        if not line:
            raise RuntimeError("a candidate of the benchmark ended; its words are above")
        return line


@contextmanager
def _started(*command: str, **env: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        list(command),
        cwd=peers.ROOT,
        env=peers.settings() | env,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def candidates(
    module: str,
    names: Sequence[str],
    *,
    make: bool,
    programs: Mapping[str, Sequence[str]] | None = None,
    **env: str,
) -> Iterator[dict[str, Worker]]:
    """The candidates that there are, connected to one service, each warmed up.

    Args:
        module: Of `benchmarks.workers`.
        names: Of the candidates.
        make: Whether to make the peers' environment if it is not there.
        programs: The command lines of candidates that are not written in Python, by their names;
            they are told their name and the service's address, as the workers are.
        env: More environment variables.
    """
    python = peers.python(make=make)
    with ExitStack() as stack:
        server = stack.enter_context(_started(sys.executable, "-m", "benchmarks.loopback"))
        assert server.stdout is not None
        base_url = f"http://127.0.0.1:{server.stdout.readline().strip()}"
        found: dict[str, Worker] = {}
        for name in names:
            command = [python, "-m", "benchmarks.workers", module]
            if programs is not None:
                command = list(programs.get(name, command))
            worker = Worker(stack.enter_context(_started(*command, name, base_url, **env)))
            if worker.absent:
                absent.tell(name, "its library is not installed; `make peers` gets it")
                continue
            found[name] = worker
            worker.run(1)
        yield found


def alternate(workers: dict[str, Worker], rounds: int, times: int) -> dict[str, dict[str, Timing]]:
    """Each figure of each candidate over some rounds, in which they take turns."""
    seen: dict[str, list[Figures]] = {name: [] for name in workers}
    for _ in range(rounds):
        for name, worker in workers.items():
            seen[name].append(worker.run(times))
    return {
        name: {key: timing([one[key] for one in figures]) for key in figures[0]}
        for name, figures in seen.items()
    }
