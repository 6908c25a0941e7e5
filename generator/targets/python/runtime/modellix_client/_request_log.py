"""One event a request, for whoever listens to the logger ``modellix_client``; off by default.

``logging.getLogger("modellix_client").setLevel(logging.INFO)`` and a handler are all it takes. The
text names the method, the path, the HTTP status (or what went wrong) and the time; the record
carries the same as a mapping under the attribute ``modellix``. Neither holds the key, a header, a
body, or an answer's content. Of a file that is fetched only the host is named.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from types import TracebackType
from typing import Final, Self

from ._body import Body
from ._clock import Clock
from ._core.exchange import Answer, Failure, Request

LOGGER: Final = logging.getLogger("modellix_client")
# Without a handler of its own, a program that set none up would see some events on stderr.
LOGGER.addHandler(logging.NullHandler())
_INTERRUPTED: Final = "interrupted"


def log_request(request: Request, event: Answer | Failure | None, elapsed_ms: int) -> None:
    """Tell the logger that a request has ended.

    Args:
        request: What was sent.
        event: What came of it; ``None`` when an exception took its place.
        elapsed_ms: From its beginning to its end, in milliseconds of the client's clock.
    """
    if not LOGGER.isEnabledFor(logging.INFO):
        return
    # An answer has arrived by now: a handler or filter that raises must not lose what it says.
    with suppress(Exception):
        fields = _fields(request, event, elapsed_ms)
        end = fields["status"] or fields["trouble"]
        LOGGER.info(
            "%s %s: %s in %d ms",
            request.method,
            request.path,
            end,
            elapsed_ms,
            extra={"modellix": fields},
        )


class Fetch:
    """The block in which one request for a file is made and read; its end is the event.

    Of the address only the host is told: whoever has the rest of a signed one has the file.

    Args:
        scheme: ``http`` or ``https``.
        host: Where the file is.
        clock: The client's.

    Attributes:
        status: The HTTP status, once there is one.
    """

    __slots__ = ("_clock", "_origin", "_started", "status")

    def __init__(self, scheme: str, host: str, clock: Clock) -> None:
        self._origin = f"{scheme}://{host}"
        self._clock = clock
        self._started = clock.now()
        self.status: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if not LOGGER.isEnabledFor(logging.INFO):
            return
        with suppress(Exception):
            elapsed_ms = self._clock.now() - self._started
            trouble = None if kind is None else kind.__name__
            fields = {
                "method": "GET",
                "origin": self._origin,
                "status": self.status,
                "trouble": trouble,
                "elapsed_ms": elapsed_ms,
            }
            end = trouble if self.status is None or trouble else self.status
            LOGGER.info(
                "GET a file of %s: %s in %d ms",
                self._origin,
                end,
                elapsed_ms,
                extra={"modellix": fields},
            )


def _fields(
    request: Request, event: Answer | Failure | None, elapsed_ms: int
) -> dict[str, str | int | bool | None]:
    answer = event if isinstance(event, Answer) else None
    trouble = None
    if answer is None:
        trouble = event.reason if isinstance(event, Failure) else _INTERRUPTED
    return {
        "method": request.method,
        "path": request.path,
        "status": answer.status if answer is not None else None,
        "trouble": trouble,
        "may_have_arrived": event.may_have_arrived if isinstance(event, Failure) else None,
        "elapsed_ms": elapsed_ms,
        "sent_bytes": _length(request.body),
        "received_bytes": len(answer.body) if answer is not None else None,
        "request_id": request.headers.get("X-Request-ID"),
        "answer_id": answer.request_id if answer is not None else None,
    }


def _length(body: Body | bytes | None) -> int:
    if body is None:
        return 0
    return body.length if isinstance(body, Body) else len(body)
