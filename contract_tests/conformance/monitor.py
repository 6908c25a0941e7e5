"""The task as a temporal contract: each invariant has a name and is judged over a recorded history.

A pure function of what was seen; who asked, and when, is somebody else's business.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from contract_tests.conformance.findings import Sign

_ORDER: Final = {"pending": 0, "processing": 1, "success": 2, "failed": 2, "canceled": 2}
TERMINAL: Final = frozenset({"success", "failed", "canceled"})


@dataclass(frozen=True, slots=True)
class Seen:
    """One reading of a task: milliseconds after its submit, the HTTP status, and ``data``.

    ``http`` is ``None`` when there was no answer.
    """

    at_ms: int
    http: int | None
    data: dict[str, Any]

    @property
    def status(self) -> str | None:
        """The task's status, where it is one in words."""
        found = self.data.get("status")
        return found if isinstance(found, str) else None


@dataclass(frozen=True, slots=True)
class History:
    """A task from its submit on. ``limit_ms`` is when it has to have ended.

    ``watched_ms`` is how long it was watched: a task that was not watched to its limit is not late.
    """

    task_id: str
    model: str
    limit_ms: int
    seen: tuple[Seen, ...] = ()
    watched_ms: int = 0

    @property
    def end(self) -> Seen | None:
        """The first reading that showed the task's end."""
        return next((s for s in self.seen if s.http == 200 and s.status in TERMINAL), None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a history shows about one invariant."""

    check: str
    sign: Sign
    words: str


def verdicts(history: History) -> Iterator[Verdict]:
    """Every invariant, each once, in the order of the checks."""
    read = [seen for seen in history.seen if seen.http == 200]
    yield _terminal_is_final(read)
    yield _result_is_frozen(read)
    yield _status_goes_forward(read)
    yield _id_matches(history, read)
    yield _fresh_is_found(history)
    yield _ends_in_time(history)


def _terminal_is_final(read: list[Seen]) -> Verdict:
    check = "task/terminal_is_final"
    ended: str | None = None
    again = 0
    for seen in read:
        if ended is not None and seen.status != ended:
            return Verdict(check, "bad", f"{ended}, then {seen.status} after {seen.at_ms} ms")
        again += ended is not None
        if seen.status in TERMINAL:
            ended = seen.status
    if not again:
        return Verdict(check, "unclear", "the end was not read twice")
    return Verdict(check, "good", f"{ended}, {again} times more")


def _result_is_frozen(read: list[Seen]) -> Verdict:
    check = "task/result_is_frozen"
    ended = [seen for seen in read if seen.status == "success"]
    if len(ended) < 2:
        return Verdict(check, "unclear", "no success was read twice")
    first = ended[0]
    for seen in ended[1:]:
        if _files(seen.data) != _files(first.data):
            return Verdict(check, "bad", f"other files after {seen.at_ms} ms")
    for seen in ended[1:]:
        if seen.data.get("result") != first.data.get("result"):
            return Verdict(check, "odd", f"the same files, told otherwise after {seen.at_ms} ms")
    return Verdict(check, "good", f"the same {len(ended)} times")


def _files(data: dict[str, Any]) -> Any:
    """The files of a result, without what a new signature of their addresses changes."""
    result = data.get("result")
    resources = result.get("resources") if isinstance(result, dict) else None
    if not isinstance(resources, list):
        return resources
    return [_file(entry) if isinstance(entry, dict) else entry for entry in resources]


def _file(entry: dict[str, Any]) -> dict[str, Any]:
    known = {k: entry.get(k) for k in ("type", "width", "height", "format", "role")}
    url = entry.get("url")
    try:
        path = urlsplit(url).path if isinstance(url, str) else url
    except ValueError:
        path = url
    return known | {"path": path}


def _status_goes_forward(read: list[Seen]) -> Verdict:
    check = "task/status_goes_forward"
    highest, name = -1, ""
    for seen in read:
        rank = _ORDER.get(seen.status or "")
        if rank is None:
            continue  # a status that nobody knows is neither forward nor back
        if rank < highest:
            return Verdict(check, "bad", f"{name}, then {seen.status} after {seen.at_ms} ms")
        highest, name = rank, seen.status or ""
    if highest < 0:
        return Verdict(check, "unclear", "no known status was read")
    return Verdict(check, "good", f"{len(read)} readings")


def _id_matches(history: History, read: list[Seen]) -> Verdict:
    check = "task/id_matches"
    for seen in read:
        found = seen.data.get("task_id")
        if found != history.task_id:
            what = "no id" if found is None else "another id"
            return Verdict(check, "bad", f"{what} after {seen.at_ms} ms")
    if not read:
        return Verdict(check, "unclear", "the task was never read")
    return Verdict(check, "good", f"{len(read)} readings")


def _fresh_is_found(history: History) -> Verdict:
    check = "task/fresh_is_found"
    for seen in history.seen:
        if seen.http == 404:
            return Verdict(check, "bad", f"unknown {seen.at_ms} ms after its submit")
        if seen.http == 200 and seen.status is None:
            return Verdict(check, "bad", f"without a status {seen.at_ms} ms after its submit")
    if not any(seen.http == 200 for seen in history.seen):
        return Verdict(check, "unclear", "the task was never read")
    return Verdict(check, "good", "found at every reading")


def _ends_in_time(history: History) -> Verdict:
    check = "task/ends_in_time"
    if history.end is not None:
        return Verdict(check, "good", f"ended within {history.end.at_ms} ms")
    last = history.seen[-1].at_ms if history.seen else 0
    if min(history.watched_ms, last) < history.limit_ms:
        return Verdict(check, "unclear", f"read for {last} ms only")
    if history.seen[-1].http != 200:
        return Verdict(check, "unclear", "it could not be read any more")
    status = history.seen[-1].status
    return Verdict(check, "bad", f"still {status} after {history.limit_ms} ms")
