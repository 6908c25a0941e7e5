"""Every checker of one model's requests in one process: they take turns, call by call."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from benchmarks.bodies import BROKEN, VALID
from benchmarks.checkers.catalogue import Checker, checkers
from benchmarks.measure import Candidate, alternate

Job = Callable[[int], dict[str, float]]


def open_candidate(name: str, base_url: str) -> tuple[str, Job]:
    """The versions of all libraries, as JSON, and the job: a round of so many milliseconds each.

    Args:
        name: A model.
        base_url: Not needed: nothing is sent.
    """
    del base_url
    found = list(checkers(name))
    calls: dict[str, Candidate] = {}
    for one in found:
        calls[f"valid {one.name}"] = partial(one.call, VALID[name])
        if one.report is not None:
            calls[f"broken {one.name}"] = partial(one.report, BROKEN[name])
    _verify(name, found)

    def job(times: int) -> dict[str, float]:
        timings = alternate(calls, rounds=1, seconds=times / 1_000)
        return {key: timing.median for key, timing in timings.items()}

    return json.dumps({one.name: one.version for one in found}), job


def _verify(model: str, found: list[Checker]) -> None:
    """A figure about the wrong verdict would be no figure."""
    numbers = {len(one.report(BROKEN[model])) for one in found if one.report is not None}
    if not all(one.valid(VALID[model]) for one in found) or len(numbers) != 1:
        raise AssertionError(f"{model}: the checkers do not agree about the bodies")
