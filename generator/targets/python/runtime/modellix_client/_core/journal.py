"""What a journal of submits holds, line by line, and what follows from it.

A line is a JSON object: ``intent`` before a submit is sent, ``outcome`` once it is known, ``ended``
when a wait saw the end of the task. No line holds a key, a prompt, an image or an address. A line
that is not whole says that a process died while it wrote; the order of the writing makes that safe:
without its intent a submit was not sent, without its outcome it is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, TypeAlias

from .._json import Layout, read_json, to_bytes
from ..errors import ModellixError, NotSubmittedError, SubmissionOutcomeUnknownError
from ..violations import Json
from .submission import Accepted

FORMAT: Final = 1
Outcome: TypeAlias = Literal["accepted", "refused", "not_sent", "unknown"]

_LAYOUT: Final[Layout] = dict.fromkeys(
    ("v", "type", "id", "at_ms", "model", "outcome", "task_id", "status")
)


class JournalEntry:
    """A submit that a journal knows of.

    Attributes:
        id: Its name in the journal.
        model: The model's id; empty when its intent is missing.
        at_ms: When it was about to be sent, in milliseconds since the epoch.
        task_id: The task that it started; ``None`` when nobody knows whether it did.
        status: The HTTP status of the answer that left it open, if there was one.
    """

    __slots__ = ("at_ms", "id", "model", "status", "task_id")

    def __init__(
        self,
        id: str,  # noqa: A002 (the word of the format)
        model: str,
        at_ms: int,
        *,
        task_id: str | None = None,
        status: int | None = None,
    ) -> None:
        self.id = id
        self.model = model
        self.at_ms = at_ms
        self.task_id = task_id
        self.status = status

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


def intent_line(intent: str, model: str, at_ms: int) -> bytes:
    """The line before a submit is sent."""
    return _line({"type": "intent", "id": intent, "at_ms": at_ms, "model": model})


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


def recovery(lines: Iterable[bytes]) -> Recovery:
    """What is left to look after.

    Args:
        lines: The journal's lines without their line feeds; the last one may be torn.
    """
    entries: dict[str, JournalEntry] = {}
    ended: set[str] = set()
    unread: list[int] = []
    for number, line in enumerate(lines, 1):
        if line.strip() and not _take(line, entries, ended):
            unread.append(number)
    left = list(entries.values())
    return Recovery(
        [entry for entry in left if entry.task_id is not None and entry.task_id not in ended],
        [entry for entry in left if entry.task_id is None],
        unread,
    )


def _take(line: bytes, entries: dict[str, JournalEntry], ended: set[str]) -> bool:
    """Take a line in; whether it could be read."""
    try:
        record = read_json(line)
    except ValueError:
        return False
    if not isinstance(record, dict) or record.get("v") != FORMAT:
        return False
    kind, name, at_ms = record.get("type"), record.get("id"), record.get("at_ms")
    task_id = record.get("task_id")
    if kind == "ended" and isinstance(task_id, str):
        ended.add(task_id)
        return True
    if not isinstance(name, str) or not isinstance(at_ms, int):
        return False
    if kind == "intent":
        entries.setdefault(name, JournalEntry(name, str(record.get("model")), at_ms))
        return True
    outcome, status = record.get("outcome"), record.get("status")
    if kind != "outcome":
        return False
    if outcome in {"refused", "not_sent"}:
        entries.pop(name, None)
        return True
    # Without its intent too: a task id that stands in the journal is not lost.
    entry = entries.setdefault(name, JournalEntry(name, "", at_ms))
    entry.status = status if isinstance(status, int) else None
    if isinstance(task_id, str):
        entry.task_id = task_id
    return True


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
