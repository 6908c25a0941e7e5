"""The scenarios, and the tracers that they go through, both as a program runs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from modellix_client import trace

from contract_tests.facts.page import pages
from contract_tests.facts.stand_in import stand_in

FOLDER = Path(__file__).with_name("scenarios")
CLIENTS = tuple(trace.CLIENTS)


def scenario_lines() -> list[bytes]:
    """Every line of every file."""
    return [line for path in sorted(FOLDER.glob("*.ndjson")) for line in lines_of(path)]


def lines_of(path: Path) -> list[bytes]:
    """The lines of a file; their requests call the parameters what the pages call them now."""
    return [_now(line) for line in path.read_bytes().split(b"\n") if line]


def _now(line: bytes) -> bytes:
    scenario: dict[str, Any] = json.loads(line)
    it, body = stand_in(), scenario.get("body")
    if not isinstance(body, dict) or set(body) <= _known(scenario["model"]):
        return line
    # A good request has a text or an image in it; in a bad one stands a number.
    good = any(isinstance(member, str) for member in body.values())
    now = it.body(body.get("prompt", "x")) if good else {it.text: 0}
    return json.dumps({**scenario, "model": it.model, "body": now}).encode()


def _known(model: str) -> set[str]:
    return {place.name for place in pages()[model].parameters()} if model in pages() else set()


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
