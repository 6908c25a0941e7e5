"""Four images of 10 MB in one submit: wall time, extra memory, and how long a loop stands still."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks import absent, go_peers, node_peers
from benchmarks.measure import Row, Timing
from benchmarks.processes import alternate, candidates

_A_FULL_RUN = 5
_TIMES = 5
_FLOOR = "floor"
_FLOOR_AIMS = {"with [fast]": 3.0, "without [fast]": 4.5}
_MEMORY_MIB = 2.0
_STALL_MS = 5.0
_OURS = [f"ours{face}, {extra}" for extra in _FLOOR_AIMS for face in ("", ", async")]
_PEERS = ["json=", "json=, async", "openapi-python-client"]
_MEMORY_MIB_ELSEWHERE = 8.0
_NODE_FLOOR = "node:http, ready bytes"
# Ours in other languages, and what most programs do in them.
_ELSEWHERE = {
    "TypeScript": ("ours, TypeScript", "JSON.stringify, TypeScript"),
    "Go": ("ours, Go", "json.Marshal, Go"),
}
_IMAGES = 4
_SIZE = 10_000_000
_WHAT = "four images of 10 MB"

_Figures = Mapping[str, Mapping[str, Timing]]


def rows(rounds: int) -> Iterator[Row]:
    """Time beside the floor, `json=` and the stock client; memory and stall beside their aims."""
    full = rounds >= _A_FULL_RUN
    programs = _programs()
    names = [_FLOOR, *_OURS, *_PEERS, *programs]
    with (
        _images(_SIZE if full else _SIZE // 20) as folder,
        candidates(
            "large_body", names, make=full, programs=programs, BENCHMARK_IMAGES=folder
        ) as workers,
    ):
        figures = alternate(workers, rounds, _TIMES if full else 1)
        versions = {name: worker.version for name, worker in workers.items()}
    for ours in _OURS:
        if ours not in figures:
            continue
        face = "async" if "async" in ours else "sync"
        extra = ours.rpartition(", ")[2]
        label = f"{_WHAT}, {face}, {extra}"
        yield _row(
            f"{label}: wall time", "wall", "ms", figures, ours, _FLOOR, "", _FLOOR_AIMS[extra]
        )
        for peer in _PEERS:
            same_face = ("async" in peer) == ("async" in ours)
            if peer in figures and same_face:
                yield _row(
                    f"{label}: wall time", "wall", "ms", figures, ours, peer, versions[peer], None
                )
        yield _beside_aim(f"{label}: extra memory", "MiB", figures[ours]["memory"], _MEMORY_MIB)
        if face == "async":
            yield _beside_aim(f"{label}: longest stall", "ms", figures[ours]["stall"], _STALL_MS)
    for key, unit in (("memory", "MiB"), ("stall", "ms")):
        for peer in _PEERS:
            ours = _OURS[1] if "async" in peer else _OURS[0]
            if peer in figures and ours in figures and key in figures[peer]:
                name = f"{_WHAT}: {'extra memory' if key == 'memory' else 'longest stall'}"
                yield _row(name, key, unit, figures, ours, peer, versions[peer], None)
    for language, (ours, peer) in _ELSEWHERE.items():
        if ours not in figures:
            continue
        label = f"{_WHAT}, {language}"
        wall = f"{label}: wall time"
        aim = _FLOOR_AIMS["with [fast]"]
        yield _row(wall, "wall", "ms", figures, ours, _FLOOR, "", aim)
        if language == "TypeScript":
            version = versions[_NODE_FLOOR]
            yield _row(wall, "wall", "ms", figures, ours, _NODE_FLOOR, version, None)
        yield _row(wall, "wall", "ms", figures, ours, peer, versions[peer], None)
        memory = figures[ours]["memory"]
        yield _beside_aim(f"{label}: extra memory", "MiB", memory, _MEMORY_MIB_ELSEWHERE)
        yield _row(
            f"{label}: extra memory", "memory", "MiB", figures, ours, peer, versions[peer], None
        )


def _programs() -> dict[str, list[str]]:
    """The command lines of the candidates in other languages."""
    found: dict[str, list[str]] = {}
    if not Path("/proc/self/clear_refs").exists():
        absent.tell(f"{_WHAT}, TypeScript and Go", "their memory is asked of Linux")
        return found
    if (node := node_peers.node()) is not None:
        command = [node, "--expose-gc", "benchmarks/workers/large_body.mjs"]
        found |= dict.fromkeys((*_ELSEWHERE["TypeScript"], _NODE_FLOOR), command)
    if (program := go_peers.program("large_body")) is not None:
        found |= {name: [program] for name in _ELSEWHERE["Go"]}
    return found


@contextmanager
def _images(size: int) -> Iterator[str]:
    content = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * (size // 256)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(_IMAGES):
            (Path(folder) / f"{number}.png").write_bytes(content[:size])
        yield folder


def _row(  # noqa: PLR0917 (a row has as many columns)
    name: str,
    key: str,
    unit: str,
    figures: _Figures,
    ours: str,
    peer: str,
    version: str,
    aim: float | None,
) -> Row:
    mine, other = figures[ours][key], figures[peer][key]
    what = {_FLOOR: "sendall of ready bytes"}.get(peer, peer)
    return Row.between(name, mine, other, peer_name=what, peer_version=version, unit=unit, aim=aim)


def _beside_aim(name: str, unit: str, mine: Timing, aim: float) -> Row:
    ratio = mine.median / aim
    return Row(
        name, mine.median, aim, f"the aim of {aim:g} {unit}", "", ratio, mine.spread, unit, 1
    )
