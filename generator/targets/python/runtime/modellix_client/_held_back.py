"""What an HTTP library reads a body from: once, and with the last byte on its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Final

import anyio.lowlevel
import httpx

from ._body import Body
from .errors import MediaError

_BETWEEN_TURNS: Final = 512 * 1024


class HeldBack(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body on its way, in one attempt.

    The HTTP library gets the last byte as a piece of its own. Until it has asked for that piece,
    what it sent is shorter than announced and no JSON: nothing was submitted, whatever it raises.

    Args:
        body: What to send.

    Attributes:
        may_have_arrived: Set just before the last byte is handed over; never taken back.
        trouble: Why the body itself broke off, if it did.
    """

    def __init__(self, body: Body) -> None:
        self.may_have_arrived = False
        self.trouble: MediaError | None = None
        self._body = body
        self._begun = False
        self._reading: Iterator[bytes] | None = None

    def __iter__(self) -> Iterator[bytes]:
        return self._pieces()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        handed = 0
        for piece in self._pieces():
            yield piece
            handed += len(piece)
            # A library that collects pieces without waiting for anything must not keep the
            # event loop from its other work; what goes out below this takes well under 1 ms.
            if handed >= _BETWEEN_TURNS:
                handed = 0
                await anyio.lowlevel.checkpoint()

    def close(self) -> None:
        """Let go of the files that a broken attempt was reading."""
        reading, self._reading = self._reading, None
        close = getattr(reading, "close", None)
        if close is not None:
            close()

    async def aclose(self) -> None:
        """The same."""
        self.close()

    def _pieces(self) -> Iterator[bytes]:
        if self._begun:
            # A pool or a transport that sends again by itself would pay twice.
            raise httpx.StreamConsumed
        self._begun = True
        self._reading = self._body.pieces()
        try:
            yield from self._reading
        except MediaError as error:
            self.trouble = error
            raise
        self.may_have_arrived = True
        if self._body.last:
            yield self._body.last
