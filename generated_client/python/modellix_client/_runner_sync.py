"""The blocking shell: does what the decisions say, one step after the other."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Unpack

from ._clock import Stop, pause
from ._core.exchange import Answer, Failure, Request
from ._core.polling import Done, Look, Polling, Sleep
from ._core.submission import Accepted
from ._engine import Engine, note_task
from ._noted import Noted, note_end
from ._outgoing import Outgoing
from ._settings import closed
from .errors import ConfigurationError, NotSubmittedError

if TYPE_CHECKING:
    import httpx

    from ._sending import Sending
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
        self, model_id: str, body: object, stop: Stop | None = None, **sending: Unpack[Sending]
    ) -> Accepted:
        """Submit, and once more only what provably did not arrive; raises what became of it."""
        clock = self.engine.clock
        draft = self.engine.draft(model_id, body, sending)
        outgoing = self.engine.outgoing(draft, sending)
        with self.engine.noted(model_id) as noted:
            while True:
                event = self._in_turn(outgoing, noted, stop)
                verdict = outgoing.receive(clock.now(), event)
                if isinstance(verdict, Accepted):
                    noted.verdict = verdict
                    return verdict
                noted.request = None  # that one is over: it started nothing
                pause(clock, verdict, stop)

    def _in_turn(self, outgoing: Outgoing, noted: Noted, stop: Stop | None) -> Answer | Failure:
        """Send a submit when it is its turn."""
        clock, transport = self.engine.clock, self.transport
        with self.engine.turns.place(paid=True) as place:
            while True:
                if stop is not None and stop.is_set():
                    raise NotSubmittedError(
                        "stopped before it was sent; no task was started", safe_to_retry=True
                    )
                wait = place.turn(clock.now())
                if wait == 0:
                    break
                if not outgoing.waits(clock.now(), wait):
                    return Failure(
                        "the rate limit lets it go only after submit_timeout",
                        may_have_arrived=False,
                    )
                pause(clock, wait, stop)
            noted.request = request = outgoing.request()
            event = transport.exchange(
                request,
                timeout_ms=outgoing.timeout_ms,
                budget_ms=outgoing.budget_ms(clock.now()),
            )
            place.heard(clock.now(), event)
            return event

    def wait(
        self,
        task_id: str,
        *,
        timeout: float | None,
        first_look: int | None = None,
        model: str | None = None,
        on_update: Callable[[TaskData], object] | None = None,
        stop: Stop | None = None,
    ) -> dict[str, Json]:
        """Follow a task to its end; raises what ends a wait without a result."""
        polling = self.engine.polling(task_id, timeout, first_look, model=model)
        try:
            return self._follow(polling, on_update, stop)
        except BaseException as error:
            note_task(error, task_id)
            raise

    def task(self, task_id: str) -> dict[str, Json]:
        """Read a task once."""
        event = self.counted(self.engine.task_request(task_id))
        return self.engine.task_state(task_id, event)

    def read(self, path: str) -> dict[str, Json]:
        """Read something of the account."""
        self.engine.need_key()
        event = self.counted(Request("GET", path))
        return self.engine.answered(path, event)

    def counted(self, request: Request) -> Answer | Failure:
        """A read that somebody asks for now: it waits for no turn, and counts all the same."""
        clock, transport, turns = self.engine.clock, self.transport, self.engine.turns
        sent = turns.count(clock.now())
        event = transport.exchange(request)
        turns.heard(clock.now(), sent, event)
        return event

    def close(self) -> None:
        """Close the connections; later requests are refused."""
        with self._lock:
            transport, self._transport, self._closed = self._transport, None, True
        if transport is not None:
            transport.close()

    def _follow(
        self,
        polling: Polling,
        on_update: Callable[[TaskData], object] | None,
        stop: Stop | None,
    ) -> dict[str, Json]:
        clock = self.engine.clock
        with self.engine.turns.place(lifetime=polling.lifetime) as place:
            while True:
                now = clock.now()
                if stop is not None and stop.is_set():
                    polling.stop(now)
                action = polling.next(now)
                if isinstance(action, Sleep):
                    pause(clock, action.ms, stop)
                elif isinstance(action, Look):
                    if wait := place.turn(now):
                        pause(clock, min(wait, action.budget_ms), stop)
                        continue
                    event = self.transport.exchange(action.request, budget_ms=action.budget_ms)
                    now = clock.now()
                    place.heard(now, event)
                    state = polling.receive(now, event)
                    if state is not None:
                        place.seen(finished=polling.finished)
                        _tell(state, on_update)
                else:
                    note_end(self.engine.journal, polling.task_id, action)
                    if isinstance(action, Done):
                        return action.data
                    raise action


def _tell(state: dict[str, Json], on_update: Callable[[TaskData], object] | None) -> None:
    if on_update is not None:
        from .models import TaskData  # noqa: PLC0415 (imports attrs)

        on_update(TaskData.from_dict(state))
