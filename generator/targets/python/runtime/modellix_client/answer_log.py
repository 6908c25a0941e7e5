"""A log of what the service said to submits, to hold the spec against; off by default.

``Modellix(answer_log="answers.ndjson")`` adds a line for each answer to a submit. It holds no key,
no prompt, no image and no address, and nobody's words: numbers, lengths, parameter names and rule
ids. Where the service refuses what the docs allow, or takes what they forbid, the log shows it, and
the project's ``make drift`` reads it.
"""

from __future__ import annotations

import os
import time
import warnings
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ._core.answer_line import Submitted
    from ._core.exchange import Answer

__all__ = ["AnswerLog"]

_FLAGS: Final = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0)
_OWNER_ONLY: Final = 0o600


class AnswerLog:
    """An append-only file of NDJSON; each line is one write, so that processes may share it.

    Args:
        path: The file; made with the first answer, readable to its owner.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = os.fspath(path)
        self._lock = Lock()
        self._warned = False

    def note(self, submitted: Submitted, path: str, answer: Answer) -> None:
        """Add the line for an answer; a log that fails warns once, the task is not lost by it."""
        try:
            line = submitted.line(path, answer, time.time_ns() // 1_000_000)
            with self._lock:
                file = os.open(self.path, _FLAGS, _OWNER_ONLY)
                try:
                    os.write(file, line)
                finally:
                    os.close(file)
        except Exception as error:  # noqa: BLE001 (a task may have been started: it comes first)
            self._warn(error)

    def _warn(self, error: Exception) -> None:
        if self._warned:
            return
        self._warned = True
        reason = getattr(error, "strerror", None) or type(error).__name__
        # A filter may turn a warning into an error.
        with suppress(Warning):
            warnings.warn(
                f"the answer log cannot be written ({reason}); it will lack lines",
                RuntimeWarning,
                stacklevel=2,
            )
