"""One submit and one read of its task on loopback: the CPU time that a client takes over it."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.measure import Row
from benchmarks.processes import alternate, candidates

_AIM = 1.10
_A_FULL_RUN = 5
_TIMES = 150
# Ours, beside whom, and whether the aim speaks of that one.
_PAIRS = (
    ("ours, sync", "httpx", True),
    ("ours, sync", "openapi-python-client", False),
    ("ours, sync", "runwayml", False),
    ("ours, sync", "requests", False),
    ("ours, async", "httpx, async", True),
    ("ours, async", "openapi-python-client, async", False),
    ("ours, async", "runwayml, async", False),
)


def rows(rounds: int) -> Iterator[Row]:
    """The aim is 1.10 of raw httpx; the rest is shown."""
    full = rounds >= _A_FULL_RUN
    names = list(dict.fromkeys(name for pair in _PAIRS for name in pair[:2]))
    with candidates("submit_and_poll", names, make=full) as workers:
        figures = alternate(workers, rounds, _TIMES if full else 5)
        versions = {name: worker.version for name, worker in workers.items()}
    for ours, peer, aimed in _PAIRS:
        if peer not in figures:
            continue
        mine, other = figures[ours]["cpu"], figures[peer]["cpu"]
        yield Row.between(
            f"one submit and one poll, CPU time ({ours.removeprefix('ours, ')})",
            mine,
            other,
            peer_name=peer,
            peer_version=versions[peer],
            unit="µs",
            aim=_AIM if aimed else None,
        )
