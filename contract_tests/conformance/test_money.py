"""Accepted submissions never pass the cap, whatever the server does and whenever the run dies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.conformance.courier import Courier
from contract_tests.conformance.exchange import Answer, Fault, Request
from contract_tests.conformance.in_process import EPOCH_MS, InProcess
from contract_tests.conformance.ledger import FileLedger
from contract_tests.conformance.options import Context
from contract_tests.conformance.plan import Plan, build_plan
from contract_tests.conformance.runner import Runner
from contract_tests.conformance.step import Step
from contract_tests.conformance.wallet import MOST_SURPRISES, Wallet
from contract_tests.counts import record
from contract_tests.mock_api import TEST_KEY, VirtualClock
from contract_tests.profile import count
from contract_tests.strength.liar import answer, is_read

PLAN = build_plan()
# What a server may do with a submit: whether it starts a task, and what it says.
DEEDS = (
    *("accept", "accept", "accept", "accept_hang", "accept_500", "accept_503", "accept_redirect"),
    *("accept_garbage", "accept_duplicate", "accept_201", "accept_broken"),
    *("refuse_400", "refuse_400", "refuse_422", "refuse_401", "refuse_404", "refuse_429"),
    *("unreachable", "kill_before", "kill_after", "interrupt"),
)


class Killed(BaseException):
    """The process is gone, in the middle of whatever it did."""


class Adversary:
    """Does one deed after another; ``accepted`` is what it will bill."""

    def __init__(self, deeds: list[str]) -> None:
        self._deeds = deeds
        self._turn = 0
        self.accepted = 0
        self.bodies: Counter[tuple[str, bytes, tuple[str, ...]]] = Counter()

    def __call__(self, request: Request) -> Answer | Fault:
        if request.path.endswith("/apikey/validate"):
            return answer(200, {"code": 0, "message": "success", "data": {"is_valid": True}})
        if is_read(request):
            task_id = request.path.rpartition("/")[2]
            data = {"status": "success", "task_id": task_id}
            return answer(200, {"code": 0, "message": "success", "data": data})
        if request.path.startswith("/api/v1/tasks/"):
            return answer(405, {"code": 405, "message": "Method not allowed: use GET"})
        deed = self._deeds[self._turn % len(self._deeds)]
        self._turn += 1
        if deed == "kill_before":
            raise Killed
        if deed.startswith(("accept", "kill", "interrupt")):
            self.accepted += 1
        if deed == "kill_after":
            raise Killed
        if deed == "interrupt":
            raise KeyboardInterrupt
        return self._said(deed)

    def _said(self, deed: str) -> Answer | Fault:
        what = deed.partition("_")[2]
        faults = {
            "hang": Fault("timeout", "ReadTimeout"),
            "broken": Fault("broken", "ReadError"),
        }
        if deed == "unreachable":
            return Fault("unreachable", "ConnectError", sent=False)
        if what in faults:
            return faults[what]
        if what == "redirect":
            return Answer(307, (("location", "/again"),))
        if what == "garbage":
            return Answer(200, (), b"{")
        if what.isdecimal() and what != "201":
            return answer(int(what), {"code": int(what), "message": "Invalid parameters: x"})
        task_id = "task-1" if what == "duplicate" else f"task-{self.accepted}"
        data = {"status": "pending", "task_id": task_id}
        status = 201 if what == "201" else 200
        return answer(status, {"code": 0, "message": "success", "data": data})


def run(plan: Plan, server: Adversary, max_paid: int, folder: Path, *, resume: bool) -> Wallet:
    """One run of the checker, which may end in the middle."""
    clock = VirtualClock()
    context = Context(
        plan=plan,
        origin="http://a",
        live=max_paid > 0,
        strict=False,
        max_paid=max_paid,
        started="",
        task_limit_s=60,
    )
    with FileLedger(folder / "ledger.ndjson", context, resume=resume, safely=False) as ledger:
        wallet = Wallet(max_paid, ledger)
        past = ledger.remind(wallet, {step.id: step for step in plan.steps})
        courier = Courier(InProcess(server, clock), clock, TEST_KEY, lambda: EPOCH_MS)
        live = max_paid > 0
        runner = Runner(plan, courier, wallet, live=live, task_limit_ms=60_000, past=past)
        with suppress(Killed):
            runner.go()
        return wallet


def _ends(steps: tuple[Step, ...], size: int) -> Iterator[Step]:
    """Some of each kind, in the plan's order: a small plan that can do all that the whole can."""
    seen: Counter[tuple[str, bool]] = Counter()
    for step in steps:
        seen[step.kind, step.billable] += 1
        if step.submit and seen[step.kind, step.billable] <= size:
            yield step


