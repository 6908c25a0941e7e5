"""Writes the frozen vectors: ``python -m contract_tests.parity.drawing.freeze``.

The same program writes the same bytes; a vector changes only with the spec, or with what is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from contract_tests.parity.drawing import requests
from contract_tests.parity.drawing.lines import entry, lines
from contract_tests.parity.drawing.scenarios import scenario_lines
from contract_tests.parity.drawing.traps import spelled
from contract_tests.parity.drawing.wire_forms import wire_lines

_PARITY: Final = Path(__file__).resolve().parents[1]
FILES: Final[dict[Path, Callable[[], Iterable[bytes]]]] = {
    _PARITY / "vectors" / "requests.ndjson": lambda: map(requests.line, requests.requests()),
    _PARITY / "vectors" / "wire.ndjson": wire_lines,
    _PARITY / "vectors" / "lines.ndjson": lambda: (spelled(entry(one)).encode() for one in lines()),
    _PARITY / "scenarios" / "drawn.ndjson": scenario_lines,
}


def content(path: Path) -> bytes:
    """What a file of vectors has to hold."""
    return b"".join(line + b"\n" for line in FILES[path]())


def main() -> None:
    """Write every file."""
    for path in FILES:
        path.write_bytes(content(path))


if __name__ == "__main__":
    main()
