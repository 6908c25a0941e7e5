"""What the sync and the async client have in common: settings, and every step without I/O."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, cast

from ._clock import Clock, SystemClock
from ._core.answers import OK, connection_error, content, error_of
from ._core.durations import Lifetime
from ._core.exchange import Answer, Failure, Request
from ._core.polling import Polling
from ._core.resending import Resending
from ._core.submission import Submission
from ._core.task import task_data, task_request
from ._core.vintage import Vintages
from ._headers import submit_headers
from ._modes import Modes, Validation
from ._noted import Noted
from ._outgoing import Outgoing
from ._preparation import Draft, findings_of
from ._rules import model_named
from ._settings import (
    milliseconds,
    missing_api_key,
    resolve_api_key,
    resolve_base_url,
    resolve_routes,
)
from ._spec import MODELS, SERVER, TASK
from ._turns import Turns
from .errors import ConfigurationError, ModellixError
from .violations import Findings, Json

if TYPE_CHECKING:
    from ._sending import Sending
    from .answer_log import AnswerLog
    from .journal import Journal


class Engine:
    """The settings of one client, and what follows from them.

    The arguments are those of ``BaseClient``.

    Raises:
        ConfigurationError: a setting that cannot be used.
    """

    def __init__(
        self,
        *,
        api_key: str | None,
        base_url: str | None,
        routes: str | None,
        timeout: float | None,
        clock: Clock | None,
        validation: Validation,
        journal: str | os.PathLike[str] | None = None,
        answer_log: str | os.PathLike[str] | None = None,
    ) -> None:
        self.api_key = resolve_api_key(api_key)
        self.base_url = resolve_base_url(base_url, SERVER)
        self.vintages = Vintages(resolve_routes(routes))
        self.timeout_ms = progress_ms("timeout", timeout)
        self.clock: Clock = SystemClock() if clock is None else clock
        self.modes = Modes(validation)
        self.turns = Turns()
        self.journal = None if journal is None else _journal(journal)
        self.answer_log = None if answer_log is None else _answer_log(answer_log)

    def check(self, model_id: str, body: object) -> Findings:
        """Violations and warnings of a body; raises for an unknown model or unreadable image."""
        return findings_of(model_named(model_id, MODELS), body)

    def noted(self, model_id: str, key: str | None = None) -> Noted:
        """The block in which a submit of this model is sent."""
        return Noted(self.journal, model_id, key)

    def need_journal(self) -> Journal:
        """The journal; raises ``ConfigurationError`` when none is kept."""
        if self.journal is None:
            raise ConfigurationError("no journal is kept; give Modellix(journal=path)")
        return self.journal

    def need_key(self) -> None:
        """Raises ``ConfigurationError`` when there is no API key."""
        if not self.api_key:
            raise missing_api_key()

    def draft(self, model_id: str, body: object, sending: Sending) -> Draft:
        """A request that was read and not yet checked."""
        return Draft(model_named(model_id, MODELS), body, sending.get("extra_body"))

    def outgoing(self, draft: Draft, sending: Sending) -> Outgoing:
        """A checked request, ready to be sent now; raises what is wrong with it or its settings."""
        timeout_ms = progress_ms("timeout", sending.get("timeout"))
        limit_ms = progress_ms("submit_timeout", sending.get("submit_timeout"))
        modes = Modes(sending.get("validation"), self.modes)
        headers = submit_headers(
            sending.get("extra_headers"),
            webhook_url=sending.get("webhook_url"),
            request_id=sending.get("request_id"),
        )
        body = draft.body(modes)
        self.need_key()
        resending = Resending(
            self.clock.now(),
            limit_ms=limit_ms,
            retry_limited=sending.get("retry_limited", False),
        )
        submission = Submission(draft.model, self.vintages)
        listener = None
        if self.answer_log is not None:
            listener = partial(self.answer_log.note, draft.submitted())
        return Outgoing(
            submission,
            resending,
            body,
            headers,
            timeout_ms=timeout_ms,
            private=draft.private,
            listener=listener,
        )

    @staticmethod
    def check_waiting(timeout: float | None, on_update: object) -> None:
        """Raises ``ConfigurationError`` for a wait that cannot be: before it, a task is paid."""
        if timeout is not None:
            milliseconds("wait_timeout", timeout)
        if on_update is not None and not callable(on_update):
            raise ConfigurationError(
                f"on_update must be a function, not {type(on_update).__name__}; nothing was sent"
            )

    def polling(
        self,
        task_id: str,
        timeout: float | None,
        first_look: int | None,
        *,
        model: str | None = None,
        steady: bool = False,
    ) -> Polling:
        """A wait that begins now."""
        self.need_key()
        limit = TASK.wait_timeout_ms if timeout is None else milliseconds("timeout", timeout)
        now = self.clock.now()
        return Polling(
            TASK,
            checked_task_id(task_id),
            now=now,
            timeout_ms=limit,
            first_look=first_look,
            lifetime=self.lifetime(model, first_look, now),
            steady=steady,
        )

    def lifetime(self, model: str | None, first_look: int | None, now: int) -> Lifetime | None:
        """What is known of a task whose wait begins now; ``None`` when it may be of any age."""
        if model is None or first_look is None:
            return None
        begun = first_look - TASK.first_delay_ms
        return self.turns.lifetime(model, begun, watched=now <= first_look)

    def first_look(self) -> int:
        """When a task that was accepted now is to be read first."""
        return self.clock.now() + TASK.first_delay_ms

    def task_request(self, task_id: str) -> Request:
        """The request that reads a task once."""
        self.need_key()
        return task_request(TASK, checked_task_id(task_id))

    @staticmethod
    def task_state(task_id: str, event: Answer | Failure) -> dict[str, Json]:
        """What came of it; raises the error that it is."""
        what = f"task {task_id}"
        if isinstance(event, Failure):
            raise connection_error(event, what, task_id=task_id)
        if event.status not in OK:
            raise error_of(event, what, task_id=task_id)
        data = task_data(event, task_id)
        if isinstance(data, ModellixError):
            raise data
        return data

    @staticmethod
    def answered(path: str, event: Answer | Failure) -> dict[str, Json]:
        """The JSON object that a plain read brought; raises the error that it is."""
        what = f"GET {path}"
        if isinstance(event, Failure):
            raise connection_error(event, what)
        found = content(event) if event.status in OK else None
        if found is None:
            raise error_of(event, what)
        return found


def _journal(path: object) -> Journal:
    from .journal import Journal  # noqa: PLC0415 (only who keeps a journal pays for it)

    return Journal(_path("journal", path))


def _answer_log(path: object) -> AnswerLog:
    from .answer_log import AnswerLog  # noqa: PLC0415 (as above)

    return AnswerLog(_path("answer_log", path))


def _path(name: str, path: object) -> str | os.PathLike[str]:
    if not isinstance(path, (str, os.PathLike)):
        raise ConfigurationError(f"{name} must be a path, not {type(path).__name__}")
    return cast("str | os.PathLike[str]", path)


def progress_ms(name: str, seconds: float | None) -> int | None:
    """A limit of inactivity in milliseconds; ``None`` stays ``None``."""
    if seconds is None:
        return None
    limit = milliseconds(name, seconds)
    if limit == 0:
        raise ConfigurationError(f"{name} must be more than 0 seconds; None means the default")
    return limit


def note_task(error: BaseException, task_id: str) -> None:
    """Tell whoever sees this end of a wait which task goes on: it is paid, and can be found."""
    if isinstance(error, ModellixError):
        if error.task_id is not None:
            return
        error.task_id = task_id
    error.add_note(
        f"task {task_id} goes on at the service: client.tasks.wait({task_id!r}) waits on for it"
    )


def checked_task_id(task_id: object) -> str:
    """A task id that a path can carry; raises ``ConfigurationError`` otherwise."""
    if not isinstance(task_id, str) or not task_id:
        raise ConfigurationError(
            "a task id must be a string that is not empty, as Task.id holds it"
        )
    return task_id
