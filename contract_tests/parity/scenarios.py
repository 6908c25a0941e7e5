"""The scenarios, and the tracers that they go through, both as a program runs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from modellix_client import trace

FOLDER = Path(__file__).with_name("scenarios")
CLIENTS = tuple(trace.CLIENTS)


def scenario_lines() -> list[bytes]:
    """Every line of every file."""
    return [
        line
        for path in sorted(FOLDER.glob("*.ndjson"))
        for line in path.read_bytes().split(b"\n")
        if line
    ]


def traced(line: bytes, client: str) -> dict[str, Any]:
    """What a tracer answers."""
    value: dict[str, Any] = json.loads(trace.answer(line, client))
    return value


def twins(line: bytes) -> bytes:
    """The answer of every client, which is one and the same."""
    first, *others = (trace.answer(line, client) for client in CLIENTS)
    for other in others:
        assert other == first
    return first


def one_line(scenario: dict[str, Any]) -> bytes:
    """A scenario as a line."""
    return json.dumps(scenario).encode()
