"""The one place that lets a request out which could start a task: it counts before it sends.

Two counts stand beside each other. A *paid* request is one that a server may rightly accept: no
more of them go out than are allowed, and one whose outcome is unknown counts as accepted. A
*surprise* is a request that no server may accept, and was: its kind is not sent again, and after
``MOST_SURPRISES`` of them nothing is. Surprises use up what may be paid as well, so that

    accepted <= max_paid          when the caller names a number
    accepted <= MOST_SURPRISES    when none is named (``max_paid`` is 0)

whatever the server does short of starting a task and denying it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal, Protocol

from contract_tests.conformance.step import Step

MOST_SURPRISES: Final = 10
Outcome = Literal["accepted", "refused", "unclear", "not_sent"]


class Ledger(Protocol):
    """Keeps what was reserved and settled where a killed run can find it again."""

    def reserved(self, step: Step) -> None:
        """Written, and safe on the disk, before the request goes out."""
        ...

    def settled(self, step: Step, outcome: Outcome) -> None:
        """What came of it."""
        ...


class NoLedger:
    """For runs that nobody will resume."""

    def reserved(self, step: Step) -> None:
        """Forget it."""

    def settled(self, step: Step, outcome: Outcome) -> None:
        """Forget it."""


@dataclass(slots=True)
class Wallet:
    """What may still be paid, and what was accepted; ``max_paid`` is what the caller allows."""

    max_paid: int
    ledger: Ledger = field(default_factory=NoLedger)
    paid: int = 0
    surprises: int = 0
    accepted: int = 0
    stopped: dict[str, str] = field(default_factory=dict)
    _open: Step | None = None

    @property
    def cap(self) -> int:
        """The most that any server can be made to accept."""
        return self.max_paid or MOST_SURPRISES

    def refusal(self, step: Step) -> str | None:
        """Why the request may not go out, or ``None``."""
        if not step.submit:
            return None
        if step.kind in self.stopped:
            return f"the server accepted {self.stopped[step.kind]}, which is of the same kind"
        if step.kinds and all(kind in self.stopped for kind in step.kinds):
            return "the server accepted bodies of each of its kinds"
        if self.surprises >= MOST_SURPRISES:
            return f"{self.surprises} requests may have been accepted that nobody may accept"
        if step.billable and self.paid + self.surprises >= self.max_paid:
            return f"no more than {self.max_paid} may be accepted (--max-paid)"
        if self.paid + self.surprises >= self.cap:
            return f"{self.paid + self.surprises} requests may have been accepted already"
        return None

    def reserve(self, step: Step) -> None:
        """Count the request as accepted, before it is sent.

        Raises:
            RuntimeError: it may not go out, or another one is still open; both are mistakes of the
                caller that would cost money.
        """
        if self._open is not None or self.refusal(step) is not None:
            raise RuntimeError(f"{step.id} may not be sent")
        if not step.submit:
            return
        self._open = step
        self._count(step, 1)
        self.ledger.reserved(step)

    def settle(self, step: Step, outcome: Outcome) -> None:
        """Say what came of the request that was reserved last."""
        if not step.submit:
            return
        if self._open is not step:
            raise RuntimeError(f"{step.id} was not reserved")
        self._open = None
        self.ledger.settled(step, outcome)
        self.apply(step, outcome)

    def apply(self, step: Step, outcome: Outcome) -> None:
        """Correct the count of a reserved request by its outcome; an unclear one stays counted."""
        if outcome in ("refused", "not_sent"):
            self._count(step, -1)
        if outcome == "accepted":
            self.accepted += 1
        # What a page does not forbid may be accepted; once it was, more of it would only cost.
        if outcome == "accepted" and step.side != "keeps":
            for kind in (step.kind, *step.kinds):
                self.stopped.setdefault(kind, step.id)

    def remembered(self, step: Step, outcome: Outcome) -> None:
        """Count what an earlier, killed run did."""
        self._count(step, 1)
        self.apply(step, outcome)

    def _count(self, step: Step, by: int) -> None:
        if step.billable:
            self.paid += by
        else:
            self.surprises += by
