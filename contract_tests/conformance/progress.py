"""A progress bar on a terminal; nothing where nobody looks."""

from __future__ import annotations

from typing import Final, Self, TextIO

_WIDTH: Final = 30
_LABEL: Final = 44


class Progress:
    """Call it with how many are done, how many there are, and what comes next."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shown = stream.isatty()

    def __call__(self, done: int, every: int, what: str) -> None:
        """Draw the bar anew."""
        if not self._shown:
            return
        filled = _WIDTH * done // max(every, 1)
        bar = "█" * filled + "·" * (_WIDTH - filled)
        self._stream.write(f"\r{bar} {done}/{every} {what[:_LABEL]:<{_LABEL}}")
        self._stream.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._stream.write("\r" + " " * (_WIDTH + _LABEL + 16) + "\r")
            self._stream.flush()
