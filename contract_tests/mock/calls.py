"""Short ways to ask the service something."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from contract_tests.mock_api import Answer, MockService, Request, VirtualClock

JSON = ("content-type", "application/json")


def get(service: MockService, path: str) -> Answer:
    """A GET with the right key."""
    return call(service, "GET", path)


def submit(
    service: MockService, model: str, body: object | None = None, *, vintage: str = "b"
) -> Answer:
    """A submit with the right key; without a body, the model's example."""
    offer = service.catalog.offer(model)
    content = json.dumps(offer.example if body is None else body).encode()
    return call(service, "POST", offer.routes[vintage], body=content)


def submitted(service: MockService, model: str, **options: Any) -> str:
    """The task id of an accepted submit."""
    answer = submit(service, model, **options)
    assert answer.status == 200, answer.json()
    return str(answer.json()["data"]["task_id"])


def task(service: MockService, task_id: str) -> dict[str, Any]:
    """The data of a task that is known."""
    answer = get(service, f"/api/v1/tasks/{task_id}")
    assert answer.status == 200
    data: dict[str, Any] = answer.json()["data"]
    return data


def wait(service: MockService, ms: int) -> None:
    """Let time pass for a service whose clock is virtual."""
    assert isinstance(service.clock, VirtualClock)
    service.clock.advance(ms)


def call(
    service: MockService,
    method: str,
    path: str,
    *,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Any request; ``headers`` lie over the right key and the right type."""
    merged = {"authorization": f"Bearer {service.key}", **dict([JSON]), **(headers or {})}
    given = tuple((name, value) for name, value in merged.items() if value)
    return service.handle(Request(method, path, given, body))
