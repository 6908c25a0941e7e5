"""A client of the Modellix API: image and video generation by many models.

``Modellix`` blocks, ``AsyncModellix`` is awaited; everything else comes out of these two or is
raised by them. Each name is loaded with its first use.
"""

from __future__ import annotations

TYPE_CHECKING = False  # typing.TYPE_CHECKING without the cost of importing typing
if TYPE_CHECKING:
    from .client import AsyncModellix, Modellix
    from .errors import (
        APIConnectionError,
        APIStatusError,
        AuthenticationError,
        BadRequestError,
        ConfigurationError,
        DownloadError,
        InvalidRequestError,
        MediaError,
        ModellixError,
        NotFoundError,
        NotSubmittedError,
        PaymentRequiredError,
        PermissionDeniedError,
        RateLimitError,
        RequestWarning,
        ServerError,
        SubmissionOutcomeUnknownError,
        TaskCanceledError,
        TaskFailedError,
        TaskTimeoutError,
        UnexpectedResponseError,
    )
    from .mapped import Mapped
    from .results import AsyncResult, DownloadProgress, Result
    from .tasks import AsyncTask, Task
    from .types import UNSET
    from .violations import Violation

    __version__: str

__all__ = [
    "UNSET",
    "APIConnectionError",
    "APIStatusError",
    "AsyncModellix",
    "AsyncResult",
    "AsyncTask",
    "AuthenticationError",
    "BadRequestError",
    "ConfigurationError",
    "DownloadError",
    "DownloadProgress",
    "InvalidRequestError",
    "Mapped",
    "MediaError",
    "Modellix",
    "ModellixError",
    "NotFoundError",
    "NotSubmittedError",
    "PaymentRequiredError",
    "PermissionDeniedError",
    "RateLimitError",
    "RequestWarning",
    "Result",
    "ServerError",
    "SubmissionOutcomeUnknownError",
    "Task",
    "TaskCanceledError",
    "TaskFailedError",
    "TaskTimeoutError",
    "UnexpectedResponseError",
    "Violation",
    "__version__",
]

_ELSEWHERE = {
    "AsyncModellix": "client",
    "Modellix": "client",
    "Mapped": "mapped",
    "AsyncResult": "results",
    "DownloadProgress": "results",
    "Result": "results",
    "AsyncTask": "tasks",
    "Task": "tasks",
    "UNSET": "types",
    "Violation": "violations",
    "__version__": "_spec",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 (not needed until here)

    module = import_module(f".{_ELSEWHERE.get(name, 'errors')}", __name__)
    value: object = getattr(module, "VERSION" if name == "__version__" else name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
