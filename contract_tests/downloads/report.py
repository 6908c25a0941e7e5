"""The attacks as a table: each process writes its own rows, the summary puts them together."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parents[2] / "out" / "downloads"
_HEAD: Final = ("about", "attack", "sync", "async", "requests", "what is said")


def record(group: str, name: str, face: str, outcome: str, requests: int, said: str) -> None:
    """Add one attack through one face."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    line = json.dumps([group, name, face, outcome, requests, said])
    with (FOLDER / f"{os.getpid()}.rows").open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def clear() -> None:
    """Forget the attacks of earlier runs."""
    for path in FOLDER.glob("*.rows"):
        path.unlink(missing_ok=True)


def table(attacks: list[tuple[str, str]]) -> list[str]:
    """The lines of the table, in the order of the attacks; none when nothing was recorded.

    Args:
        attacks: Group and name of each.
    """
    rows = [
        json.loads(line)
        for path in sorted(FOLDER.glob("*.rows"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    if not rows:
        return []
    found = {(group, name, face): rest for group, name, face, *rest in rows}
    cells = [_HEAD, tuple("---" for _ in _HEAD)]
    for group, name in attacks:
        sync, twin = (found.get((group, name, face), ["", 0, ""]) for face in ("sync", "async"))
        requests = str(sync[1]) if sync[1] == twin[1] else f"{sync[1]} and {twin[1]}"
        cells.append((group, name, sync[0], twin[0], requests, sync[2] or twin[2]))
    widths = [max(len(row[column]) for row in cells) for column in range(len(_HEAD))]
    return ["| " + " | ".join(map(str.ljust, row, widths)).rstrip() + " |" for row in cells]


def write(lines: list[str]) -> None:
    """Keep the table as ``out/downloads/attacks.md``."""
    (FOLDER / "attacks.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
