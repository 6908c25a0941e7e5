"""What is sent and what comes of it, in plain values that no HTTP library knows."""

from __future__ import annotations

from collections.abc import Mapping

REQUEST_ID = "x-request-id"
_LONGEST_ID = 128


class Request:
    """One HTTP request to the service.

    Attributes:
        method: ``GET`` or ``POST``.
        path: The path under the base URL, percent-encoded.
        headers: Headers of this request alone; the shells add the key and their own.
        body: The bytes to send, if any.
    """

    __slots__ = ("body", "headers", "method", "path")

    def __init__(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> None:
        self.method = method
        self.path = path
        self.headers: Mapping[str, str] = headers or {}
        self.body = body


class Answer:
    """A complete answer.

    Attributes:
        status: The HTTP status.
        headers: By lower-case names.
        body: The content, decoded; empty when it was too large.
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
            that is impossible, as when no connection was made.
        reason: What happened, for a person; never the key or content.
    """

    __slots__ = ("may_have_arrived", "reason")

    def __init__(self, reason: str, *, may_have_arrived: bool) -> None:
        self.reason = reason
        self.may_have_arrived = may_have_arrived
