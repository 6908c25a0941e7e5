"""Writes the frozen vectors: ``python -m contract_tests.parity.drawing.freeze [MODEL …]``.

The same program writes the same bytes; a vector changes only with the spec, or with what is drawn.
Frozen are the models that were before, and those that are named: a few stand for all, and of the
others the tests draw what they need.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from contract_tests.facts.page import pages
from contract_tests.parity import frozen
from contract_tests.parity.drawing.lines import entry, lines
from contract_tests.parity.drawing.scenarios import scenario_lines
from contract_tests.parity.drawing.traps import spelled

_PARITY: Final = Path(__file__).resolve().parents[1]
# What hangs on no model's page, but for what its parameters are called now.
FILES: Final[dict[Path, Callable[[], Iterable[bytes]]]] = {
    _PARITY / "vectors" / "lines.ndjson": lambda: (spelled(entry(one)).encode() for one in lines()),
    _PARITY / "scenarios" / "drawn.ndjson": scenario_lines,
}


def content(path: Path) -> bytes:
    """What a file of vectors has to hold."""
    return _joined(FILES[path]())


def main(names: Sequence[str]) -> int:
    """Write every file; returns the exit code."""
    strangers = [name for name in names if name not in pages()]
    if strangers:
        sys.stderr.write(f"no such model: {', '.join(strangers)}\n")
        return 2
    for path in FILES:
        path.write_bytes(content(path))
    chosen = [model for model in pages() if model in names or model in frozen.frozen()]
    for name, draw in frozen.DRAWN.items():
        every = (line for model in chosen for line in draw(model, "whole"))
        (frozen.FOLDER / f"{name}.ndjson").write_bytes(_joined(every))
    told = json.dumps({model: frozen.digest(model) for model in chosen}, indent=2)
    frozen.RECORD.write_text(told + "\n", encoding="utf-8")
    return 0


def _joined(every: Iterable[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in every)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
