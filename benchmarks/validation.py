"""What it costs to check a request: a valid one, and a broken one of which all is to be told."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from benchmarks import go_peers, node_peers
from benchmarks.bodies import BROKEN, VALID
from benchmarks.checkers.patterns import patterns
from benchmarks.measure import Row, Timing
from benchmarks.processes import alternate, candidates

_OURS, _FLOOR, _PYDANTIC = "ours", "by hand", "pydantic"
_A_FULL_RUN = 5
_MILLISECONDS = 10  # of each checker in a round
_WARM_UP = 200  # of each checker in Node, whose compiler takes its time


@dataclass(frozen=True, slots=True)
class _Family:
    """Checkers of one language, all of a model in one process.

    Attributes:
        language: As the rows name it; empty for Python.
        aims: Of a valid request, by the peer.
        aim_broken: Beside the fastest of those that report all.
        labels: How peers are shown, where not by their names.
    """

    language: str
    aims: Mapping[str, float]
    aim_broken: float | None
    labels: Mapping[str, str]


_PYTHON: Final = _Family(
    "",
    {_PYDANTIC: 0.5, _FLOOR: 1.15},
    0.5,
    {
        _FLOOR: "boolean check by hand, pure Python",
        "jsonschema": "jsonschema on the bundle",
        "jsonschema-rs": "jsonschema-rs on the bundle, yes or no",
        "fastjsonschema": "fastjsonschema on the bundle, first fault",
        "msgspec": "msgspec, first fault",
    },
)
_NODE: Final = _Family(
    "TypeScript", {"zod": 1.0, "ajv": 1.0}, 1.0, {"ajv": "ajv on the bundle, compiled, all errors"}
)
_GO: Final = _Family("Go", {"go-playground/validator": 1.0}, None, {})


def rows(rounds: int) -> Iterator[Row]:
    """Ours beside each library of its language."""
    full = rounds >= _A_FULL_RUN
    yield from _rows_of(_PYTHON, rounds, programs=None)
    if (node := node_peers.node()) is not None:
        peers = node_peers.folder(make=full)
        env = {"BENCHMARK_BODIES": json.dumps(_for_node())}
        if peers is not None:
            env["BENCHMARK_NODE_PEERS"] = str(peers)
        yield from _rows_of(_NODE, rounds, [node, "benchmarks/workers/validation.mjs"], **env)
    playground = go_peers.playground(make=full)
    if (program := go_peers.program("validation")) is not None:
        anything, stated = patterns()
        env = {"BENCHMARK_IMAGE": anything, "BENCHMARK_PICTURE": stated}
        if playground is not None:
            env["BENCHMARK_PLAYGROUND"] = playground
        yield from _rows_of(_GO, rounds, [program], **env)


def _rows_of(
    family: _Family, rounds: int, programs: Sequence[str] | None, **env: str
) -> Iterator[Row]:
    full = rounds >= _A_FULL_RUN
    models = list(VALID)[: None if full else 1]
    own = None if programs is None else dict.fromkeys(models, programs)
    with candidates("validation", models, make=full, programs=own, **env) as workers:
        if full:
            for worker in workers.values():
                worker.run(_WARM_UP if family is _NODE else _MILLISECONDS)
        figures = alternate(workers, rounds, _MILLISECONDS if full else 1)
        versions = {name: json.loads(worker.version) for name, worker in workers.items()}
    language = family.language and f", {family.language}"
    for model, timings in figures.items():
        valid, broken = _of(timings, "valid"), _of(timings, "broken")
        name = f"check a valid request{language}: {model}"
        for peer in _peers(valid):
            label = family.labels.get(peer, peer)
            yield _row(name, valid, peer, versions[model], label, family.aims.get(peer))
        name = f"check a broken request, all that is wrong{language}: {model}"
        fastest = min(_peers(broken), key=lambda one: broken[one].median, default=None)
        for peer in _peers(broken):
            aim = family.aim_broken if peer == fastest else None
            yield _row(name, broken, peer, versions[model], peer, aim)
    yield from _allocations(language, figures)


def _allocations(language: str, figures: Mapping[str, Mapping[str, Timing]]) -> Iterator[Row]:
    """The most that a valid request of any model takes; an aim is only that there is none."""
    counted = [_of(timings, "allocations") for timings in figures.values()]
    for peer in _peers(counted[0]):
        most = max(one[peer].median for one in counted)
        ours = max(one[_OURS].median for one in counted)
        name = f"check a valid request{language}: allocations, at most"
        yield Row(name, ours, most, peer, "", ours / most, 0.0, "allocations", 0.0)


def _for_node() -> dict[str, dict[str, Any]]:
    """The bodies as JSON; an id is one that a double holds, as zod and ajv know no other."""
    valid = copy.deepcopy(VALID)
    valid["kling-image-o1"]["element_list"][0]["element_id"] = 860512345678
    return {model: {"valid": valid[model], "broken": BROKEN[model]} for model in valid}


def _peers(timings: Mapping[str, Timing]) -> list[str]:
    return [name for name in timings if name != _OURS]


def _of(figures: Mapping[str, Timing], kind: str) -> dict[str, Timing]:
    """The figures of one kind, by the checker."""
    begins = f"{kind} "
    return {
        key.removeprefix(begins): timing
        for key, timing in figures.items()
        if key.startswith(begins)
    }


def _row(
    name: str,
    timings: Mapping[str, Timing],
    peer: str,
    versions: Mapping[str, str],
    label: str,
    aim: float | None,
) -> Row:
    ours, other = timings[_OURS], timings[peer]
    return Row.between(
        name, ours, other, peer_name=label, peer_version=versions[peer], unit="µs", aim=aim
    )
