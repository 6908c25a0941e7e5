"""What it costs to import the client, over bare Python."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.metadata import version

from benchmarks.measure import Row, timing

_AIM_MS = 15.0
_CANDIDATES = {
    "bare": "pass",
    "ours": "from modellix_client import Modellix",
    "httpx": "import httpx",
}


def rows(rounds: int) -> Iterator[Row]:
    """Milliseconds over bare Python beside those of httpx; the aim is 15 ms over bare Python."""
    samples: dict[str, list[float]] = {name: [] for name in _CANDIDATES}
    for _ in range(rounds):
        for name, code in _CANDIDATES.items():
            samples[name].append(_start(code))
    bare = timing(samples["bare"]).median
    ours = max(0.0, timing(samples["ours"]).median - bare)
    peer = timing(samples["httpx"]).median - bare
    spread = max(timing(samples[name]).spread for name in _CANDIDATES)
    yield Row(
        "import the client, over bare Python",
        ours,
        _AIM_MS,
        "the aim of 15 ms",
        "",
        ours / _AIM_MS,
        spread,
        "ms",
        1.0,
    )
    yield Row(
        "import the client, over bare Python",
        ours,
        peer,
        "httpx",
        version("httpx"),
        ours / peer,
        spread,
        "ms",
        None,
    )


def _start(code: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return (time.perf_counter() - started) * 1e3