@st.composite
def scenes(draw: st.DrawFn) -> tuple[Plan, list[str], int, int]:
    size = draw(st.integers(1, 3))
    plan = Plan(PLAN.spec, PLAN.seed, tuple(_ends(PLAN.steps, size)))
    some = draw(st.lists(st.sampled_from(DEEDS), min_size=1, max_size=4, unique=True))
    deeds = draw(st.lists(st.sampled_from(some), min_size=1, max_size=12))
    max_paid = draw(st.sampled_from((0, 0, 1, 2, 5, 9, 10, 11, 20, PLAN.least_paid())))
    return plan, deeds, max_paid, draw(st.integers(1, 4))


@pytest.mark.slow
def test_accepted_submissions_never_pass_the_cap(tmp_path: Path) -> None:
    runs: Counter[str] = Counter()

    @settings(max_examples=count(250, 10_500), database=None)
    @given(scenes())
    def one(scene: tuple[Plan, list[str], int, int]) -> None:
        plan, deeds, max_paid, lives = scene
        server = Adversary(deeds)
        for life in range(lives):
            wallet = run(plan, server, max_paid, tmp_path, resume=life > 0)
            runs["runs"] += 1
            runs["accepted"] += server.accepted
            # What may have been accepted is never told too low,
            assert server.accepted <= wallet.paid + wallet.surprises
            # and never more than was allowed.
            assert server.accepted <= (max_paid or MOST_SURPRISES), (max_paid, deeds)

    one()
    record("runs over adversarial servers", runs["runs"])
    assert runs["accepted"] > runs["runs"]


@pytest.mark.parametrize("max_paid", [0, 3, PLAN.least_paid()])
def test_a_kind_that_was_accepted_is_never_sent_again(tmp_path: Path, max_paid: int) -> None:
    server = Adversary(["accept"])
    wallet = run(PLAN, server, max_paid, tmp_path, resume=False)
    kinds = {step.kind for step in PLAN.free if step.kind}
    assert wallet.surprises <= min(len(kinds), MOST_SURPRISES)
    assert set(wallet.stopped) <= kinds | {step.kind for step in PLAN.paid}
    again = run(PLAN, server, max_paid, tmp_path, resume=True)
    assert server.accepted == wallet.accepted == again.accepted


def test_a_conforming_server_is_asked_for_no_more_than_the_cap(tmp_path: Path) -> None:
    for max_paid in (0, 1, 7):
        server = Adversary(["refuse_400"])
        run(PLAN, server, max_paid, tmp_path, resume=False)
        assert server.accepted == 0


def test_a_request_that_was_not_reserved_cannot_be_settled() -> None:
    step = next(step for step in PLAN.paid)
    wallet = Wallet(1)
    with pytest.raises(RuntimeError, match="was not reserved"):
        wallet.settle(step, "refused")
    wallet.reserve(step)
    with pytest.raises(RuntimeError, match="may not be sent"):
        wallet.reserve(step)
    wallet.settle(step, "unclear")
    assert wallet.refusal(step) is not None
    with pytest.raises(RuntimeError, match="may not be sent"):
        wallet.reserve(step)


def test_a_500_leaves_the_outcome_open_whatever_the_method(tmp_path: Path) -> None:
    plan = Plan(PLAN.spec, 0, tuple(s for s in PLAN.steps if s.check == "error/method"))
    server = Adversary(["accept_500"])
    wallet = run(plan, server, 0, tmp_path, resume=False)
    assert wallet.surprises == server.accepted == MOST_SURPRISES


def test_a_line_that_a_kill_cut_counts_as_accepted(tmp_path: Path) -> None:
    server = Adversary(["accept"])
    run(PLAN, server, 5, tmp_path, resume=False)
    path = tmp_path / "ledger.ndjson"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.rindex('"outcome"')], encoding="utf-8")
    before = server.accepted
    wallet = run(PLAN, server, 5, tmp_path, resume=True)
    assert wallet.paid + wallet.surprises >= before
    assert server.accepted <= 5
