"""A service that answers by script, on a virtual clock, and remembers what it was asked."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
from modellix_client import AsyncModellix, Modellix, ModellixError
from modellix_client._spec import MODELS

from contract_tests.facts.stand_in import stand_in
from contract_tests.mock_api.clock import VirtualClock

KEY = "mdlx-0123456789-secret"
IT = stand_in()
MODEL = IT.model
BODY = IT.body("A boat on a quiet lake")

# What can go wrong below HTTP, by name: the exception, and whether the time-out passes before it.
FAULTS: dict[str, type[httpx.TransportError]] = {
    "refused": httpx.ConnectError,
    "connect_timeout": httpx.ConnectTimeout,
    "reset": httpx.RemoteProtocolError,
    "read_error": httpx.ReadError,
    "write_error": httpx.WriteError,
    "timeout": httpx.ReadTimeout,
}
# These come before anything is read of the body.
UNCONNECTED = {"refused", "connect_timeout"}


@dataclass(frozen=True)
class Step:
    """One answer, or one fault instead of it, after some time."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    latency_ms: int = 0
    fault: str | None = None


@dataclass
class Wire:
    """Answers by script; the last step repeats."""

    steps: Sequence[Step]
    clock: VirtualClock = field(default_factory=VirtualClock)
    requests: list[httpx.Request] = field(default_factory=list)
    times: list[int] = field(default_factory=list)

    def handle(self, request: httpx.Request) -> httpx.Response:
        step = self.step()
        self.requests.append(request)
        self.times.append(self.clock.now())
        limit = round(request.extensions["timeout"]["read"] * 1000)
        if step.latency_ms > limit:
            self.clock.advance(limit)
            raise httpx.ReadTimeout("scripted", request=request)
        self.clock.advance(step.latency_ms)
        if step.fault is not None:
            raise FAULTS[step.fault]("scripted", request=request)
        return httpx.Response(step.status, headers=list(step.headers), content=step.body)

    def step(self) -> Step:
        """What the next request meets."""
        return self.steps[min(len(self.requests), len(self.steps) - 1)]

    def trace(self) -> list[tuple[int, str, str]]:
        """Time, method and path of every request."""
        return [
            (at, request.method, request.url.raw_path.decode())
            for at, request in zip(self.times, self.requests, strict=True)
        ]

    def client(self, **settings: Any) -> Modellix:
        """A blocking client of this service."""
        given = {"api_key": KEY, "transport": Line(self), **settings}
        return Modellix(clock=self.clock, **given)

    def async_client(self, **settings: Any) -> AsyncModellix:
        """An asynchronous client of this service."""
        given = {"api_key": KEY, "transport": Line(self), **settings}
        return AsyncModellix(clock=self.clock, **given)


class Line(httpx.MockTransport):
    """The way to a scripted service: where no connection is made, no body is read either."""

    def __init__(self, wire: Wire) -> None:
        super().__init__(wire.handle)
        self.wire = wire

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self.wire.step().fault in UNCONNECTED:
            self.wire.handle(request)
        return super().handle_request(request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.wire.step().fault in UNCONNECTED:
            self.wire.handle(request)
        return await super().handle_async_request(request)


def of_model(client: Modellix | AsyncModellix, model: str = MODEL) -> Any:
    """The calls of a model, as its provider offers them."""
    spec = MODELS[model]
    return getattr(getattr(client, spec.provider), spec.attribute)


def data(status: object = "pending", task_id: object = "task-1", **more: object) -> bytes:
    """An answer's body: the envelope around a task."""
    inside = {"status": status, "task_id": task_id, "model_id": MODEL, **more}
    return json.dumps({"code": 0, "message": "success", "data": inside}).encode()


def problem(status: int, message: str, **options: Any) -> Step:
    """A refusal in the service's own form."""
    body = json.dumps({"code": status, "message": message}).encode()
    return Step(status, body, **options)


ACCEPTED = Step(body=data())


def outcome(call: Callable[[], object]) -> tuple[object, ...]:
    """What came of a call, in a form that two faces can be compared by."""
    try:
        value = call()
    except ModellixError as error:
        return (
            type(error).__name__,
            str(error),
            error.task_id,
            error.status,
            error.safe_to_retry,
            type(error.cause).__name__,
        )
    return "success", repr(value).replace("Async", "")


def run(coroutine: Any) -> Any:
    """Run a coroutine to its end."""
    return asyncio.run(coroutine)
