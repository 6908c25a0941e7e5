"""What a finished task brought: its files, and how to save them."""

from __future__ import annotations

import os
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar, Unpack

from ._runner_async import AsyncRunner
from ._runner_sync import SyncRunner
from ._saving import (
    Batch,
    DownloadProgress,
    Order,
    SaveAllOptions,
    SaveOptions,
    Source,
    checked_directory,
)
from .errors import DownloadError
from .models import Billing, Resource, ResultMetadata, TaskData

if TYPE_CHECKING:
    from ._engine import Engine

__all__ = [
    "AsyncResult",
    "AsyncResultResource",
    "DownloadProgress",
    "Result",
    "ResultResource",
    "SaveAllOptions",
    "SaveOptions",
]

Directory: TypeAlias = str | os.PathLike[str]
R = TypeVar("R", bound="_ResourceFields")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class _ResourceFields:
    """What a file of a result holds, in both faces."""

    def __init__(self, data: Resource, task_id: str, index: int) -> None:
        self.url = data.url
        self.type = data.type_
        self.width = data.width
        self.height = data.height
        self.format = data.format_
        self.role = data.role
        self.raw = data.raw
        self._task_id = task_id
        self._index = index

    def _order(self, engine: Engine, options: SaveOptions) -> Order:
        source = Source(self.url, self._task_id, self._index, self.type, self.format)
        return Order(source, engine, options)

    def __repr__(self) -> str:
        # Without the address: whoever has it can fetch the file.
        return f"<{type(self).__name__} {self._index + 1} of {self._task_id}: {self.type}>"


class ResultResource(_ResourceFields):
    """One file that came out.

    Attributes:
        url: Where it can be downloaded; expires.
        type: ``image``, ``video``, ``audio`` or ``document``, or a word that is not known yet.
        width: Pixels.
        height: Pixels.
        format: The file's format, such as ``png``.
        role: ``primary``, ``cover``, ``thumbnail`` or ``alternative``.
        raw: What the service says of it.
    """

    def __init__(self, data: Resource, task_id: str, index: int, runner: SyncRunner) -> None:
        super().__init__(data, task_id, index)
        self._runner = runner

    def save(self, directory: Directory, **options: Unpack[SaveOptions]) -> Path:
        """Download the file.

        A connection that breaks is tried again, and goes on where it broke when the file's host
        can do that. The name is made of the task's id and the file's number; unless told
        otherwise, no file is ever replaced.

        Args:
            directory: Where to put it; made if it is not there.
            **options: ``names``, ``overwrite``, ``max_bytes``, ``timeout``, ``allow_private``,
                ``on_progress``, as ``SaveOptions`` describes them.

        Returns:
            The file, complete.

        Raises:
            DownloadError: it could not be fetched or written; nothing half is left behind.
            ConfigurationError: an option that cannot be.
        """
        return self._save(directory, options, frozenset())

    def _save(self, directory: Directory, options: SaveOptions, taken: AbstractSet[str]) -> Path:
        from ._save_sync import save  # noqa: PLC0415 (imports httpx)

        engine = self._runner.engine
        order = self._order(engine, options)
        return save(
            self._runner.transport, engine.clock, order, checked_directory(directory), taken
        )


class AsyncResultResource(_ResourceFields):
    """The asyncio twin of `ResultResource`."""

    def __init__(self, data: Resource, task_id: str, index: int, runner: AsyncRunner) -> None:
        super().__init__(data, task_id, index)
        self._runner = runner

    async def save(self, directory: Directory, **options: Unpack[SaveOptions]) -> Path:
        """Download the file; see ``ResultResource.save``. ``on_progress`` may be awaitable."""
        return await self._save(directory, options, frozenset())

    async def _save(
        self, directory: Directory, options: SaveOptions, taken: AbstractSet[str]
    ) -> Path:
        from ._save_async import save  # noqa: PLC0415 (imports httpx)

        engine = self._runner.engine
        order = self._order(engine, options)
        return await save(
            self._runner.transport, engine.clock, order, checked_directory(directory), taken
        )


class _ResultFields(Generic[R]):
    """What a result holds, in both faces."""

    def __init__(self, task: TaskData, task_id: str, model_id: str | None) -> None:
        self.task_id = task_id
        self.model_id = model_id or task.model_id
        self.duration_ms = task.duration
        self.metadata: ResultMetadata | None = task.result.metadata if task.result else None
        self.billing: Billing | None = task.billing
        self.raw: dict[str, Any] = task.raw
        self.resources: list[R] = []
        self._expires_ms = task.result_expires_at

    @property
    def expires_at(self) -> datetime | None:
        """When the files go away, in UTC; ``None`` when the service does not say."""
        try:
            return (
                None if self._expires_ms is None else _EPOCH + timedelta(0, 0, 0, self._expires_ms)
            )
        except OverflowError:
            return None

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.task_id}: {len(self.resources)} files>"


class Result(_ResultFields[ResultResource]):
    """What a finished task brought.

    Attributes:
        task_id: The task.
        model_id: The model that was asked, as far as it is known.
        duration_ms: From submit to end, as the service counts; not the length of a clip.
        resources: The files; may be empty.
        metadata: What the service says of the result as a whole.
        billing: What the task cost.
        raw: All that the service says of the task.
        expires_at: When the files go away, in UTC; ``None`` when the service does not say.
    """

    def __init__(
        self, data: dict[str, Any], task_id: str, model_id: str | None, runner: SyncRunner
    ) -> None:
        task = TaskData.from_dict(data)
        super().__init__(task, task_id, model_id)
        for index, resource in enumerate(task.result.resources if task.result else []):
            self.resources.append(ResultResource(resource, task_id, index, runner))

    def save(self, directory: Directory, **options: Unpack[SaveAllOptions]) -> list[Path]:
        """Download every file, in order; see ``ResultResource.save``.

        Args:
            directory: Where to put them.
            **options: Those of one file, and ``max_files`` and ``max_total_bytes``, as
                ``SaveAllOptions`` describes them.

        Raises:
            DownloadError: one of them was not saved; ``saved`` holds those before it.
        """
        batch = Batch(self.task_id, len(self.resources), options)
        try:
            for resource in self.resources:
                save = resource._save  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
                batch.add(save(directory, batch.options(), batch.taken))
        except DownloadError as error:
            raise batch.broken(error) from None
        return batch.saved


class AsyncResult(_ResultFields[AsyncResultResource]):
    """The asyncio twin of `Result`."""

    def __init__(
        self, data: dict[str, Any], task_id: str, model_id: str | None, runner: AsyncRunner
    ) -> None:
        task = TaskData.from_dict(data)
        super().__init__(task, task_id, model_id)
        for index, resource in enumerate(task.result.resources if task.result else []):
            self.resources.append(AsyncResultResource(resource, task_id, index, runner))

    async def save(self, directory: Directory, **options: Unpack[SaveAllOptions]) -> list[Path]:
        """Download every file, one after the other; see ``Result.save``."""
        batch = Batch(self.task_id, len(self.resources), options)
        try:
            for resource in self.resources:
                save = resource._save  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
                batch.add(await save(directory, batch.options(), batch.taken))
        except DownloadError as error:
            raise batch.broken(error) from None
        return batch.saved
