"""Reading answers: the envelope, and the error that a status stands for."""

from __future__ import annotations

import re
from typing import Final

from .._json import read_json
from ..errors import (
    APIConnectionError,
    APIStatusError,
    AuthenticationError,
    BadRequestError,
    ModellixError,
    NotFoundError,
    PaymentRequiredError,
    PermissionDeniedError,
    RateLimitError,
    ServerError,
    UnexpectedResponseError,
)
from ..violations import Json
from .exchange import Answer, Failure
from .retry_after import retry_after_ms

OK: Final = range(200, 300)
REDIRECT: Final = range(300, 400)
TOO_MANY: Final = 429
NOT_FOUND: Final = 404
FIRST_ERROR: Final = 400
FIRST_SERVER_ERROR: Final = 500
_REQUEST_TIMEOUT: Final = 408

# What the message of an error begins with (api-facts 5).
CATEGORIES: Final = (
    "Invalid parameters",
    "Missing required parameter",
    "Invalid format",
    "Value out of range",
    "Authentication failed",
    "Resource not found",
    "Rate limit exceeded",
    "Concurrent limit exceeded",
)
_LONGEST_MESSAGE: Final = 300
# Behind these stands what gives access to a file.
_SIGNED: Final = re.compile(r"(https?://[^\s?#'\"<>]+)[?#][^\s'\"<>]*", re.IGNORECASE)
_CLASSES: Final[dict[int, type[APIStatusError]]] = {
    400: BadRequestError,
    401: AuthenticationError,
    402: PaymentRequiredError,
    403: PermissionDeniedError,
    404: NotFoundError,
    429: RateLimitError,
}
_ADVICE: Final = {
    401: "check the API key",
    402: "the account needs balance",
    403: "the API key may not do this",
}


def passes(status: int) -> bool:
    """Whether a read that was answered with this status is worth repeating."""
    return status in {_REQUEST_TIMEOUT, TOO_MANY} or status >= FIRST_SERVER_ERROR


def content(answer: Answer) -> dict[str, Json] | None:
    """The JSON object that the answer holds, or ``None``."""
    if answer.oversize:
        return None
    try:
        value = read_json(answer.body)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def data_of(answer: Answer) -> dict[str, Json] | None:
    """The ``data`` of the envelope, or ``None`` when there is no such object."""
    envelope = content(answer)
    data = envelope.get("data") if envelope is not None else None
    return data if isinstance(data, dict) else None


def error_of(
    answer: Answer, what: str, *, task_id: str | None = None, paid: bool = False
) -> ModellixError:
    """The error for an answer that did not bring what was asked for.

    Args:
        answer: The answer.
        what: What was asked for, as the beginning of a sentence.
        task_id: The task that it is about.
        paid: Whether repeating the request could start a second task.
    """
    if answer.status < FIRST_ERROR:
        return UnexpectedResponseError(
            f"{what}: {_oddity(answer)}",
            task_id=task_id,
            status=answer.status,
            request_id=answer.request_id,
        )
    message = _message(answer)
    advice = _ADVICE.get(answer.status)
    kind = _CLASSES.get(answer.status, APIStatusError)
    if answer.status >= FIRST_SERVER_ERROR:
        kind = ServerError
    error = kind(
        f"{what}: HTTP {answer.status}"
        + (f", {message}" if message else "")
        + (f" ({advice})" if advice else ""),
        task_id=task_id,
        status=answer.status,
        request_id=answer.request_id,
        safe_to_retry=answer.status == TOO_MANY or (not paid and passes(answer.status)),
    )
    error.retry_after_ms = retry_after_ms(answer.headers)
    if isinstance(error, RateLimitError):
        error.kind = _limit_kind(message)
    return error


def connection_error(
    failure: Failure, what: str, *, task_id: str | None = None, paid: bool = False
) -> APIConnectionError:
    """The error for a request that got no complete answer; arguments as for ``error_of``."""
    return APIConnectionError(
        f"{what}: {failure.reason}",
        task_id=task_id,
        safe_to_retry=not (paid and failure.may_have_arrived),
    )


def _oddity(answer: Answer) -> str:
    if answer.status in REDIRECT:
        return (
            f"HTTP {answer.status} points to another address, which is never followed because "
            f"the API key would go there; check base_url"
        )
    if answer.oversize:
        return f"HTTP {answer.status} with an answer over 16 MiB"
    if content(answer) is None:
        return f"HTTP {answer.status} with an answer that is no JSON object"
    return f"HTTP {answer.status} with an answer that does not hold what was asked for"


def _message(answer: Answer) -> str:
    """What the service says, on one line, of bounded length, addresses without their queries."""
    envelope = content(answer)
    message = envelope.get("message") if envelope is not None else None
    if not isinstance(message, str):
        return ""
    message = _SIGNED.sub(r"\1?…", message)
    line = "".join(letter if letter.isprintable() else " " for letter in message[:_LONGEST_MESSAGE])
    return line.strip() + ("…" if len(message) > _LONGEST_MESSAGE else "")


def _limit_kind(message: str) -> str | None:
    lowered = message.lower()
    if "concurren" in lowered:
        return "concurrency"
    return "rate" if "rate" in lowered else None
