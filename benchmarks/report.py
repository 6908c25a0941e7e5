"""Prints the rows and writes them for people and programs."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import Row

_ROOT = Path(__file__).parents[1]
RESULTS = _ROOT / "benchmarks" / "results.json"
PAGE = _ROOT / "docs" / "benchmarks.md"
_HEAD = ("what", "ours", "beside", "", "ratio", "spread", "aim", "")


def table(rows: Sequence[Row]) -> str:
    """The rows as aligned text."""
    cells = [_HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(_HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )


def write(rows: Sequence[Row]) -> None:
    """Write ``benchmarks/results.json`` and ``docs/benchmarks.md``."""
    data = {"machine": machine(), "rows": [row.as_dict() for row in rows]}
    RESULTS.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(_page(rows), encoding="utf-8")


def machine() -> dict[str, object]:
    """What the figures were measured on."""
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "processor": platform.machine(),
        "cores": os.cpu_count(),
    }


def _cells(row: Row) -> tuple[str, ...]:
    met = {True: "met", False: "MISSED", None: ""}[row.aim_met]
    return (
        row.name,
        f"{row.ours:.3g} {row.unit}",
        f"{row.peer:.3g} {row.unit}",
        f"{row.peer_name} {row.peer_version}".strip(),
        f"{row.ratio:.2f}",
        f"{row.spread:.0%}",
        "" if row.aim is None else f"≤ {row.aim:g}",
        met,
    )


def _page(rows: Sequence[Row]) -> str:
    facts = machine()
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`. Ratios are ours over the peer's, from one run in which the",
        "candidates took turns; figures are medians, the spread is the interquartile range over",
        "the median. Trust the ratios more than the times.",
        "",
        (
            f"Python {facts['python']}, {facts['system']} {facts['processor']}, "
            f"{facts['cores']} cores."
        ),
        "",
        "| what | ours | beside | peer | ratio | spread | aim | |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += ["| " + " | ".join(_cells(row)) + " |" for row in rows]
    return "\n".join(lines) + "\n"
