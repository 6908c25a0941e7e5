"""Sends a plan's requests in order and collects what they tell."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from contract_tests.conformance import halving, preflight
from contract_tests.conformance.answers import (
    envelope_findings,
    judged,
    names_no_task,
    outcome,
    task_id,
)
from contract_tests.conformance.courier import Courier, Stop
from contract_tests.conformance.exchange import Answer, Fault
from contract_tests.conformance.findings import Finding, Sign
from contract_tests.conformance.following import Following
from contract_tests.conformance.monitor import History, verdicts
from contract_tests.conformance.own_task import about
from contract_tests.conformance.plan import Plan
from contract_tests.conformance.rate_limit import RateLimit
from contract_tests.conformance.responses import key_findings, submit_findings, task_findings
from contract_tests.conformance.step import Step
from contract_tests.conformance.wallet import Outcome, Wallet

_AGAIN_MS: Final = 1_000
NOT_ASKED: Final = "only a live run sends this (--live --max-paid N)"
# The run ends when the key is refused that was proven at its beginning.
_MOST_UNAUTHORIZED: Final = 3
_SEE_PARTS: Final = "see its parts"


@dataclass(slots=True)
class Run:
    """What a run did. ``stopped`` is why it ended early, ``None`` when it did not."""

    findings: list[Finding] = field(default_factory=list)
    histories: tuple[History, ...] = ()
    stopped: str | None = None
    proven: bool = False
    accepted: int = 0
    may_be_accepted: int = 0
    requests: int = 0


Progress = Callable[[int, int, str], None]


class Runner:
    """One run over one server."""

    def __init__(
        self,
        plan: Plan,
        courier: Courier,
        wallet: Wallet,
        *,
        live: bool,
        task_limit_ms: int,
        progress: Progress = lambda _done, _all, _what: None,
        past: Mapping[str, Outcome] | None = None,
    ) -> None:
        self._plan = plan
        self._courier = courier
        self._wallet = wallet
        self._live = live
        self._progress = progress
        self._past = past or {}
        self._unauthorized = 0
        self._ids: dict[str, str] = {}
        self._tried: dict[str, Sign] = {}
        self._heard_at: set[str] = set()
        self._mute: set[str] = set()
        self._rate_limit = RateLimit()
        self._following = Following(courier, task_limit_ms, self._heard)
        courier.hold = self._following.until_one_ends
        self.run = Run()

    def go(self) -> Run:
        """Send everything that may be sent; an interrupt ends the run and is told in it."""
        sent = 0
        wanted = [step for step in self._plan.steps if self._wanted(step)]
        try:
            reason = preflight.why_not(self._courier, self._plan.seed, self._heard_of_key)
            if reason is not None:
                raise Stop(reason)  # noqa: TRY301 - the one way out
            self.run.proven = True
            for sent, step in enumerate(wanted):
                self._progress(sent, len(wanted), step.check)
                self._take(step)
            sent = len(wanted)
            self._progress(sent, sent, "tasks")
            self._following.finish()
            for step in self._about_own_task():
                self._take(step)
        except Stop as stop:
            self.run.stopped = str(stop)
        except KeyboardInterrupt:
            self.run.stopped = "it was interrupted"
        self._close(wanted[sent:])
        return self.run

    def _about_own_task(self) -> Iterator[Step]:
        """Once one was followed to its end; a service that forgets it has failed already."""
        ended = (h for h in self._following.histories() if h.end is not None)
        for history in islice(ended, 1):
            yield from about(history.task_id)

    def _wanted(self, step: Step) -> bool:
        return self._live or not step.billable

    def _close(self, unsent: list[Step]) -> None:
        run = self.run
        run.findings = [self._with_hindsight(finding) for finding in self._still_open()]
        run.histories = self._following.histories()
        for history in run.histories:
            for verdict in verdicts(history):
                words = f"{history.task_id} ({history.model}): {verdict.words}"
                run.findings.append(Finding(verdict.check, verdict.sign, "must", words))
        for step in unsent:
            self._unsent(step, run.stopped or "the run ended before it")
        run.accepted = self._wallet.accepted
        run.may_be_accepted = self._wallet.paid + self._wallet.surprises
        run.requests = self._courier.requests

    def _still_open(self) -> list[Finding]:
        """All findings, without the doubts that other accepted bodies have dispelled."""
        found = self.run.findings
        shown = {f.check for f in found if f.sign == "good" and f.step and f.step.side == "keeps"}
        return [f for f in found if f.words != _SEE_PARTS or f.check not in shown]

    def _with_hindsight(self, finding: Finding) -> Finding:
        """A 404 says nothing about a body, unless other bodies were heard at the same path."""
        step, got = finding.step, finding.got
        if finding.sign != "unclear" or step is None or not isinstance(got, Answer):
            return finding
        if got.status != 404 or step.path not in self._heard_at:
            return finding
        words = "404, though this path is there"
        return Finding(finding.check, "bad", finding.level, words, step, got)

    def _take(self, step: Step) -> None:
        finding = self._remembered(step) or self._sent(step)
        if finding is None:
            return
        if step.plain is not None and finding.sign == "bad":
            self.run.findings.append(replace(finding, check=step.rider, level="should"))
            self._take(step.plain)
        elif step.side == "keeps" and finding.sign == "bad":
            self._explain(step, finding)
        elif step.side != "breaks" or finding.sign in ("bad", "odd") or len(step.covers) <= 1:
            # That one of several rules was kept, nobody knows which, says nothing of any.
            self._keep(finding, step.covers or (step.check,))
            if step.rider and step.rider not in step.covers and finding.sign == "good":
                self._keep(replace(finding, level="should"), (step.rider,))

    def _keep(self, finding: Finding, checks: tuple[str, ...]) -> None:
        """A body that keeps many rules speaks for each of them."""
        self.run.findings += [replace(finding, check=check) for check in checks]

    def _remembered(self, step: Step) -> Finding | None:
        """What an earlier run paid for is not paid for again; a refusal costs nothing to repeat."""
        past = self._past.get(step.id)
        if not step.billable or past not in ("accepted", "unclear"):
            return None
        words = f"{past}, in a run before this one"
        sign: Sign = "unclear"
        if past == "accepted":
            sign = "good" if step.side == "keeps" else "bad"
        return Finding(step.check, sign, step.level, words, step)

    def _explain(self, step: Step, finding: Finding) -> None:
        """Find out which part of a body the server refuses, so that only its rules are blamed."""
        small = halving.smallest(step)
        if small is not None and not self._is_taken(small):
            self._keep(finding, step.covers)
            return
        guilty: set[str] = set()
        for part in halving.parts(step):
            if not self._is_taken(part) and self._tried.get(_body(part)) == "bad":
                guilty.update(halving.blamed(part))
        if not guilty:
            guilty.update(halving.blamed(step))
            self._keep(finding, tuple(guilty))
        rest = replace(finding, sign="unclear", words=_SEE_PARTS)
        self._keep(rest, tuple(check for check in step.covers if check not in guilty))

    def _is_taken(self, step: Step) -> bool:
        """Whether a body is accepted; nothing is paid twice to know it."""
        if _body(step) not in self._tried:
            found = self._sent(step)
            if found is not None and found.sign == "bad":
                self._keep(found, halving.blamed(step))
            elif found is not None:
                self._keep(found, step.covers)
        return self._tried.get(_body(step)) == "good"

    def _sent(self, step: Step) -> Finding | None:
        """Send one request; ``None`` when it may not go out."""
        reason = self._wallet.refusal(step)
        if reason is None and step.check in self._mute:
            reason = "the server gave no answer to a request like it"
        if reason is not None:
            self._unsent(step, reason)
            return None
        got = self._exchange(step)
        # A request that nobody may accept can be tried again; one that is paid for never is.
        fails = isinstance(got, Fault) or got.status >= 500
        if fails and not step.billable and self._wallet.refusal(step) is None:
            self._courier.clock.sleep(_AGAIN_MS)
            got = self._exchange(step)
        finding = judged(step, got)
        if isinstance(got, Fault) and got.sent:
            self._mute.add(step.check)
        if step.side == "keeps":
            self._tried[_body(step)] = finding.sign
        if isinstance(got, Answer):
            self.run.findings += envelope_findings(step, got)
            self.run.findings += self._rate_limit.findings(step, got)
            if step.side == "keeps":
                self.run.findings += submit_findings(step, got)
            if step.key == "right" and got.status in (200, 400):
                self._heard_at.add(step.path)
            self._watch_key(step, got)
            if step.submit and step.method == "POST":
                self._follow(step, got)
        return finding

    def _exchange(self, step: Step) -> Answer | Fault:
        self._wallet.reserve(step)
        try:
            got = self._courier.send(step)
        except Stop:
            self._wallet.settle(step, "unclear")
            raise
        self._wallet.settle(step, outcome(step, got))
        return got

    def _follow(self, step: Step, got: Answer) -> None:
        if got.status == 200 and step.side == "keeps" and names_no_task(got):
            words = "accepted without an id, so that the task cannot be read"
            self.run.findings.append(
                Finding("task/fresh_is_found", "bad", "must", words, step, got)
            )
        found = task_id(got)
        if found is None or outcome(step, got) != "accepted":
            return
        if found in self._ids:
            words = f"{found} stands for {self._ids[found]} and for {step.id}"
            self.run.findings.append(Finding("task/id_matches", "bad", "must", words, step, got))
        self._ids[found] = step.id
        if step.side == "keeps" and step.model is not None:
            self._following.add(found, step.model)

    def _watch_key(self, step: Step, got: Answer) -> None:
        if step.key != "right":
            return
        self._unauthorized = self._unauthorized + 1 if got.status == 401 else 0
        if self._unauthorized >= _MOST_UNAUTHORIZED:
            raise Stop("the key was taken at first, and is refused now")

    def _heard(self, step: Step, got: Answer) -> None:
        self.run.findings += envelope_findings(step, got)
        self.run.findings += self._rate_limit.findings(step, got)
        self.run.findings += task_findings(step, got)

    def _heard_of_key(self, step: Step, got: Answer) -> None:
        self.run.findings += key_findings(step, got)
        self.run.findings += self._rate_limit.findings(step, got)

    def _unsent(self, step: Step, reason: str) -> None:
        for check in step.covers or (step.check,):
            self.run.findings.append(Finding(check, "unsent", step.level, reason, step))


def _body(step: Step) -> str:
    """What is sent, as a text that tells 5 from 5.0."""
    return f"{step.path} {json.dumps(step.body, sort_keys=True)}"
