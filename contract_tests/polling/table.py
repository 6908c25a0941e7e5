"""The table of detection delays: the core beside a fixed and a growing interval.

The core reads in turn, or by the durations that it has learnt from the first tasks of the hour.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from modellix_client._core.durations import Durations

from contract_tests.polling.cases import Case
from contract_tests.polling.hazards import rho
from contract_tests.polling.pollers import Core, Plain
from contract_tests.polling.simulator import HOUR_MS, ROUND_TRIP_MS, Seen

FIXED_MS = 2_000
FIRST_MS, GROWTH = 1_000, 1.5
LEARNT_FROM = 20  # tasks, whose own delays are not those of learnt durations


@dataclass(frozen=True, slots=True)
class Line:
    """One case: what each way of polling reached."""

    case: Case
    ours: Seen
    learnt: Seen
    fixed: Seen
    growing: Seen

    @property
    def learnt_delay_s(self) -> float:
        """The mean delay of the tasks after the first ones (in a short trial, of all)."""
        delays = self.learnt.delays[LEARNT_FROM:] or self.learnt.delays
        return sum(delays) / len(delays) / 1000

    @property
    def learnt_bound_s(self) -> float:
        """What evenly spread reads would reach that know the durations: rho N/2R and a round trip.

        Few tasks, or many that end nearly together, cannot be read so evenly.
        """
        even = self.case.bound_s - ROUND_TRIP_MS / 1000
        return rho(self.case.durations) * even + ROUND_TRIP_MS / 1000


def lines(cases: Iterable[Case], *, length_ms: int = HOUR_MS) -> list[Line]:
    """Simulate each case with the core and with the plain pollers, on the same durations."""
    return [
        Line(
            case,
            case.run(length_ms=length_ms),
            case.run(Core(Durations()), length_ms=length_ms),
            case.run(Plain(FIXED_MS), length_ms=length_ms),
            case.run(Plain(FIRST_MS, GROWTH), length_ms=length_ms),
        )
        for case in cases
    ]


def text(rows: Iterable[Line]) -> str:
    """The table as aligned text; delays in seconds, beside them how many requests were refused."""
    head = (
        "tasks",
        "limit/min",
        "durations",
        "limiter",
        "N/2R+RTT",
        "in turn",
        "of it",
        "429",
        "bound",
        "learnt",
        "of it",
        "429",
        "every 2 s",
        "429",
        "1 s x 1.5",
        "429",
    )
    cells = [head, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )


def _cells(row: Line) -> tuple[str, ...]:
    case = row.case
    return (
        str(case.tasks),
        str(case.limit),
        case.durations,
        case.limiter,
        f"{case.bound_s:.2f}",
        f"{row.ours.mean_delay_s:.2f}",
        f"{row.ours.mean_delay_s / case.bound_s:.2f}",
        str(len(row.ours.refusals)),
        f"{row.learnt_bound_s:.2f}",
        f"{row.learnt_delay_s:.2f}",
        f"{row.learnt_delay_s / row.learnt_bound_s:.2f}",
        str(len(row.learnt.refusals)),
        f"{row.fixed.mean_delay_s:.2f}",
        str(len(row.fixed.refusals)),
        f"{row.growing.mean_delay_s:.2f}",
        str(len(row.growing.refusals)),
    )
