"""What goes in and out of the service, free of any HTTP library."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request.

    ``path`` is the raw path, percent-encoding and all, without the query, which the service does
    not read. ``repr`` leaves out headers and body: they hold the key, prompts and images.
    """

    method: str
    path: str
    headers: Headers = ()
    body: bytes = b""

    def __repr__(self) -> str:
        return f"Request({self.method!r}, {self.path!r}, {len(self.body)} bytes)"

    def header(self, name: str) -> str | None:
        """The value of a header, several of one name joined by a comma as RFC 9110 has it."""
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        return ", ".join(values) if values else None


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer; ``headers`` hold its type, a door adds the length."""

    status: int
    headers: Headers
    body: bytes

    def header(self, name: str) -> str | None:
        """The value of a header, or ``None``."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def json(self) -> Any:
        """The body, read as JSON; raises ``ValueError`` when it is none."""
        return json.loads(self.body)

    def adding(self, headers: Headers) -> Answer:
        """The same answer with more headers."""
        return Answer(self.status, self.headers + headers, self.body)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """What a request was, without key, prompt or image; ``at_ms`` is the service's clock."""

    method: str
    path: str
    status: int
    at_ms: int


def json_answer(status: int, value: object, headers: Headers = ()) -> Answer:
    """An answer that carries JSON: UTF-8, no spaces."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Answer(status, (("content-type", "application/json"), *headers), body)
