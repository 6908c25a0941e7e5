"""Every error that this package raises.

Each carries what it knows: the task, the HTTP status, the service's request id, and whether
the same call may be made again without starting a second task. None of them holds the API
key, a prompt, an image or the address of one, so they are fit for logs; of a message of the service
the first 300 characters are passed on, without what they quote of a submit. All of them survive
pickling.
"""

from __future__ import annotations

TYPE_CHECKING = False  # typing.TYPE_CHECKING without the cost of importing typing
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .violations import Violation

__all__ = [
    "APIConnectionError",
    "APIStatusError",
    "AuthenticationError",
    "BadRequestError",
    "ConfigurationError",
    "DownloadError",
    "InvalidRequestError",
    "MediaError",
    "ModellixError",
    "NotFoundError",
    "NotSubmittedError",
    "PaymentRequiredError",
    "PermissionDeniedError",
    "RateLimitError",
    "RequestWarning",
    "ServerError",
    "SubmissionOutcomeUnknownError",
    "TaskCanceledError",
    "TaskFailedError",
    "TaskTimeoutError",
    "UnexpectedResponseError",
]


class ModellixError(Exception):
    """The base of every error of this package.

    Attributes:
        task_id: The task it is about, if there is one by now.
        status: The HTTP status of the answer behind it, if there was one.
        request_id: The id that the service gave the request, to quote to its support.
        safe_to_retry: Whether the same call may be made again as it is: it has started no
            task, and it may succeed the next time.
        cause: The error of this package behind this one, if there is one.
    """

    def __init__(
        self,
        message: str = "",
        *,
        task_id: str | None = None,
        status: int | None = None,
        request_id: str | None = None,
        safe_to_retry: bool = False,
        cause: ModellixError | None = None,
    ) -> None:
        super().__init__(message)
        self.task_id = task_id
        self.status = status
        self.request_id = request_id
        self.safe_to_retry = safe_to_retry
        self.cause = cause
        if cause is not None:
            self.__cause__ = cause


class ConfigurationError(ModellixError):
    """A setting of the client or of a call cannot be used; nothing was sent."""


class InvalidRequestError(ModellixError):
    """The request breaks the model's rules; nothing was sent.

    Attributes:
        violations: Every broken rule, in the contract's order; empty when the request could
            not be written as JSON at all.
    """

    def __init__(self, message: str = "", *, violations: Sequence[Violation] = ()) -> None:
        super().__init__(message)
        self.violations = tuple(violations)


class MediaError(ModellixError):
    """An image that was given as a file, as bytes or as an object cannot be read.

    Attributes:
        path: The parameter, as an RFC 6901 pointer.
    """

    def __init__(self, message: str = "", *, path: str = "") -> None:
        super().__init__(message)
        self.path = path


class APIConnectionError(ModellixError):
    """No complete answer came: the connection failed, broke or stood still for too long."""


class UnexpectedResponseError(ModellixError):
    """An answer that makes no sense: not JSON, about another task, too large, a redirect."""


class APIStatusError(ModellixError):
    """The service answered with an HTTP error status that has no class of its own.

    Attributes:
        retry_after_ms: For how many milliseconds the service asked to be left alone, if it did.
    """

    retry_after_ms: int | None = None


class BadRequestError(APIStatusError):
    """400: a parameter is missing, malformed or out of range."""


class AuthenticationError(APIStatusError):
    """401: the API key is missing, invalid or expired."""


class PaymentRequiredError(APIStatusError):
    """402: the balance does not suffice, or the account is in arrears."""


class PermissionDeniedError(APIStatusError):
    """403: the key may not do this."""


class NotFoundError(APIStatusError):
    """404: the task, the model or the path is unknown, or the task has expired."""


class RateLimitError(APIStatusError):
    """429: too many requests a minute, or too many tasks at once.

    Attributes:
        kind: ``rate`` or ``concurrency``, as the message says; ``None`` if it does not.
    """

    kind: str | None = None


class ServerError(APIStatusError):
    """500 and above: the service failed or is not available."""


class NotSubmittedError(ModellixError):
    """The request never reached the service: no task was started, nothing is billed."""


class SubmissionOutcomeUnknownError(ModellixError):
    """A submit was sent and nothing proves whether a task was started: it may be billed.

    ``cause`` is the answer or the failure that left the question open.
    """


class TaskFailedError(ModellixError):
    """The task ended without a result.

    Attributes:
        task_status: The task's last status, as the service wrote it.
    """

    task_status: str | None = None


class TaskCanceledError(TaskFailedError):
    """The task was canceled at the service."""


class TaskTimeoutError(ModellixError):
    """The wait is over and the task is not; it goes on at the service, and can be waited for."""


class DownloadError(ModellixError):
    """A file of a result could not be saved; the task and its result are not touched by that.

    Attributes:
        saved: The files of the same ``Result.save`` that were saved before, complete.
    """

    saved: tuple[Path, ...] = ()


class RequestWarning(UserWarning):
    """A request looks wrong to a rule that does not block it."""
