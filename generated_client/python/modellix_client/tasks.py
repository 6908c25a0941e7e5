"""Tasks: what a submit gives back, and how one is found again by its id."""

from __future__ import annotations

from collections.abc import Callable

from ._clock import Stop
from ._core.journal import Recovery
from ._runner_async import AsyncRunner
from ._runner_sync import SyncRunner
from ._task_fields import TaskFields
from ._together_async import AsyncManyTasks
from ._together_sync import ManyTasks
from .models import TaskData
from .results import AsyncResult, Result
from .webhooks import Delivery


class Task(TaskFields):
    """A task that was started; it is billed and goes on at the service by itself.

    Attributes:
        id: Keep it: with it and the same key the task can be found again.
        model: The model's id.
        status: The last status seen: ``pending``, ``processing``, ``success``, ``failed``,
            ``canceled``, or a word that is not known yet.
    """

    def __init__(
        self, task_id: str, model: str, status: str | None, first_look: int, runner: SyncRunner
    ) -> None:
        super().__init__(task_id, model, status, first_look)
        self._runner = runner

    def wait(
        self,
        timeout: float | None = None,
        on_update: Callable[[TaskData], object] | None = None,
        stop: Stop | None = None,
    ) -> Result:
        """Wait until the task is finished.

        Args:
            timeout: For how many seconds; 1800 when ``None``.
            on_update: Called with every reading of the task, the last one included.
            stop: Such as a ``threading.Event``: the wait ends soon after it is set, at the latest
                when the request on its way is answered; the task goes on.

        Raises:
            TaskFailedError: it ended without a result (``TaskCanceledError``: it was canceled).
            TaskTimeoutError: the time is over, or the wait was stopped; the task goes on at the
                service, and waiting once more is free.
            APIStatusError: the task may not be read: 401, 402, 403, 404.
            UnexpectedResponseError: an answer that makes no sense.
        """
        data = self._runner.wait(
            self.id,
            timeout=timeout,
            first_look=self._first_look,
            model=self.model,
            on_update=self._noted(on_update),
            stop=stop,
        )
        return Result(data, self.id, self.model, self._runner)

    def refresh(self) -> TaskData:
        """Read the task once and update ``status``; raises what ``Tasks.get`` does."""
        task = TaskData.from_dict(self._runner.task(self.id))
        self.status = task.status
        return task

    def _noted(
        self, on_update: Callable[[TaskData], object] | None
    ) -> Callable[[TaskData], object]:
        def note(task: TaskData) -> object:
            self.status = task.status
            return None if on_update is None else on_update(task)

        return note


class Tasks(ManyTasks):
    """``client.tasks``: tasks by their ids; the key must be the one that submitted them."""

    def get(self, task_id: str) -> TaskData:
        """Read a task once.

        Raises:
            NotFoundError: there is no such task, or no more: results are kept for days only.
            APIStatusError: another refusal; ``safe_to_retry`` tells whether it may pass.
            APIConnectionError: no complete answer came.
            UnexpectedResponseError: an answer that makes no sense.
        """
        return TaskData.from_dict(self._runner.task(task_id))

    def confirm(self, delivery: Delivery) -> TaskData:
        """Ask the service about the task of a webhook delivery, once.

        Deliveries carry no signature, so this answer counts and not what was delivered.

        Args:
            delivery: What ``webhooks.parse`` made of it.

        Raises:
            NotFoundError: the account of this key has no such task: ignore the delivery.
            ModellixError: as ``get`` raises.
        """
        return self.get(delivery.task_id)

    def recover(self) -> Recovery:
        """What the journal says is left to look after; nothing is asked of the service.

        Accepted submits stay in it until a wait with the same journal saw their end.

        Raises:
            ConfigurationError: the client keeps no journal, or it cannot be read.
        """
        return self._runner.engine.need_journal().recover()

    def wait(
        self,
        task_id: str,
        timeout: float | None = None,
        on_update: Callable[[TaskData], object] | None = None,
        stop: Stop | None = None,
    ) -> Result:
        """Wait for a task that was submitted at any time; see ``Task.wait``."""
        data = self._runner.wait(task_id, timeout=timeout, on_update=on_update, stop=stop)
        return Result(data, task_id, None, self._runner)


class AsyncTask(TaskFields):
    """The asyncio twin of `Task`: the same members, methods that are awaited."""

    def __init__(
        self, task_id: str, model: str, status: str | None, first_look: int, runner: AsyncRunner
    ) -> None:
        super().__init__(task_id, model, status, first_look)
        self._runner = runner

    async def wait(
        self,
        timeout: float | None = None,
        on_update: Callable[[TaskData], object] | None = None,
    ) -> AsyncResult:
        """Wait until the task is finished; see `Task.wait`.

        ``on_update`` may also be a coroutine function.
        """
        data = await self._runner.wait(
            self.id,
            timeout=timeout,
            first_look=self._first_look,
            model=self.model,
            on_update=self._noted(on_update),
        )
        return AsyncResult(data, self.id, self.model, self._runner)

    async def refresh(self) -> TaskData:
        """Read the task once and update ``status``; raises what ``Tasks.get`` does."""
        task = TaskData.from_dict(await self._runner.task(self.id))
        self.status = task.status
        return task

    def _noted(
        self, on_update: Callable[[TaskData], object] | None
    ) -> Callable[[TaskData], object]:
        def note(task: TaskData) -> object:
            self.status = task.status
            return None if on_update is None else on_update(task)

        return note


class AsyncTasks(AsyncManyTasks):
    """The asyncio twin of `Tasks`."""

    async def get(self, task_id: str) -> TaskData:
        """Read a task once; see `Tasks.get`."""
        return TaskData.from_dict(await self._runner.task(task_id))

    async def confirm(self, delivery: Delivery) -> TaskData:
        """Ask the service about the task of a webhook delivery; see `Tasks.confirm`."""
        return await self.get(delivery.task_id)

    async def recover(self) -> Recovery:
        """What the journal says is left to look after; see `Tasks.recover`."""
        from anyio import to_thread  # noqa: PLC0415 (reading a file is left to a thread)

        return await to_thread.run_sync(self._runner.engine.need_journal().recover)

    async def wait(
        self,
        task_id: str,
        timeout: float | None = None,
        on_update: Callable[[TaskData], object] | None = None,
    ) -> AsyncResult:
        """Wait for a task that was submitted at any time; see ``Task.wait``."""
        data = await self._runner.wait(task_id, timeout=timeout, on_update=on_update)
        return AsyncResult(data, task_id, None, self._runner)
