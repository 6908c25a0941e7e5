"""A run over a service in this process: no sockets, and a clock that moves when somebody waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from contract_tests.conformance.courier import Courier
from contract_tests.conformance.exchange import Answer, Fault, Request
from contract_tests.conformance.plan import Plan, build_plan, knowing
from contract_tests.conformance.results import Report, report_of
from contract_tests.conformance.runner import Runner
from contract_tests.conformance.wallet import NoLedger, Outcome, Wallet
from contract_tests.mock_api import TEST_KEY, MockService, VirtualClock
from contract_tests.mock_api import Request as MockRequest

Handler = Callable[[Request], Answer | Fault]
EPOCH_MS: Final = 1_767_225_600_000
TASK_LIMIT_MS: Final = 60_000


class InProcess:
    """A transport that calls a function; ``latency_ms`` passes with every request."""

    def __init__(self, handler: Handler, clock: VirtualClock, latency_ms: int = 0) -> None:
        self._handler = handler
        self._clock = clock
        self._latency_ms = latency_ms

    def send(self, request: Request) -> Answer | Fault:
        """What the function says."""
        self._clock.advance(self._latency_ms)
        return self._handler(request)


def handler_of(service: MockService) -> Handler:
    """The mock as such a function."""

    def handle(request: Request) -> Answer:
        asked = MockRequest(request.method, request.path, request.headers, request.content)
        answer = service.handle(asked)
        headers = tuple((name.lower(), value) for name, value in answer.headers)
        return Answer(answer.status, headers, answer.body)

    return handle


def check(  # noqa: PLR0913 - each of them by name, each with a default
    handler: Handler,
    clock: VirtualClock,
    *,
    plan: Plan | None = None,
    max_paid: int = 0,
    strict: bool = False,
    key: str = TEST_KEY,
    expired_key: str | None = None,
    latency_ms: int = 0,
    wallet: Wallet | None = None,
    past: Mapping[str, Outcome] | None = None,
    known: Mapping[str, str] | None = None,
    deadline_ms: int | None = None,
) -> Report:
    """Check a service; live as soon as anything may be paid."""
    courier = Courier(
        InProcess(handler, clock, latency_ms),
        clock,
        key,
        lambda: EPOCH_MS + clock.now(),
        expired_key=expired_key,
        deadline_ms=deadline_ms,
    )
    plan = plan or build_plan(expired=expired_key is not None, strict=strict)
    runner = Runner(
        knowing(plan, known or {}),
        courier,
        wallet if wallet is not None else Wallet(max_paid, NoLedger()),
        live=max_paid > 0,
        task_limit_ms=TASK_LIMIT_MS,
        past=past,
    )
    return report_of(runner.go(), live=max_paid > 0, strict=strict, known=known)
