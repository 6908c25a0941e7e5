"""The base of the generated resources, one a model: they add names and types, nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Unpack

from ._client import AsyncBaseClient, BaseClient
from ._specification import ModelSpec

if TYPE_CHECKING:
    from ._clock import Stop
    from ._map_items import Keys
    from ._modes import Validation
    from ._sending import Sending
    from .errors import ModellixError
    from .mapped import Mapped
    from .models import TaskData
    from .results import AsyncResult, Result
    from .tasks import AsyncTask, Task
    from .violations import Violation


class ModelResource:
    """One model of a client."""

    def __init__(self, client: BaseClient, model: ModelSpec) -> None:
        self._client = client
        self._model = model

    def map(  # noqa: PLR0913 (each by name, each with a default)
        self,
        requests: Iterable[Mapping[str, Any]],
        *,
        key: Keys | None = None,
        max_in_flight: int | None = None,
        timeout: float | None = None,
        wait_timeout: float | None = None,
        on_update: Callable[[TaskData], object] | None = None,
        stop: Stop | None = None,
        extra_body: Mapping[str, object] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        webhook_url: str | None = None,
        validation: Validation | None = None,
        submit_timeout: float | None = None,
    ) -> list[Result | ModellixError]:
        """Submit many requests, as mappings of the arguments of ``submit``, and wait for all.

        Raises for none of them: each has its result or its error, in the order of ``requests``.
        See `BaseClient.map` for the arguments.
        """
        return self._client.map(
            self._model.id,
            requests,
            key=key,
            max_in_flight=max_in_flight,
            timeout=timeout,
            wait_timeout=wait_timeout,
            on_update=on_update,
            stop=stop,
            extra_body=extra_body,
            extra_headers=extra_headers,
            webhook_url=webhook_url,
            validation=validation,
            submit_timeout=submit_timeout,
        )

    def map_as_completed(  # noqa: PLR0913 (as above)
        self,
        requests: Iterable[Mapping[str, Any]],
        *,
        key: Keys | None = None,
        max_in_flight: int | None = None,
        timeout: float | None = None,
        wait_timeout: float | None = None,
        on_update: Callable[[TaskData], object] | None = None,
        stop: Stop | None = None,
        extra_body: Mapping[str, object] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        webhook_url: str | None = None,
        validation: Validation | None = None,
        submit_timeout: float | None = None,
    ) -> Iterator[Mapped[Result | ModellixError]]:
        """The same as ``map``, as an iterator in the order in which the tasks end."""
        return self._client.map_as_completed(
            self._model.id,
            requests,
            key=key,
            max_in_flight=max_in_flight,
            timeout=timeout,
            wait_timeout=wait_timeout,
            on_update=on_update,
            stop=stop,
            extra_body=extra_body,
            extra_headers=extra_headers,
            webhook_url=webhook_url,
            validation=validation,
            submit_timeout=submit_timeout,
        )

    def _submit(self, arguments: Mapping[str, object], **sending: Unpack[Sending]) -> Task:
        return self._client.submit(self._model.id, arguments, **sending)

    def _run(
        self,
        arguments: Mapping[str, object],
        *,
        wait_timeout: float | None,
        on_update: Callable[[TaskData], object] | None,
        stop: Stop | None,
        **sending: Unpack[Sending],
    ) -> Result:
        return self._client.run(
            self._model.id,
            arguments,
            wait_timeout=wait_timeout,
            on_update=on_update,
            stop=stop,
            **sending,
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

    async def map(  # noqa: PLR0913 (each by name, each with a default)
        self,
        requests: Iterable[Mapping[str, Any]],
        *,
        key: Keys | None = None,
        max_in_flight: int | None = None,
        timeout: float | None = None,
        wait_timeout: float | None = None,
        on_update: Callable[[TaskData], object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        webhook_url: str | None = None,
        validation: Validation | None = None,
        submit_timeout: float | None = None,
    ) -> list[AsyncResult | ModellixError]:
        """Submit many requests, as mappings of the arguments of ``submit``, and wait for all.

        Raises for none of them: each has its result or its error, in the order of ``requests``.
        See `AsyncBaseClient.map` for the arguments.
        """
        return await self._client.map(
            self._model.id,
            requests,
            key=key,
            max_in_flight=max_in_flight,
            timeout=timeout,
            wait_timeout=wait_timeout,
            on_update=on_update,
            extra_body=extra_body,
            extra_headers=extra_headers,
            webhook_url=webhook_url,
            validation=validation,
            submit_timeout=submit_timeout,
        )

    def map_as_completed(  # noqa: PLR0913 (as above)
        self,
        requests: Iterable[Mapping[str, Any]],
        *,
        key: Keys | None = None,
        max_in_flight: int | None = None,
        timeout: float | None = None,
        wait_timeout: float | None = None,
        on_update: Callable[[TaskData], object] | None = None,
        extra_body: Mapping[str, object] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        webhook_url: str | None = None,
        validation: Validation | None = None,
        submit_timeout: float | None = None,
    ) -> AsyncIterator[Mapped[AsyncResult | ModellixError]]:
        """The same as ``map``, as an iterator in the order in which the tasks end."""
        return self._client.map_as_completed(
            self._model.id,
            requests,
            key=key,
            max_in_flight=max_in_flight,
            timeout=timeout,
            wait_timeout=wait_timeout,
            on_update=on_update,
            extra_body=extra_body,
            extra_headers=extra_headers,
            webhook_url=webhook_url,
            validation=validation,
            submit_timeout=submit_timeout,
        )

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
