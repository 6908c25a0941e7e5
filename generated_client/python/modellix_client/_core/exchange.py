"""What is sent and what comes of it, in plain values that no HTTP library knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .._body import Body

REQUEST_ID = "x-request-id"
_LONGEST_ID = 128


class Request:
    """One HTTP request to the service.

    Attributes:
        method: ``GET``, ``POST`` or ``DELETE``.
        path: The path under the base URL, percent-encoded.
        headers: Headers of this request alone; the shells add the key and their own, and
            ``Content-Type: application/json`` to a body that does not say what it is.
        body: What to send, if anything: bytes, or a body that is produced while it is sent.
        may_have_arrived: Set by the shells once the last byte of the body was handed over.
    """

    __slots__ = ("body", "headers", "may_have_arrived", "method", "path")

    def __init__(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: Body | bytes | None = None,
    ) -> None:
        self.method = method
        self.path = path
        self.headers: Mapping[str, str] = headers or {}
        self.body = body
        self.may_have_arrived = False


class Answer:
    """A complete answer.

    Attributes:
        status: The HTTP status.
        headers: By lower-case names.
        body: The content, decoded; only its beginning when it was too large.
        oversize: Whether the content was over the limit and was not read to its end.
    """

    __slots__ = ("body", "headers", "oversize", "status")

    def __init__(
        self, status: int, headers: Mapping[str, str], body: bytes, *, oversize: bool = False
    ) -> None:
        self.status = status
        self.headers = headers
        self.body = body
        self.oversize = oversize

    @property
    def request_id(self) -> str | None:
        """The id that the service gave this request, if it is fit to be shown."""
        value = self.headers.get(REQUEST_ID, "")
        return value[:_LONGEST_ID] if value.isascii() and value.isprintable() and value else None


class Failure:
    """No complete answer came.

    Attributes:
        may_have_arrived: Whether the service may hold the whole request: ``False`` only where
            that is impossible, because the last byte was never handed over.
        reason: What happened, for a person; never the key or content.
        partial: The beginning of an answer that broke off; it may name a task.
    """

    __slots__ = ("may_have_arrived", "partial", "reason")

    def __init__(self, reason: str, *, may_have_arrived: bool, partial: bytes = b"") -> None:
        self.reason = reason
        self.may_have_arrived = may_have_arrived
        self.partial = partial
