"""The base of the generated resources, one a model: they add names and types, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Unpack

from ._client import AsyncBaseClient, BaseClient
from ._specification import ModelSpec

if TYPE_CHECKING:
    from ._sending import Sending
    from .models import TaskData
    from .results import AsyncResult, Result
    from .tasks import AsyncTask, Task
    from .violations import Violation


class ModelResource:
    """One model of a client."""

    def __init__(self, client: BaseClient, model: ModelSpec) -> None:
        self._client = client
        self._model = model

    def _submit(self, arguments: Mapping[str, object], **sending: Unpack[Sending]) -> Task:
        return self._client.submit(self._model.id, arguments, **sending)

    def _run(
        self,
        arguments: Mapping[str, object],
        *,
        wait_timeout: float | None,
        on_update: Callable[[TaskData], object] | None,
        **sending: Unpack[Sending],
    ) -> Result:
        return self._client.run(
            self._model.id, arguments, wait_timeout=wait_timeout, on_update=on_update, **sending
        )

    def _validate(
        self, arguments: Mapping[str, object], *, extra_body: Mapping[str, object] | None
    ) -> list[Violation]:
        del extra_body  # sent unchecked, so it changes no verdict
        return self._client.validate(self._model.id, arguments)


class AsyncModelResource:
    """One model of an asynchronous client."""

    def __init__(self, client: AsyncBaseClient, model: ModelSpec) -> None:
        self._client = client
        self._model = model

    async def _submit(
        self, arguments: Mapping[str, object], **sending: Unpack[Sending]
    ) -> AsyncTask:
        return await self._client.submit(self._model.id, arguments, **sending)

    async def _run(
        self,
        arguments: Mapping[str, object],
        *,
        wait_timeout: float | None,
        on_update: Callable[[TaskData], object] | None,
        **sending: Unpack[Sending],
    ) -> AsyncResult:
        return await self._client.run(
            self._model.id, arguments, wait_timeout=wait_timeout, on_update=on_update, **sending
        )

    def _validate(
        self, arguments: Mapping[str, object], *, extra_body: Mapping[str, object] | None
    ) -> list[Violation]:
        del extra_body  # sent unchecked, so it changes no verdict
        return self._client.validate(self._model.id, arguments)
