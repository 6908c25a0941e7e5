"""The table of detection delays: the core beside a fixed and a growing interval."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from contract_tests.polling.cases import Case
from contract_tests.polling.pollers import Plain
from contract_tests.polling.simulator import HOUR_MS, Seen

FIXED_MS = 2_000
FIRST_MS, GROWTH = 1_000, 1.5


@dataclass(frozen=True, slots=True)
class Line:
    """One case: what each way of polling reached."""

    case: Case
    ours: Seen
    fixed: Seen
    growing: Seen


def lines(cases: Iterable[Case], *, length_ms: int = HOUR_MS) -> list[Line]:
    """Simulate each case with the core and with the plain pollers, on the same durations."""
    return [
        Line(
            case,
            case.run(length_ms=length_ms),
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
        "ours",
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
        f"{row.fixed.mean_delay_s:.2f}",
        str(len(row.fixed.refusals)),
        f"{row.growing.mean_delay_s:.2f}",
        str(len(row.growing.refusals)),
    )
