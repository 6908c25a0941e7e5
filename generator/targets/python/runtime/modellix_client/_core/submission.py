"""What an answer to a submit proves: a task was started, none was, or nobody knows.

A submit costs money and the service has no idempotency keys, so nothing is sent a second time
unless the answer proves that the first one started nothing.
"""

from __future__ import annotations

from typing import Final

from .._specification import ModelSpec
from ..errors import (
    ModellixError,
    NotFoundError,
    NotSubmittedError,
    SubmissionOutcomeUnknownError,
)
from ..violations import Json
from .answers import NOT_FOUND, OK, connection_error, data_of, error_of
from .exchange import Answer, Failure
from .salvage import salvaged_task_id
from .vintage import AUTO, Vintages

# Answers after which it is certain that nothing was started.
REFUSALS: Final = frozenset({400, 401, 402, 403, 404, 405, 413, 415, 422, 429})


class Accepted:
    """A task was started.

    Attributes:
        task_id: Its id.
        task_status: Its first status, as the service wrote it, if it did.
        status: The HTTP status of the answer.
        data: What the service said of it.
    """

    __slots__ = ("data", "status", "task_id", "task_status")

    def __init__(self, task_id: str, status: int, data: dict[str, Json]) -> None:
        self.task_id = task_id
        self.status = status
        self.data = data
        first = data.get("status")
        self.task_status = first if isinstance(first, str) else None


class Submission:
    """One submit: send to ``path``, tell what came of it, and once more while told so."""

    __slots__ = ("_model", "_tried", "_vintages", "vintage")

    def __init__(self, model: ModelSpec, vintages: Vintages) -> None:
        self._model = model
        self._vintages = vintages
        self._tried: list[str] = []
        self.vintage = vintages.first(model)

    @property
    def path(self) -> str:
        """Where to send it."""
        return self._model.routes[self.vintage]

    def receive(self, event: Answer | Failure) -> Accepted | ModellixError | None:
        """Judge what came of sending it to ``path``.

        Returns:
            The task, the error to raise, or ``None``: nothing was started, and it is to be
            sent to the ``path`` that now stands.
        """
        missing = isinstance(event, Answer) and event.status == NOT_FOUND
        if missing and not self._tried:
            other = self._vintages.after_not_found(self._model, self.vintage)
            if other is not None:
                self._tried.append(self.path)
                self.vintage = other
                return None
        elif self._tried and isinstance(event, Answer) and not missing:
            self._vintages.learn(self._model, self.vintage)
        verdict = judge(event, self._model.id)
        if isinstance(verdict, NotFoundError):
            self._explain(verdict)
        return verdict

    def _explain(self, error: NotFoundError) -> None:
        paths = ", ".join([*self._tried, self.path])
        if self._vintages.choice == AUTO:
            hint = f"sent to {paths}; is the model still offered, and base_url right?"
        else:
            hint = f"sent to {paths}; if the service has moved its paths, routes='auto' finds them"
        error.args = (f"{error}; {hint}",)


def judge(event: Answer | Failure, model_id: str) -> Accepted | ModellixError:
    """What one answer to a submit, or the lack of one, proves."""
    what = f"submit of {model_id}"
    if isinstance(event, Failure):
        cause: ModellixError = connection_error(event, what, paid=True)
        if event.may_have_arrived:
            return _unknown(cause, event.partial)
        return NotSubmittedError(
            f"{what} did not reach the service as a whole, no task was started: {event.reason}",
            safe_to_retry=True,
            cause=cause,
        )
    if event.status in OK:
        data = data_of(event) or {}
        task_id = data.get("task_id")
        if isinstance(task_id, str) and task_id:
            return Accepted(task_id, event.status, data)
    error = error_of(event, what, paid=True)
    if event.status in REFUSALS:
        return error
    return _unknown(error, event.body)


def _unknown(cause: ModellixError, answer: bytes) -> SubmissionOutcomeUnknownError:
    task_id = salvaged_task_id(answer)
    look = (
        f"The answer names task {task_id}: client.tasks.get({task_id!r}) tells whether it runs. "
        if task_id
        else ""
    )
    return SubmissionOutcomeUnknownError(
        f"{cause}; the submit was sent and nothing proves whether a task was started. "
        f"{look}"
        f"It may be running and billed: look at the tasks and charges in the service's console, "
        f"or compare client.account.balance() with the balance before, and only then decide",
        task_id=task_id,
        status=cause.status,
        request_id=cause.request_id,
        cause=cause,
    )
