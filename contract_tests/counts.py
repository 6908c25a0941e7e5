"""How many cases a run tried: each process appends to a file of its own, the summary adds up."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[1] / "out" / "counts"


def record(name: str, number: int) -> None:
    """Add ``number`` to the count called ``name``."""
    _FOLDER.mkdir(parents=True, exist_ok=True)
    line = json.dumps({"name": name, "number": number}, ensure_ascii=False)
    with (_FOLDER / f"{os.getpid()}.ndjson").open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def totals() -> dict[str, int]:
    """The counts of all processes since the last ``clear``, by name."""
    found: Counter[str] = Counter()
    for path in sorted(_FOLDER.glob("*.ndjson")):
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            found[entry["name"]] += entry["number"]
    return dict(found)


def clear() -> None:
    """Forget the counts of earlier runs."""
    for path in _FOLDER.glob("*.ndjson"):
        path.unlink(missing_ok=True)
