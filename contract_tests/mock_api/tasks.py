"""Tasks: pending, processing, then success, failed or canceled, as the clock goes on.

Nothing runs: what a task is follows from when it was submitted and from its scenario. So a status
never goes back and a finished task never changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from contract_tests.mock_api.catalog import Offer

Outcome = Literal["success", "failed", "canceled"]
Status = Literal["pending", "processing", "success", "failed", "canceled"]
RETENTION_MS: Final = 7 * 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class Scenario:
    """How one task goes: milliseconds spent pending and processing, and how it ends."""

    pending_ms: int = 1_000
    processing_ms: int = 2_000
    outcome: Outcome = "success"

    def __post_init__(self) -> None:
        if self.pending_ms < 0 or self.processing_ms < 0:
            raise ValueError("a task cannot spend less than no time in a status")


# Given how many tasks were accepted before, and the model's id: how this one goes.
Script = Callable[[int, str], Scenario]


def as_usual(number: int, model: str) -> Scenario:
    """The scenario of a task that no test has plans for."""
    return Scenario()


@dataclass(frozen=True, slots=True)
class Task:
    """One accepted request.

    ``count`` files of ``width`` by ``height`` pixels come out; ``amount`` is the price as a
    decimal string. It holds nothing of the prompt or the images.
    """

    id: str
    offer: Offer
    vintage: str
    scenario: Scenario
    submitted_ms: int
    count: int
    width: int
    height: int
    amount: str

    @property
    def finished_ms(self) -> int:
        """When the task ends, on the service's clock."""
        return self.submitted_ms + self.scenario.pending_ms + self.scenario.processing_ms

    def status(self, now_ms: int) -> Status:
        """Where the task stands; a status without duration is never seen."""
        elapsed = now_ms - self.submitted_ms
        if now_ms >= self.finished_ms:
            return self.scenario.outcome
        return "pending" if elapsed < self.scenario.pending_ms else "processing"


class TaskStore:
    """All tasks of an account; a finished one is forgotten after seven days."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._tasks: dict[str, Task] = {}
        self._open: list[Task] = []
        self.accepted = 0

    def next_id(self) -> str:
        """The id of the next task: the same for the same seed, not to be guessed without it."""
        digest = hashlib.sha256(f"{self._seed}/{self.accepted}".encode()).hexdigest()
        return f"task-{digest[:20]}"

    def add(self, task: Task) -> None:
        """Keep a task that was accepted."""
        self._tasks[task.id] = task
        self._open.append(task)
        self.accepted += 1

    def get(self, task_id: str, now_ms: int) -> Task | None:
        """The task, or ``None`` when it is unknown or has expired."""
        task = self._tasks.get(task_id)
        if task is not None and now_ms >= task.finished_ms + RETENTION_MS:
            del self._tasks[task_id]
            return None
        return task

    def unfinished(self, now_ms: int) -> int:
        """How many tasks have not ended yet."""
        self._open = [task for task in self._open if now_ms < task.finished_ms]
        return len(self._open)
