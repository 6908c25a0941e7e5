"""What both faces share of saving a file: the options, the order, and the error in the end."""

from __future__ import annotations

import os
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypedDict, cast
from urllib.parse import urlsplit

from ._core.file_name import NAMES, Names, clash_key, file_name
from ._core.networks import Reach
from ._core.transfer import Transfer
from ._settings import is_loopback, milliseconds
from .errors import ConfigurationError, DownloadError

if TYPE_CHECKING:
    from ._engine import Engine

MAX_BYTES: Final = 2 * 1024**3
MAX_TOTAL_BYTES: Final = 8 * 1024**3
MAX_FILES: Final = 100
TIMEOUT_S: Final = 3_600.0
_MEDIA: Final = frozenset({"image", "video", "audio"})


@dataclass(frozen=True, slots=True)
class DownloadProgress:
    """How far a file of a result is.

    Attributes:
        task_id: Whose result it is.
        index: Which file of it, from 0.
        received: Bytes that are there; falls back to 0 when the file has to begin again.
        total: Bytes there will be, if the file's host says so.
    """

    task_id: str
    index: int
    received: int
    total: int | None


class SaveOptions(TypedDict, total=False):
    """The keywords of ``save``, for one file.

    Attributes:
        names: ``task`` (the default): the task's id and the file's number; ``url``: the last part
            of the address, made safe.
        overwrite: Replace a file of the same name, instead of adding ``-1``, ``-2`` … to the name.
        max_bytes: How large a file may get, decoded; 2 GiB by default.
        timeout: Seconds for a file as a whole, its pauses and further attempts included; 3,600 by
            default, ``None`` for no limit. Standing still is limited by the client's ``timeout``.
        allow_private: Fetch from this computer and from private networks as well. Without it a
            client whose ``base_url`` is this computer fetches from this computer too.
        on_progress: Called at the beginning and after each piece; what it raises ends the download.
    """

    names: Names
    overwrite: bool
    max_bytes: int
    timeout: float | None
    allow_private: bool
    on_progress: Callable[[DownloadProgress], object] | None


class SaveAllOptions(SaveOptions, total=False):
    """The keywords of ``Result.save``: those of one file, and limits for all of them.

    Attributes:
        max_files: How many files a result may have; 100 by default.
        max_total_bytes: How large they may get together; 8 GiB by default.
    """

    max_files: int
    max_total_bytes: int


@dataclass(frozen=True, slots=True)
class Source:
    """The file to fetch, as the service tells of it."""

    url: object
    task_id: str
    index: int
    type: str | None
    format: str | None


class Order:
    """One file to save: where it comes from, how, and what it will be called.

    Args:
        source: The file.
        engine: The client's settings.
        options: The caller's.

    Raises:
        ConfigurationError: an option that cannot be.
        DownloadError: the address is not one to fetch from.
    """

    def __init__(self, source: Source, engine: Engine, options: SaveOptions) -> None:
        self.source = source
        self.overwrite = checked_flag("overwrite", options.get("overwrite", False))
        self._names: Names = options.get("names", "task")
        if self._names not in NAMES:
            raise ConfigurationError(f"names must be one of {', '.join(NAMES)}")
        self._told = options.get("on_progress")
        if self._told is not None and not callable(self._told):
            raise ConfigurationError("on_progress must be a function")
        timeout = options.get("timeout", TIMEOUT_S)
        limit = None if timeout is None else milliseconds("timeout", timeout)
        max_bytes = checked_limit("max_bytes", options.get("max_bytes", MAX_BYTES))
        allow_private = checked_flag("allow_private", options.get("allow_private", False))
        self.allowed: AbstractSet[Reach] = _allowed(engine, allow_private=allow_private)
        try:
            self.transfer = Transfer(
                source.url,
                task_id=source.task_id,
                allowed=self.allowed,
                max_bytes=max_bytes,
                late_at=None if limit is None else engine.clock.now() + limit,
                is_media=source.type in _MEDIA,
            )
        except DownloadError as error:
            raise self.broken(error) from None

    def name(self, taken: AbstractSet[str]) -> str:
        """The file's name, now that its content is there."""
        source = self.source
        return file_name(
            self._names,
            task_id=source.task_id,
            index=source.index,
            url=str(source.url),
            file_format=source.format,
            content_type=self.transfer.content_type,
            taken=taken,
        )

    def tell(self) -> object:
        """Report how far it is; what the caller's function gives back may be awaitable."""
        if self._told is None:
            return None
        transfer, source = self.transfer, self.source
        return self._told(
            DownloadProgress(source.task_id, source.index, transfer.received, transfer.total)
        )

    def broken(self, error: DownloadError) -> DownloadError:
        """The error for the caller; addresses may be signed, so none is ever shown."""
        source = self.source
        return DownloadError(
            f"file {source.index + 1} of task {source.task_id} was not saved: {error}; nothing "
            "half is left behind",
            task_id=source.task_id,
            status=error.status,
            safe_to_retry=error.safe_to_retry,
        )


class Batch:
    """All files of one result: their limits together, and the names that are given already.

    Args:
        task_id: Whose result it is.
        count: How many files it has.
        options: The caller's.

    Raises:
        ConfigurationError: a limit that cannot be.
        DownloadError: too many files; none was fetched.
    """

    def __init__(self, task_id: str, count: int, options: SaveAllOptions) -> None:
        one: dict[str, Any] = dict(options)
        most = checked_limit("max_files", one.pop("max_files", MAX_FILES))
        self._left = checked_limit("max_total_bytes", one.pop("max_total_bytes", MAX_TOTAL_BYTES))
        self._one = cast("SaveOptions", one)
        self.taken: set[str] = set()
        self.saved: list[Any] = []
        if count > most:
            raise DownloadError(
                f"task {task_id} has {count} files, and max_files is {most}; none was saved",
                task_id=task_id,
            )

    def options(self) -> SaveOptions:
        """The options of the next file."""
        max_bytes = checked_limit("max_bytes", self._one.get("max_bytes", MAX_BYTES))
        return {**self._one, "max_bytes": min(max_bytes, max(self._left, 0))}

    def add(self, path: Any) -> None:
        """Count a file that is saved."""
        self.saved.append(path)
        self.taken.add(clash_key(path.name))
        self._left -= path.stat().st_size

    def broken(self, error: DownloadError) -> DownloadError:
        """The error, which tells what was saved before."""
        error.saved = tuple(self.saved)
        return error


def checked_limit(name: str, value: object) -> int:
    """A number of bytes or files; raises ``ConfigurationError`` when it is none."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ConfigurationError(f"{name} must be a whole number that is not negative")
    return value


def checked_flag(name: str, value: object) -> bool:
    """A switch; raises ``ConfigurationError`` when it is none."""
    if not isinstance(value, bool):
        raise ConfigurationError(f"{name} must be True or False, not {type(value).__name__}")
    return value


def checked_directory(directory: object) -> str | os.PathLike[str]:
    """Where to save; raises ``ConfigurationError`` when it is no path."""
    if not isinstance(directory, (str, os.PathLike)):
        raise ConfigurationError(f"directory must be a path, not {type(directory).__name__}")
    return cast("str | os.PathLike[str]", directory)


def _allowed(engine: Engine, *, allow_private: bool) -> AbstractSet[Reach]:
    """Which hosts a file may come from."""
    if allow_private:
        return {"public", "loopback", "private"}
    # A service on this computer is a mock or a tunnel: its files are on this computer as well.
    is_local = is_loopback(urlsplit(engine.base_url).hostname or "")
    return {"public", "loopback"} if is_local else {"public"}
