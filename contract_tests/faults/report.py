"""The matrix as text: each process writes its own rows, the summary puts them together."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parents[2] / "out" / "faults"
_HEAD: Final = ("fault", "face", "calls", "outcomes", "complete POSTs", "most")


def record(cell: str, face: str, outcome: str, complete: int) -> None:
    """Add one call."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    line = json.dumps([cell, face, outcome, complete])
    with (FOLDER / f"{os.getpid()}.rows").open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def clear() -> None:
    """Forget the calls of earlier runs."""
    for path in FOLDER.glob("*.rows"):
        path.unlink(missing_ok=True)


def matrix(cells: list[str]) -> list[str]:
    """The lines of the table, cells in their order; none when no call was recorded.

    Args:
        cells: The names of the rows.
    """
    calls = [
        json.loads(line)
        for path in sorted(FOLDER.glob("*.rows"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    if not calls:
        return []
    rows = [_HEAD, tuple("---" for _ in _HEAD)]
    for cell in cells:
        for face in ("sync", "async"):
            mine = [(outcome, number) for c, f, outcome, number in calls if (c, f) == (cell, face)]
            outcomes = Counter(outcome for outcome, _ in mine)
            told = ", ".join(f"{name} {number}" for name, number in sorted(outcomes.items()))
            complete = [number for _, number in mine]
            rows.append(
                (
                    cell,
                    face,
                    str(len(mine)),
                    told,
                    str(sum(complete)),
                    str(max(complete, default=0)),
                )
            )
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    return [
        "| "
        + " | ".join(field.ljust(width) for field, width in zip(row, widths, strict=True))
        + " |"
        for row in rows
    ]


def write(lines: list[str]) -> None:
    """Keep the table as ``out/faults/matrix.md``."""
    (FOLDER / "matrix.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
