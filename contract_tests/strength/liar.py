"""A server that lies in one known way, with what the checker has to say about it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from contract_tests.conformance.exchange import Answer, Fault, Request
from contract_tests.conformance.in_process import Handler, check, handler_of
from contract_tests.conformance.plan import build_plan
from contract_tests.conformance.results import Overall, Report
from contract_tests.mock_api import MockService, Scenario, Script, VirtualClock
from contract_tests.mock_api.tasks import as_usual

Bend = Callable[[Request, Answer], Answer | Fault]
Family = Literal["task", "protocol", "form", "reading", "miniature"]
EXPIRED = "mdlx-expired-key"


@dataclass(frozen=True, slots=True)
class Liar:
    """``build`` makes the server on a clock; ``named`` are checks of which one at least must fail.

    Without any, the run must end as ``verdict`` says, which is never a pass. ``strict`` lies are
    about what is only a `should`.
    """

    name: str
    family: Family
    build: Callable[[VirtualClock], Handler]
    named: tuple[str, ...] = ()
    verdict: Overall = "fails"
    live: bool = True
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether a liar was found out; ``report`` is what the checker said."""

    liar: Liar
    report: Report

    @property
    def failed(self) -> tuple[str, ...]:
        """The checks that failed."""
        return tuple(r.check.name for r in self.report.results if r.verdict == "fail")

    @property
    def killed(self) -> bool:
        """Whether the lie was named, or where that is impossible nothing was claimed."""
        if self.report.verdict != self.liar.verdict:
            return False
        return not self.liar.named or any(name in self.failed for name in self.liar.named)


def judged(liar: Liar) -> Judged:
    """Let the checker loose on a liar."""
    clock = VirtualClock()
    expired_key = EXPIRED if "expired" in liar.name else None
    plan = build_plan(expired=expired_key is not None, strict=liar.strict)
    if liar.family == "form":
        # Good bodies are enough to hear every form of answer.
        good = tuple(step for step in plan.steps if step.side == "keeps" and not step.extra)
        plan = replace(plan, steps=good)
    report = check(
        liar.build(clock),
        clock,
        plan=plan,
        max_paid=plan.least_paid() if liar.live else 0,
        strict=liar.strict,
        expired_key=expired_key,
    )
    return Judged(liar, report)


def bent(bend: Bend, script: Script = as_usual) -> Callable[[VirtualClock], Handler]:
    """The mock, each of its answers bent."""

    def build(clock: VirtualClock) -> Handler:
        true = handler_of(MockService(clock=clock, script=script))

        def handle(request: Request) -> Answer | Fault:
            answer = true(request)
            assert isinstance(answer, Answer)
            return bend(request, answer)

        return handle

    return build


def answer(status: int, value: Any) -> Answer:
    """An answer that carries JSON."""
    return Answer(status, (("content-type", "application/json"),), json.dumps(value).encode())


def page(status: int) -> Answer:
    """A page for people."""
    return Answer(status, (("content-type", "text/html"),), b"<html><h1>Error</h1></html>")


def edited(given: Answer, edit: Callable[[dict[str, Any]], object]) -> Answer:
    """The same answer with its JSON changed in place."""
    value = given.json()
    edit(value)
    return answer(given.status, value)


def is_read(request: Request) -> bool:
    """Whether a task is read."""
    return request.method == "GET" and request.path.startswith("/api/v1/tasks/")


def is_submit(request: Request) -> bool:
    """Whether a model is asked for something."""
    return request.method == "POST" and "/kling" in request.path


def ending(outcome: str) -> Script:
    """Tasks that end so."""
    return lambda _number, _model: Scenario(1_000, 2_000, outcome)  # type: ignore[arg-type]
