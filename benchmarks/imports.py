"""What it costs to import the client, over bare Python."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from importlib.metadata import version

from benchmarks import absent, peers
from benchmarks.measure import Row, timing

_A_FULL_RUN = 5
# A start takes no less than it needs: the best of a few is the one that nothing else held up.
_STARTS = 7
_AIM_MS = 15.0
_NAME = "import the client, over bare Python"
_BARE, _OURS = "bare", "ours"
_CANDIDATES = {
    _BARE: "pass",
    _OURS: "from modellix_client import Modellix",
    "httpx": "import httpx",
    "openapi-python-client": f"from {peers.STOCK} import AuthenticatedClient",
    "runwayml": "from runwayml import RunwayML",
    "openai": "from openai import OpenAI",
}
_STOCK_VERSION = version("openapi-python-client")


def rows(rounds: int) -> Iterator[Row]:
    """Milliseconds over bare Python, ours beside the aim and beside what others take.

    Each import is a process of its own, the best of several, held against the bare one of its
    round: both met the machine as it was then.
    """
    full = rounds >= _A_FULL_RUN
    python = peers.python(make=full)
    names = [name for name in _CANDIDATES if _version(python, name) is not None]
    samples: dict[str, list[float]] = {name: [] for name in names}
    for name in names if full else ():
        _start(python, name)  # what is compiled and cached with the first import
    for _ in range(rounds):
        for name in names:
            starts = _STARTS if full else 1
            samples[name].append(min(_start(python, name) for _ in range(starts)))
    over = {
        name: [one - bare for one, bare in zip(taken, samples[_BARE], strict=True)]
        for name, taken in samples.items()
    }
    ours = timing([max(0.0, more) for more in over[_OURS]])
    aim = "the aim of 15 ms"
    ratio = ours.median / _AIM_MS
    yield Row(_NAME, ours.median, _AIM_MS, aim, "", ratio, ours.spread, "ms", 1.0)
    for name in names:
        peer = timing(over[name])
        if name not in {_BARE, _OURS} and min(peer.rounds) > 0:
            found = _version(python, name) or ""
            yield Row.between(
                _NAME, ours, peer, peer_name=name, peer_version=found, unit="ms", aim=None
            )


def _version(python: str, name: str) -> str | None:
    """The version of what is imported; ``None`` when it is not installed there."""
    if name in {_BARE, _OURS}:
        return ""
    if name == "openapi-python-client":
        code = f"import {peers.STOCK}"
    else:
        code = f"import importlib.metadata as m; print(m.version({name!r}))"
    done = subprocess.run(
        [python, "-c", code], env=peers.settings(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        absent.tell(f"import of {name}", "it is not installed; `make peers` gets it")
        return None
    return done.stdout.strip() or _STOCK_VERSION


def _start(python: str, name: str) -> float:
    started = time.perf_counter()
    subprocess.run([python, "-c", _CANDIDATES[name]], env=peers.settings(), check=True)
    return (time.perf_counter() - started) * 1e3
