"""The base of the asynchronous client: the twin of _client_sync."""

from __future__ import annotations

from ._checking import Checking

TYPE_CHECKING = False  # typing.TYPE_CHECKING without the cost of importing typing
if TYPE_CHECKING:
    import os
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping
    from typing import Self

    import httpx

    from ._clock import Clock
    from ._map_async import AsyncMap
    from ._map_items import Keys
    from ._modes import Validation
    from ._sending import Sending
    from .account import AsyncAccount
    from .errors import ModellixError
    from .files import AsyncFiles
    from .mapped import Mapped
    from .models import TaskData
    from .results import AsyncResult
    from .tasks import AsyncTask, AsyncTasks


class AsyncBaseClient(Checking):
    """The base of the asyncio and trio client; its arguments are those of `BaseClient`.

    One client is for one event loop at a time; in another one it begins with new connections.
    ``transport`` is an asynchronous one.
    """

    def __init__(  # noqa: PLR0913 (each by name, each with a default)
        self,
        api_key: str | None = None,
        *,
        base_url: str | None = None,
        routes: str | None = None,
        timeout: float | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        clock: Clock | None = None,
        validation: Validation = "strict",
        journal: str | os.PathLike[str] | None = None,
        answer_log: str | os.PathLike[str] | None = None,
    ) -> None:
        super().__init__(
            api_key,
            base_url=base_url,
            routes=routes,
            timeout=timeout,
            clock=clock,
            validation=validation,
            journal=journal,
            answer_log=answer_log,
        )
        from ._runner_async import AsyncRunner  # noqa: PLC0415 (keeps the import fast)

        self._runner = AsyncRunner(self._engine, transport)

    @property
    def tasks(self) -> AsyncTasks:
        """AsyncTasks by their ids."""
        from .tasks import AsyncTasks  # noqa: PLC0415

        return AsyncTasks(self._runner)

    @property
    def account(self) -> AsyncAccount:
        """The account behind the key."""
        from .account import AsyncAccount  # noqa: PLC0415

        return AsyncAccount(self._runner)

    @property
    def files(self) -> AsyncFiles:
        """Media files on the service."""
        from .files import AsyncFiles  # noqa: PLC0415

        return AsyncFiles(self._runner)

    async def submit(  # noqa: PLR0913 (each by name, each with a default)
        self,
        model: str,
        body: object,
        *,
        extra_body: Mapping[str, object] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        webhook_url: str | None = None,
        request_id: str | None = None,
        validation: Validation | None = None,
        timeout: float | None = None,
        submit_timeout: float | None = None,
        retry_limited: bool = False,
    ) -> AsyncTask:
        """Submit a request by the model's id; see `BaseClient.submit`."""
        from .tasks import AsyncTask  # noqa: PLC0415

        runner = self._runner
        accepted = await runner.submit(
            model,
            body,
            extra_body=extra_body,
            extra_headers=extra_headers,
            webhook_url=webhook_url,
            request_id=request_id,
            validation=validation,
            timeout=timeout,
            submit_timeout=submit_timeout,
            retry_limited=retry_limited,
        )
        first_look = self._engine.first_look()
        return AsyncTask(accepted.task_id, model, accepted.task_status, first_look, runner)

    async def run(  # noqa: PLR0913 (each by name, each with a default)
        self,
        model: str,
        body: object,
        *,
        extra_body: Mapping[str, object] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        webhook_url: str | None = None,
        request_id: str | None = None,
        validation: Validation | None = None,
        timeout: float | None = None,
        submit_timeout: float | None = None,
        retry_limited: bool = False,
        wait_timeout: float | None = None,
        on_update: Callable[[TaskData], object] | None = None,
    ) -> AsyncResult:
        """Submit and wait; see `BaseClient.run`."""
        self._engine.check_waiting(wait_timeout, on_update)
        task = await self.submit(
            model,
            body,
            extra_body=extra_body,
            extra_headers=extra_headers,
            webhook_url=webhook_url,
            request_id=request_id,
            validation=validation,
            timeout=timeout,
            submit_timeout=submit_timeout,
            retry_limited=retry_limited,
        )
        return await task.wait(wait_timeout, on_update)

    async def map(  # noqa: PLR0913 (each by name, each with a default)
        self,
        model: str,
        requests: Iterable[object],
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
        """Submit many requests and wait for all of them; see `BaseClient.map`."""
        found = await self._mapping(
            model,
            requests,
            key=key,
            max_in_flight=max_in_flight,
            timeout=timeout,
            wait_timeout=wait_timeout,
            on_update=on_update,
            sending={
                "extra_body": extra_body,
                "extra_headers": extra_headers,
                "webhook_url": webhook_url,
                "validation": validation,
                "submit_timeout": submit_timeout,
            },
        ).all()
        return [one.outcome for one in sorted(found, key=lambda one: one.index)]

    def map_as_completed(  # noqa: PLR0913 (as above)
        self,
        model: str,
        requests: Iterable[object],
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
        """``map`` for ``async for``, in the order in which the tasks end."""
        return self._mapping(
            model,
            requests,
            key=key,
            max_in_flight=max_in_flight,
            timeout=timeout,
            wait_timeout=wait_timeout,
            on_update=on_update,
            sending={
                "extra_body": extra_body,
                "extra_headers": extra_headers,
                "webhook_url": webhook_url,
                "validation": validation,
                "submit_timeout": submit_timeout,
            },
        ).outcomes()

    def _mapping(
        self,
        model: str,
        requests: Iterable[object],
        *,
        key: Keys | None,
        max_in_flight: int | None,
        timeout: float | None,
        wait_timeout: float | None,
        on_update: Callable[[TaskData], object] | None,
        sending: Sending,
    ) -> AsyncMap:
        from ._map_async import AsyncMap  # noqa: PLC0415
        from ._map_steps import MapCall  # noqa: PLC0415

        call = MapCall(
            self._engine,
            model,
            requests,
            key=key,
            max_in_flight=max_in_flight,
            timeout=timeout,
            wait_timeout=wait_timeout,
            on_update=on_update,
        )
        return AsyncMap(self._runner, call, sending, on_update)

    async def close(self) -> None:
        """Close the connections; later requests are refused, checking goes on to work."""
        await self._runner.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
