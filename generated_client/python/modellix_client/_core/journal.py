"""What a journal of submits holds, line by line, and what follows from it.

A line is a JSON object: ``intent`` before a submit is sent, ``outcome`` once it is known, ``ended``
when a wait saw the end of the task. No line holds an API key, a prompt, an image or an address; the
keys of requests, which ``map`` takes, stand in it as the caller gave them. A line that is not whole
says that a process died while it wrote; the order of the writing makes that safe: without its
intent a submit was not sent, without its outcome it is unknown.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from .._json import Layout, to_bytes
from ..errors import ModellixError, NotSubmittedError, SubmissionOutcomeUnknownError
from ..violations import Json
from .submission import Accepted

FORMAT: Final = 2  # what is written; 1 had no keys
Outcome: TypeAlias = Literal["accepted", "refused", "not_sent", "unknown"]

_LAYOUT: Final[Layout] = dict.fromkeys(
    ("v", "type", "id", "at_ms", "model", "key", "outcome", "task_id", "status")
)


class JournalEntry:
    """A submit that a journal knows of.

    Attributes:
        id: Its name in the journal.
        model: The model's id; empty when its intent is missing.
        at_ms: When it was about to be sent, in milliseconds since the epoch.
        key: What the caller of ``map`` calls the request; ``None`` for other submits.
        concluded: Whether somebody noted what came of it; if not, it is on its way, or the process
            that sent it died.
        task_id: The task that it started; ``None`` when nobody knows whether it did.
        status: The HTTP status of the answer that left it open, if there was one.
    """

    __slots__ = ("at_ms", "concluded", "id", "key", "model", "status", "task_id")

    def __init__(
        self,
        id: str,  # noqa: A002 (the word of the format)
        model: str,
        at_ms: int,
        *,
        key: str | None = None,
        task_id: str | None = None,
        status: int | None = None,
    ) -> None:
        self.id = id
        self.model = model
        self.at_ms = at_ms
        self.key = key
        self.task_id = task_id
        self.status = status
        self.concluded = False

    def __repr__(self) -> str:
        return f"<JournalEntry {self.id}: {self.model}, {self.task_id}>"


class Recovery:
    """What a journal says is left to look after.

    Attributes:
        unfinished: Submits that started a task whose end nobody saw, in the order of their sending;
            ``tasks.wait(entry.task_id)`` goes on with one.
        unknown: Submits of which nobody knows whether they started a task; look at the tasks
            and charges in the service's console. One that another process is sending right now
            stands here too.
        unread: The numbers, from 1, of lines that could not be read; of the last one it is known
            that a process died while it wrote it.
    """

    __slots__ = ("unfinished", "unknown", "unread")

    def __init__(
        self, unfinished: list[JournalEntry], unknown: list[JournalEntry], unread: list[int]
    ) -> None:
        self.unfinished = unfinished
        self.unknown = unknown
        self.unread = unread

    def __repr__(self) -> str:
        return (
            f"<Recovery: {len(self.unfinished)} unfinished, {len(self.unknown)} unknown, "
            f"{len(self.unread)} lines unread>"
        )


def intent_line(intent: str, model: str, at_ms: int, key: str | None = None) -> bytes:
    """The line before a submit is sent."""
    record: dict[str, Json] = {"type": "intent", "id": intent, "at_ms": at_ms, "model": model}
    if key is not None:
        record["key"] = key
    return _line(record)


def outcome_line(intent: str, verdict: Accepted | BaseException, at_ms: int) -> bytes:
    """The line for what came of it; ``verdict`` is what the submit returned or raised."""
    record: dict[str, Json] = {"type": "outcome", "id": intent, "at_ms": at_ms}
    record["outcome"] = _outcome(verdict)
    if isinstance(verdict, (Accepted, ModellixError)):
        task_id = verdict.task_id  # of an open outcome too, where the answer named one
        record["task_id"] = task_id and task_id.encode(errors="replace").decode()
        record["status"] = verdict.status
    return _line(record)


def ended_line(task_id: str, at_ms: int) -> bytes:
    """The line for a task whose end was seen."""
    return _line({"type": "ended", "at_ms": at_ms, "task_id": task_id})


def _outcome(verdict: Accepted | BaseException) -> Outcome:
    if isinstance(verdict, Accepted):
        return "accepted"
    if isinstance(verdict, NotSubmittedError):
        return "not_sent"
    # What broke a submit off (a cancellation, Ctrl-C) proves as little as a lost answer does.
    if isinstance(verdict, SubmissionOutcomeUnknownError) or not isinstance(verdict, ModellixError):
        return "unknown"
    return "refused"


def _line(record: dict[str, Json]) -> bytes:
    return to_bytes({"v": FORMAT, **record}, _LAYOUT) + b"\n"
