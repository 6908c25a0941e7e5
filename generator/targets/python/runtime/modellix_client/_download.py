"""Files of a result on their way to the disk; what both faces share."""

from __future__ import annotations

import contextlib
import os
import secrets
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import urljoin, urlsplit

import httpx

from ._http import LOCATION, TROUBLE, can_be_read
from .errors import DownloadError

# What stops a download: odd addresses and folders are a ValueError of whoever reads them first.
STOPPED: Final = (*TROUBLE, ValueError, DownloadError)
LARGEST: Final = 2 * 1024**3
MOST_REDIRECTS: Final = 5
_OK: Final = 200
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_GONE: Final = frozenset({401, 403, 404, 410})


class FileSink:
    """A file that appears under its name only when it is complete.

    Args:
        directory: Where; made if it is not there.

    Raises:
        OSError: it cannot be written there.
    """

    def __init__(self, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self._directory = directory
        # In the same directory, so that the file only changes its name in the end.
        self._temporary = directory / f".modellix-{secrets.token_hex(8)}.part"
        self._file = self._temporary.open("xb")
        self._size = 0

    def write(self, piece: bytes) -> None:
        """Add a piece; raises ``DownloadError`` when it gets too large."""
        self._size += len(piece)
        if self._size > LARGEST:
            raise too_large()
        self._file.write(piece)

    def check_length(self, response: httpx.Response) -> None:
        """Raise ``DownloadError`` when the response is shorter than it said, or longer."""
        length = response.headers.get("content-length", "")
        coded = response.headers.get("content-encoding", "identity").strip().lower() != "identity"
        if not coded and length.isascii() and length.isdigit() and int(length) != self._size:
            raise DownloadError("the file's host sent another number of bytes than it said")

    def finish(self, stem: str, extension: str) -> Path:
        """Give the file its name, with -1, -2 … added while another one has it."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        number = 0
        while True:
            suffix = f"-{number}" if number else ""
            target = self._directory / f"{stem}{suffix}{extension}"
            try:
                self._claim(target)
            except FileExistsError:
                number += 1
            else:
                _sync_directory(self._directory)
                return target

    def discard(self) -> None:
        """Leave nothing behind, unless the file was finished."""
        # A full disk makes closing fail as well, which writes what is left in the buffer.
        with contextlib.suppress(OSError):
            self._file.close()
        with contextlib.suppress(OSError):
            self._temporary.unlink(missing_ok=True)

    def _claim(self, target: Path) -> None:
        try:
            os.link(self._temporary, target)  # the one way that never replaces a file
        except FileExistsError:
            raise
        except OSError:
            # A file system without hard links: take the name first, then fill it.
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            try:
                self._temporary.replace(target)
            except BaseException:
                target.unlink(missing_ok=True)
                raise


def checked_url(url: str | None, task_id: str) -> str:
    """The address of a file; raises ``DownloadError`` when there is none to fetch from."""
    if url is None or not _is_web(url):
        raise DownloadError(
            f"a file of task {task_id} has no http(s) address; Result.raw holds what there is",
            task_id=task_id,
        )
    return url


def redirected(response: httpx.Response) -> str | None:
    """Where the file is instead, or ``None``.

    Raises:
        DownloadError: somewhere that is not the web.
    """
    location = response.extensions.get(LOCATION)
    if not isinstance(location, str) or response.status_code not in _REDIRECTS:
        return None
    try:
        target = urljoin(str(response.url), location)
    except ValueError:
        target = ""
    if not _is_web(target):
        raise DownloadError("the file's host redirects to an address that is not http(s)")
    if response.url.scheme == "https" and urlsplit(target).scheme != "https":
        raise DownloadError("the file's host redirects from https to http")
    return target


def check_response(response: httpx.Response) -> None:
    """Raise ``DownloadError`` unless the response brings a file of bearable size."""
    status = response.status_code
    if status != _OK:
        hint = "; results expire, read the task again with client.tasks.get" * (status in _GONE)
        raise DownloadError(f"the file's host answered HTTP {status}{hint}", status=status)
    if not can_be_read(response):
        raise DownloadError("the file's host sent it in a coding that was not asked for")
    length = response.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and (len(length) > 15 or int(length) > LARGEST):  # noqa: PLR2004 (digits)
        raise too_large()


def too_large() -> DownloadError:
    """The error of a file past the limit."""
    return DownloadError(f"the file is over {LARGEST // 1024**3} GiB, which is not saved")


def too_many_redirects() -> DownloadError:
    """The error of a file that is always somewhere else."""
    return DownloadError(f"the file's host redirects more than {MOST_REDIRECTS} times")


def broken(error: Exception, task_id: str) -> DownloadError:
    """The error for whatever stopped a download; addresses may be signed, so none is shown."""
    if isinstance(error, DownloadError):
        reason, status = str(error), error.status
    else:
        reason = getattr(error, "strerror", None) or type(error).__name__
        status = None
    return DownloadError(
        f"a file of task {task_id} was not saved: {reason}; nothing half is left behind",
        task_id=task_id,
        status=status,
        safe_to_retry=True,
    )


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    host = parts.hostname
    return parts.scheme in {"https", "http"} and bool(host) and not _is_link_local(host or "")


def _is_link_local(host: str) -> bool:
    """Where cloud machines keep their secrets, and no file of a result can be."""
    try:
        return ip_address(host).is_link_local
    except ValueError:
        return False


def _sync_directory(directory: Path) -> None:
    # So that the name survives a power cut, too; not every system lets a directory be opened.
    with contextlib.suppress(OSError):
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
