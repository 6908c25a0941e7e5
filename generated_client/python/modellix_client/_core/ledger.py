"""What follows from the lines of a journal: what is left, and which keys are taken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from .._json import read_json
from .journal import JournalEntry, Recovery

_READ: Final = frozenset({1, 2})  # the formats that are understood


class Ledger:
    """The submits that the lines of a journal tell of, line after line."""

    __slots__ = ("_ended", "_entries", "_keys", "_number", "_unread")

    def __init__(self) -> None:
        self._entries: dict[str, JournalEntry] = {}
        self._keys: dict[str, list[str]] = {}  # names of the submits under a key, in order
        self._ended: set[str] = set()
        self._unread: list[int] = []
        self._number = 0

    def take(self, line: bytes) -> None:
        """Take the next line in, without its line feed."""
        self._number += 1
        if line.strip() and not self._understood(line):
            self._unread.append(self._number)

    def keyed(self, key: str) -> JournalEntry | None:
        """The submit under this key that may have started a task; the first, if there are more.

        If that one turns out to have started nothing, the key goes to the next in the order of the
        lines: whoever wrote that one may be about to send it, and nobody else may then.
        """
        names = self._keys.get(key, ())
        return next((self._entries[name] for name in names if name in self._entries), None)

    def recovery(self) -> Recovery:
        """What is left to look after."""
        left = list(self._entries.values())
        return Recovery(
            [one for one in left if one.task_id is not None and one.task_id not in self._ended],
            [one for one in left if one.task_id is None],
            list(self._unread),
        )

    def _understood(self, line: bytes) -> bool:
        try:
            record = read_json(line)
        except ValueError:
            return False
        if not isinstance(record, dict) or record.get("v") not in _READ:
            return False
        kind, name, at_ms = record.get("type"), record.get("id"), record.get("at_ms")
        task_id = record.get("task_id")
        if kind == "ended" and isinstance(task_id, str):
            self._ended.add(task_id)
            return True
        if not isinstance(name, str) or not isinstance(at_ms, int):
            return False
        if kind == "intent":
            key = record.get("key")
            self._intended(
                JournalEntry(
                    name,
                    str(record.get("model")),
                    at_ms,
                    key=key if isinstance(key, str) else None,
                )
            )
            return True
        if kind != "outcome":
            return False
        if record.get("outcome") in {"refused", "not_sent"}:
            self._entries.pop(name, None)
            return True
        # Without its intent too: a task id that stands in the journal is not lost.
        entry = self._entries.setdefault(name, JournalEntry(name, "", at_ms))
        status = record.get("status")
        entry.concluded = True
        entry.status = status if isinstance(status, int) else None
        if isinstance(task_id, str):
            entry.task_id = task_id
        return True

    def _intended(self, entry: JournalEntry) -> None:
        self._entries.setdefault(entry.id, entry)
        if entry.key is not None:
            self._keys.setdefault(entry.key, []).append(entry.id)


def recovery(lines: Iterable[bytes]) -> Recovery:
    """What is left to look after.

    Args:
        lines: The journal's lines without their line feeds; the last one may be torn.
    """
    ledger = Ledger()
    for line in lines:
        ledger.take(line)
    return ledger.recovery()
