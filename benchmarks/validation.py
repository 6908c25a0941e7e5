"""What it costs to check a request: a valid one, and a broken one of which all is to be told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from benchmarks.bodies import VALID
from benchmarks.measure import Row, Timing
from benchmarks.processes import alternate, candidates

_OURS, _FLOOR, _SAME = "ours", "by hand", "pydantic"
_AIMS = {_SAME: 0.5, _FLOOR: 1.15}
_AIM_BROKEN = 0.5
_A_FULL_RUN = 5
_MILLISECONDS = 10  # of each checker in a round
_LABELS = {
    _FLOOR: "boolean check by hand, pure Python",
    "jsonschema": "jsonschema on the bundle",
    "jsonschema-rs": "jsonschema-rs on the bundle, yes or no",
    "fastjsonschema": "fastjsonschema on the bundle, first fault",
    "msgspec": "msgspec, first fault",
}


def rows(rounds: int) -> Iterator[Row]:
    """Ours beside each library, with the aims of the floor and of pydantic."""
    full = rounds >= _A_FULL_RUN
    with candidates("validation", list(VALID), make=full) as workers:
        figures = alternate(workers, rounds, _MILLISECONDS if full else 1)
        versions = {name: json.loads(worker.version) for name, worker in workers.items()}
    for model in VALID:
        valid, broken = (_of(figures[model], kind) for kind in ("valid", "broken"))
        name = f"check a valid request: {model}"
        for peer in _peers(valid):
            yield _row(name, valid, peer, versions[model], _LABELS.get(peer, peer), _AIMS.get(peer))
        name = f"check a broken request, all that is wrong: {model}"
        fastest = min(_peers(broken), key=lambda one: broken[one].median)
        for peer in _peers(broken):
            aim = _AIM_BROKEN if peer == fastest else None
            yield _row(name, broken, peer, versions[model], peer, aim)


def _peers(timings: Mapping[str, Timing]) -> list[str]:
    return [name for name in timings if name != _OURS]


def _of(figures: Mapping[str, Timing], kind: str) -> dict[str, Timing]:
    """The timings of one kind of body, by the checker."""
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
    return Row(
        name,
        ours.median,
        other.median,
        label,
        versions[peer],
        ours.median / other.median,
        max(ours.spread, other.spread),
        "µs",
        aim,
    )
