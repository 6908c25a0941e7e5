"""A journal of submits on disk, so that a task is not lost with the process that started it.

``Modellix(journal="submits.ndjson")`` writes a line before each submit and one after it, and
``client.tasks.recover()`` tells what is left to look after. Several processes and threads may share
one file; it grows, and may be moved away whenever nothing is running. It holds model names, task
ids and times, and never an API key, a prompt or an image. The keys that ``map`` is given are
written into it as they are: they are your own text; keep out of them what must not lie on a disk.
"""

from __future__ import annotations

import os
import time
import warnings
from contextlib import contextmanager, suppress
from secrets import token_hex
from threading import Lock
from typing import TYPE_CHECKING, Final

from ._core.journal import (
    JournalEntry,
    Recovery,
    ended_line,
    intent_line,
    outcome_line,
)
from ._core.ledger import Ledger, recovery
from ._core.submission import Accepted
from .errors import ConfigurationError, NotSubmittedError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

try:
    import fcntl
except ImportError:  # Windows: there O_APPEND and the lock between threads have to do
    fcntl = None  # type: ignore[assignment]

__all__ = ["Journal", "JournalEntry", "Recovery"]

_LINE_FEED: Final = b"\n"
_FLAGS: Final = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0)
_OWNER_ONLY: Final = 0o600


class Journal:
    """An append-only file of NDJSON: each line is one write, and on the disk when it returns.

    Args:
        path: The file; made with the first submit if it is not there, readable to its owner.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = os.fspath(path)
        self._lock = Lock()
        self._keys = _Keys()

    def intend(self, model: str) -> str:
        """Note that a submit is about to be sent; returns the name to note its outcome under.

        Raises:
            ConfigurationError: the journal cannot be written, so nothing must be sent.
        """
        intent = token_hex(8)
        try:
            self._append(intent_line(intent, model, _now_ms()))
        except OSError as error:
            raise _not_written(error) from None
        return intent

    def look(self, key: str) -> JournalEntry | None:
        """The submit under a key that may have started a task; ``None`` when the key is free.

        Raises:
            ConfigurationError: the file cannot be read.
        """
        try:
            with self._opened() as file:
                return self._keys.read(file).keyed(key)
        except OSError as error:
            raise _not_written(error) from None

    def claim(self, model: str, key: str) -> str | JournalEntry:
        """Note that a submit is about to be sent under a key, unless one was already.

        Of several processes and threads that claim a key at once, one gets it.

        Returns:
            The name to note its outcome under; or the submit that has the key.

        Raises:
            ConfigurationError: the journal cannot be written, so nothing must be sent.
        """
        intent = token_hex(8)
        try:
            with self._opened() as file:
                taken = self._keys.read(file).keyed(key)
                if taken is not None:
                    return taken
                self._write(file, intent_line(intent, model, _now_ms(), key))
                first = self._keys.read(file).keyed(key)
        except OSError as error:
            raise _not_written(error) from None
        if first is not None and first.id != intent:
            # Where files cannot be locked, the order of the lines decides.
            self._note(outcome_line(intent, NotSubmittedError(), _now_ms()))
            return first
        return intent

    def conclude(self, intent: str, verdict: Accepted | BaseException) -> None:
        """Note what came of a submit; a journal that fails now warns, the task is not lost by it.

        Args:
            intent: What ``intend`` returned.
            verdict: What the submit returned or raised.
        """
        self._note(outcome_line(intent, verdict, _now_ms()))

    def end(self, task_id: str) -> None:
        """Note that the end of a task was seen; a journal that fails warns."""
        self._note(ended_line(task_id, _now_ms()))

    def recover(self) -> Recovery:
        """Read what is left to look after; nothing, when there is no such file yet.

        Raises:
            ConfigurationError: the file cannot be read.
        """
        try:
            return recovery(self._lines())
        except OSError as error:
            raise ConfigurationError(
                f"the journal cannot be read ({error.strerror or type(error).__name__})"
            ) from None

    def _lines(self) -> Iterator[bytes]:
        try:
            with open(self.path, "rb") as file:  # noqa: PTH123 (any path object, not only pathlib's)
                for line in file:
                    yield line.removesuffix(_LINE_FEED)
        except FileNotFoundError:
            return

    def _note(self, line: bytes) -> None:
        try:
            self._append(line)
        except OSError as error:
            # Raising would lose the task that the caller is about to get; so would a warning that
            # a filter turns into an error.
            with suppress(Warning):
                warnings.warn(
                    f"the journal cannot be written ({error.strerror or type(error).__name__}): "
                    f"it will list a submit as unknown or unfinished that is not",
                    RuntimeWarning,
                    stacklevel=2,
                )

    def _append(self, line: bytes) -> None:
        """Write a line in one piece, and wait until it is on the disk."""
        with self._opened() as file:
            self._write(file, line)

    @contextmanager
    def _opened(self) -> Generator[int]:
        """The file, which nobody else writes meanwhile."""
        with self._lock:
            file = os.open(self.path, _FLAGS, _OWNER_ONLY)
            try:
                if fcntl is not None:
                    fcntl.flock(file, fcntl.LOCK_EX)  # goes with the descriptor
                yield file
            finally:
                os.close(file)

    def _write(self, file: int, line: bytes) -> None:
        size = os.lseek(file, 0, os.SEEK_END)
        if _is_torn(file, size):
            line = _LINE_FEED + line
        if os.write(file, line) != len(line):
            raise OSError(0, "the disk is full")
        os.fsync(file)
        if size == 0:
            _keep_name(self.path)


class _Keys:
    """What the journal says of keys; reads only what was added since the last time."""

    def __init__(self) -> None:
        self._file: tuple[int, int] | None = None
        self._read = 0
        self._ledger = Ledger()

    def read(self, file: int) -> Ledger:
        """What stands in the open file now."""
        state = os.fstat(file)
        if self._file != (state.st_dev, state.st_ino) or state.st_size < self._read:
            self._file, self._read, self._ledger = (state.st_dev, state.st_ino), 0, Ledger()
        os.lseek(file, self._read, os.SEEK_SET)
        added = b""
        while len(added) < state.st_size - self._read:
            piece = os.read(file, state.st_size - self._read - len(added))
            if not piece:
                break
            added += piece
        # A last line without its end is read once it has one.
        whole = added[: added.rfind(_LINE_FEED) + 1]
        for line in whole[:-1].split(_LINE_FEED) if whole else ():
            self._ledger.take(line)
        self._read += len(whole)
        return self._ledger


def _not_written(error: OSError) -> ConfigurationError:
    return ConfigurationError(
        f"the journal cannot be written ({error.strerror or type(error).__name__}), "
        f"nothing was sent; check its path and the room on the disk"
    )


def _is_torn(file: int, size: int) -> bool:
    """Whether the last line lacks its end: then a process died while it wrote it."""
    if size == 0:
        return False
    os.lseek(file, size - 1, os.SEEK_SET)
    return os.read(file, 1) != _LINE_FEED


def _keep_name(path: str) -> None:
    """Have the folder written too: a new file is on the disk only with its name in there."""
    if fcntl is None:  # Windows opens no folders
        return
    folder = os.open(os.path.dirname(path) or ".", os.O_RDONLY)  # noqa: PTH120
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
