"""The blocking shell: does what the decisions say, one step after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock
from typing import TYPE_CHECKING

from ._core.exchange import Answer, Failure, Request
from ._core.polling import Done, Look, Polling, Sleep
from ._core.submission import Accepted
from ._engine import Engine, note_task, progress_ms
from ._modes import Validation
from ._settings import closed
from .errors import ConfigurationError

if TYPE_CHECKING:
    import httpx

    from ._transport_sync import SyncTransport
    from .models import TaskData
    from .violations import Json


class SyncRunner:
    """Carries out what one client is asked for.

    Args:
        engine: The settings and the steps without I/O.
        transport: Instead of httpx's own, if given.
    """

    def __init__(self, engine: Engine, transport: httpx.BaseTransport | None) -> None:
        if transport is not None and not hasattr(transport, "handle_request"):
            raise ConfigurationError(
                "transport must be an httpx.BaseTransport; AsyncModellix takes the async ones"
            )
        self.engine = engine
        self._given = transport
        self._lock = Lock()
        self._transport: SyncTransport | None = None
        self._closed = False

    @property
    def transport(self) -> SyncTransport:
        """The HTTP side, made (and its libraries imported) with its first use."""
        with self._lock:
            if self._closed:
                raise closed()
            if self._transport is None:
                from ._http import Wire  # noqa: PLC0415 (imports httpx: only who sends pays)
                from ._transport_sync import SyncTransport  # noqa: PLC0415

                wire = Wire(self.engine.base_url, self.engine.api_key, self.engine.timeout_ms)
                self._transport = SyncTransport(wire, self._given, self.engine.clock)
            return self._transport

    def submit(
        self,
        model_id: str,
        body: object,
        *,
        extra_body: Mapping[str, object] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        validation: Validation | None = None,
        timeout: float | None = None,
    ) -> Accepted:
        """Submit once; raises what the verdict on the answer is."""
        timeout_ms = progress_ms("timeout", timeout)
        submission, raw, headers = self.engine.submission(
            model_id,
            body,
            extra_body=extra_body,
            extra_headers=extra_headers,
            validation=validation,
        )
        while True:
            request = Request("POST", submission.path, headers=headers, body=raw)
            event = self.transport.exchange(request, timeout_ms=timeout_ms)
            verdict = submission.receive(event)
            if isinstance(verdict, Accepted):
                return verdict
            if verdict is not None:
                raise verdict

    def wait(
        self,
        task_id: str,
        *,
        timeout: float | None,
        first_look: int | None = None,
        on_update: Callable[[TaskData], object] | None = None,
    ) -> dict[str, Json]:
        """Follow a task to its end; raises what ends a wait without a result."""
        polling = self.engine.polling(task_id, timeout, first_look)
        try:
            return self._follow(polling, on_update)
        except BaseException as error:
            note_task(error, task_id)
            raise

    def task(self, task_id: str) -> dict[str, Json]:
        """Read a task once."""
        event = self.transport.exchange(self.engine.task_request(task_id))
        return self.engine.task_state(task_id, event)

    def read(self, path: str) -> dict[str, Json]:
        """Read something of the account."""
        self.engine.need_key()
        event: Answer | Failure = self.transport.exchange(Request("GET", path))
        return self.engine.answered(path, event)

    def close(self) -> None:
        """Close the connections; later requests are refused."""
        with self._lock:
            transport, self._transport, self._closed = self._transport, None, True
        if transport is not None:
            transport.close()

    def _follow(
        self, polling: Polling, on_update: Callable[[TaskData], object] | None
    ) -> dict[str, Json]:
        clock = self.engine.clock
        while True:
            action = polling.next(clock.now())
            if isinstance(action, Sleep):
                clock.sleep(action.ms)
            elif isinstance(action, Look):
                event = self.transport.exchange(action.request, budget_ms=action.budget_ms)
                state = polling.receive(clock.now(), event)
                if state is not None and on_update is not None:
                    from .models import TaskData  # noqa: PLC0415 (imports attrs)

                    on_update(TaskData.from_dict(state))
            elif isinstance(action, Done):
                return action.data
            else:
                raise action
