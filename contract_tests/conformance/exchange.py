"""What is sent and what comes back, free of any HTTP library."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol

Headers = tuple[tuple[str, str], ...]
Trouble = Literal["unreachable", "timeout", "broken", "oversized"]
# The service's own tool reads no longer answer either (api facts, section 5).
MAX_ANSWER: Final = 16 * 1024 * 1024
NOT_JSON: Final = object()


@dataclass(frozen=True, slots=True)
class Request:
    """One request; ``repr`` leaves headers and content out, for the key is in the one."""

    method: str
    path: str
    headers: Headers = ()
    content: bytes = b""

    def __repr__(self) -> str:
        return f"Request({self.method!r}, {self.path!r}, {len(self.content)} bytes)"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer."""

    status: int
    headers: Headers = ()
    body: bytes = b""

    def header(self, name: str) -> str | None:
        """The value of a header, or ``None``."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    def json(self) -> Any:
        """The body as JSON, or ``NOT_JSON``."""
        try:
            return _told_in_utf8(json.loads(self.body, parse_constant=_no_number))
        except (ValueError, RecursionError):
            return NOT_JSON


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no JSON")


def _told_in_utf8(value: Any) -> Any:
    """The value; half a surrogate pair, which no address or report can hold, becomes ``?``."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.loads(text.encode("utf-8", "replace"))
    return value


@dataclass(frozen=True, slots=True)
class Fault:
    """No answer. ``sent`` is false only when not one byte can have arrived."""

    trouble: Trouble
    words: str
    sent: bool = True


class Transport(Protocol):
    """Sends one request and waits a bounded time for its answer; follows no redirect."""

    def send(self, request: Request) -> Answer | Fault:
        """The answer, or why there is none."""
        ...


class Clock(Protocol):
    """Whole milliseconds."""

    def now(self) -> int:
        """Milliseconds since the clock's zero."""
        ...

    def sleep(self, ms: int) -> None:
        """Let time pass."""
        ...
