"""The scenarios, and the tracers that they go through, both as a program runs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from modellix_client import trace

from contract_tests.facts.page import pages
from contract_tests.facts.stand_in import stand_in
from contract_tests.parity.drawing.traps import spelled

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
    body = scenario.get("body")
    # A good request has a text or an image in it; in a bad one stands a number.
    good = isinstance(body, dict) and any(isinstance(member, str) for member in body.values())
    if not isinstance(body, dict) or _holds(scenario["model"], body, good=good):
        return line
    it = stand_in()
    now = it.body(body.get("prompt", "x")) if good else {it.text: 0}
    return spelled({**scenario, "model": it.model, "body": now}).encode()


def _holds(model: str, body: dict[str, Any], *, good: bool) -> bool:
    """Whether a model knows what a body names, and asks a good one for no more."""
    every = pages()[model].parameters() if model in pages() else []
    asked = {place.name for place in every if place.required} if good else set()
    return asked <= body.keys() <= {place.name for place in every}


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
