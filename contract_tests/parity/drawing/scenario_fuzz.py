"""Drawn scenarios without end, the same for the same seed: calls, limits, answers and faults."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from contract_tests.facts.page import Json
from contract_tests.facts.stand_in import stand_in
from contract_tests.parity.drawing.header_fuzz import drawn_headers
from contract_tests.parity.drawing.traps import spelled

_STATUSES: Final = (*[200] * 6, 201, 204, 302, 400, 401, 404, 408, 409, 422, 429, 429, 500, 503)
_FAULTS: Final = ("refused", "reset_in_body", "reset_after_body", "timeout", "truncated")
_LATENCIES: Final = (0, 1, 100, 700, 4_999, 9_999, 10_001, 60_000, 60_001)
_LIMITS: Final = (None, None, 0, 1, 249, 250, 999, 5_000, 30_000, 119_999, 600_000)
_WORDS: Final = ("pending", "processing", "success", "failed", "canceled", "new", "SUCCESS", "")
_ODD_BODIES: Final[tuple[Json, ...]] = (
    None,
    "<html>",
    [],
    7,
    {},
    {"data": None},
    '{"data":{"task_id',
)


def drawn_scenarios(seed: str, count: int) -> Iterator[bytes]:
    """So many lines for ``trace``."""
    random = Random(seed)  # noqa: S311 (no secret: the same lines in every run)
    for number in range(count):
        call = random.choice(("submit", "wait", "run"))
        line: dict[str, Json] = {"id": number, "call": call}
        if call == "wait":
            line["task_id"] = "task-1"
        else:
            line |= {"model": stand_in().model, "body": stand_in().body("x")}
        limit = random.choice(_LIMITS)
        if limit is not None:
            line["timeout_ms"] = limit
        line["answers"] = [_answer(random) for _ in range(random.randint(1, 7))]
        yield spelled(line).encode()


def _answer(random: Random) -> dict[str, Json]:
    latency = random.choice(_LATENCIES[:4] if random.random() < 0.7 else _LATENCIES)
    if random.random() < 0.25:
        return {"latency_ms": latency, "fault": random.choice(_FAULTS)}
    status = random.choice(_STATUSES)
    body = random.choice(_ODD_BODIES) if random.random() < 0.15 else _task(random)
    return {
        "latency_ms": latency,
        "status": status,
        "headers": drawn_headers(random),
        # HTTP has no 204 with a body, and not every library can make up one.
        "body": None if status == 204 else body,
    }


def _task(random: Random) -> dict[str, Json]:
    task_id = random.choice(("task-1",) * 8 + ("task-2", "", None, 7))
    data: dict[str, Json] = {"status": random.choice(_WORDS), "task_id": task_id}
    if random.random() < 0.3:
        data["result"] = random.choice((None, {}, {"resources": []}, {"resources": [{"url": "x"}]}))
    return {"code": 0, "message": "success", "data": data}
