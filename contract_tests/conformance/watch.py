"""Ends a connection whose exchange takes too long: the HTTP library bounds each read, not all."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import Any, Final, Self

# When these are through there is a stream to speak over; the later one replaces the earlier.
_CONNECTED: Final = ("connect_tcp.complete", "start_tls.complete")


class Watch:
    """Runs for the length of a ``with``; ``ended`` tells whether it had to act.

    ``trace`` is for the request's extension of that name, and learns the connection from it.
    """

    def __init__(self, seconds: float) -> None:
        self.ended = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def trace(self, event: str, info: dict[str, Any]) -> None:
        """Called by the HTTP library at each of its steps."""
        if event.endswith(_CONNECTED):
            self._socket = info["return_value"].get_extra_info("socket")

    def _end(self) -> None:
        self.ended = True
        if self._socket is not None:
            # One that is closed already needs no end.
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
