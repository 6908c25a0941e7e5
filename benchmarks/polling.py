"""Detection delay in a simulated hour: ours beside the bound, a fixed and a growing interval.

Once without knowledge of how long tasks take, once with what the first twenty taught.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from benchmarks.measure import Row
from contract_tests.polling.cases import SETTINGS, Case
from contract_tests.polling.simulator import HOUR_MS
from contract_tests.polling.table import lines, text

_AIM = 1.10
_LEARNT_AIM = 1.25
_A_FULL_RUN = 5  # rounds; fewer are a trial, for which a sixth of an hour is enough


def rows(rounds: int) -> Iterator[Row]:
    """One row a setting and rival; in virtual time, so that they are the same in every run."""
    length = HOUR_MS if rounds >= _A_FULL_RUN else HOUR_MS // 6
    cases = [Case(tasks, limit, "lognormal 0.4", "fixed window") for tasks, limit in SETTINGS]
    measured = lines(cases, length_ms=length)
    print(text(measured), file=sys.stderr)
    for line in measured:
        case, ours = line.case, line.ours.mean_delay_s
        name = f"detection delay, {case.tasks} tasks, {case.limit} requests a minute"
        rivals = [
            ("N/2R + round trip", case.bound_s, _AIM),
            (f"every 2 s, {len(line.fixed.refusals)} x 429", line.fixed.mean_delay_s, None),
            (f"1 s x 1.5, {len(line.growing.refusals)} x 429", line.growing.mean_delay_s, None),
        ]
        for rival, delay, aim in rivals:
            yield Row(name, ours, delay, rival, "", ours / delay, 0.0, "s", aim)
        learnt = line.learnt_delay_s
        for rival, delay, aim in (
            ("rho N/2R + round trip", line.learnt_bound_s, _LEARNT_AIM),
            ("reading in turn", ours, None),
        ):
            title = f"{name}, learnt durations"
            yield Row(title, learnt, delay, rival, "", learnt / delay, 0.0, "s", aim)
