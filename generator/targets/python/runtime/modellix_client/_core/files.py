"""Media files on the service: the requests, and what their answers say."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from ..errors import ConfigurationError, ModellixError, UnexpectedResponseError
from ..violations import Json
from .answers import OK, connection_error, content, error_of
from .exchange import Answer, Failure, Request

ATTEMPTS: Final = 2
PAUSE_MS: Final = 1_000
# Where a list may stand: `data` itself, or one of these members of it; the docs do not say.
_LISTS: Final = ("files", "items", "list")


class UploadRequest:
    """One upload: send ``request``, tell what came of it, and once more while told so.

    It costs nothing and still is sent once, since every arrival takes one of the few places that
    an account has for files; only what provably did not arrive is sent again.
    """

    __slots__ = ("_left", "request")

    def __init__(self, path: str, body: bytes, content_type: str) -> None:
        self.request = Request("POST", path, headers={"Content-Type": content_type}, body=body)
        self._left = ATTEMPTS

    def receive(self, event: Answer | Failure) -> dict[str, Json] | ModellixError | None:
        """Judge what came of sending it.

        Returns:
            What the service says of the file, the error to raise, or ``None``: nothing
            arrived, and it is to be sent again after ``PAUSE_MS``.
        """
        self._left -= 1
        what = f"upload to {self.request.path}"
        if isinstance(event, Failure):
            if not event.may_have_arrived and self._left > 0:
                return None
            return connection_error(event, what, paid=True)
        found = content(event) if event.status in OK else None
        if found is None:
            return error_of(event, what, paid=True)
        data = found.get("data")
        if isinstance(data, dict) and _is_id(data.get("file_id")):
            return data
        return _odd(event, what, "data.file_id")


def list_request(path: str) -> Request:
    """The request that lists the files."""
    return Request("GET", path)


def listed(event: Answer | Failure, path: str) -> list[dict[str, Json]] | ModellixError:
    """The files that an answer lists, or the error that it is."""
    what = f"GET {path}"
    if isinstance(event, Failure):
        return connection_error(event, what)
    found = content(event) if event.status in OK else None
    if found is None:
        return error_of(event, what)
    data = found.get("data")
    if isinstance(data, dict):
        data = next((data[name] for name in _LISTS if isinstance(data.get(name), list)), None)
    if not isinstance(data, list):
        return _odd(event, what, "a list of files")
    return [item for item in data if isinstance(item, dict)]


def delete_request(path: str, file_id: object) -> Request:
    """The request that deletes a file; ``path`` holds ``{file_id}``.

    Raises:
        ConfigurationError: an id that no path can carry.
    """
    if not isinstance(file_id, str) or not file_id:
        raise ConfigurationError(
            "a file id must be a string that is not empty, as MediaFile.file_id holds it"
        )
    encoded = quote(file_id, safe="", errors="replace")
    if encoded in {".", ".."}:  # these would name another path
        encoded = encoded.replace(".", "%2E")
    return Request("DELETE", path.replace("{file_id}", encoded))


def deleted(event: Answer | Failure, request: Request) -> ModellixError | None:
    """``None`` when the file is gone, else the error; any 2xx says that it is."""
    what = f"DELETE {request.path}"
    if isinstance(event, Failure):
        return connection_error(event, what)
    return None if event.status in OK else error_of(event, what)


def _is_id(value: Json) -> bool:
    return isinstance(value, str) and bool(value)


def _odd(answer: Answer, what: str, member: str) -> UnexpectedResponseError:
    return UnexpectedResponseError(
        f"{what}: the answer does not hold {member}",
        status=answer.status,
        request_id=answer.request_id,
    )
