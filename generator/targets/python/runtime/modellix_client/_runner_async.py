"""The shell for asyncio and trio: the twin of _runner_sync, step by step."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from threading import Lock
from typing import TYPE_CHECKING, Unpack

from ._core.exchange import Answer, Failure, Request
from ._core.polling import Done, Look, Polling, Sleep
from ._core.submission import Accepted
from ._engine import Engine, note_task
from ._noted import Noted, note_end_async
from ._outgoing import Outgoing
from ._settings import closed
from .errors import ConfigurationError

if TYPE_CHECKING:
    import httpx

    from ._sending import Sending
    from ._transport_async import AsyncTransport
    from .models import TaskData
    from .violations import Json


class AsyncRunner:
    """Carries out what one client is asked for.

    Args:
        engine: The settings and the steps without I/O.
        transport: Instead of httpx's own, if given.
    """

    def __init__(self, engine: Engine, transport: httpx.AsyncBaseTransport | None) -> None:
        if transport is not None and not hasattr(transport, "handle_async_request"):
            raise ConfigurationError(
                "transport must be an httpx.AsyncBaseTransport; Modellix takes the blocking ones"
            )
        self.engine = engine
        self._given = transport
        self._lock = Lock()
        self._transport: AsyncTransport | None = None
        self._closed = False

    @property
    def transport(self) -> AsyncTransport:
        """The HTTP side, made (and its libraries imported) with its first use."""
        with self._lock:
            if self._closed:
                raise closed()
            if self._transport is None:
                from ._http import Wire  # noqa: PLC0415 (imports httpx: only who sends pays)
                from ._transport_async import AsyncTransport  # noqa: PLC0415

                wire = Wire(self.engine.base_url, self.engine.api_key, self.engine.timeout_ms)
                self._transport = AsyncTransport(wire, self._given, self.engine.clock)
            return self._transport

    async def submit(self, model_id: str, body: object, **sending: Unpack[Sending]) -> Accepted:
        """Submit, and once more only what provably did not arrive; raises what became of it."""
        clock = self.engine.clock
        draft = self.engine.draft(model_id, body, sending)
        for _ in draft.examine():
            # A moment for the rest of the event loop: large text takes its time to look at.
            await clock.asleep(0)
        outgoing = self.engine.outgoing(draft, sending)
        async with self.engine.noted(model_id) as noted:
            while True:
                event = await self._in_turn(outgoing, noted)
                verdict = outgoing.receive(clock.now(), event)
                if isinstance(verdict, Accepted):
                    noted.verdict = verdict
                    return verdict
                noted.request = None  # that one is over: it started nothing
                await clock.asleep(verdict)

    async def _in_turn(self, outgoing: Outgoing, noted: Noted) -> Answer | Failure:
        """Send a submit when it is its turn."""
        clock, transport = self.engine.clock, self.transport
        with self.engine.turns.place(paid=True) as place:
            while pause := place.turn(clock.now()):
                if not outgoing.waits(clock.now(), pause):
                    return Failure(
                        "the rate limit lets it go only after submit_timeout",
                        may_have_arrived=False,
                    )
                await clock.asleep(pause)
            noted.request = request = outgoing.request()
            event = await transport.exchange(
                request,
                timeout_ms=outgoing.timeout_ms,
                budget_ms=outgoing.budget_ms(clock.now()),
            )
            place.heard(clock.now(), event)
            return event

    async def wait(
        self,
        task_id: str,
        *,
        timeout: float | None,
        first_look: int | None = None,
        model: str | None = None,
        on_update: Callable[[TaskData], object] | None = None,
    ) -> dict[str, Json]:
        """Follow a task to its end; raises what ends a wait without a result."""
        polling = self.engine.polling(task_id, timeout, first_look, model=model)
        try:
            return await self._follow(polling, on_update)
        except BaseException as error:
            note_task(error, task_id)
            raise

    async def task(self, task_id: str) -> dict[str, Json]:
        """Read a task once."""
        event = await self.counted(self.engine.task_request(task_id))
        return self.engine.task_state(task_id, event)

    async def read(self, path: str) -> dict[str, Json]:
        """Read something of the account."""
        self.engine.need_key()
        event = await self.counted(Request("GET", path))
        return self.engine.answered(path, event)

    async def counted(self, request: Request) -> Answer | Failure:
        """A read that somebody asks for now: it waits for no turn, and counts all the same."""
        clock, transport, turns = self.engine.clock, self.transport, self.engine.turns
        sent = turns.count(clock.now())
        event = await transport.exchange(request)
        turns.heard(clock.now(), sent, event)
        return event

    async def close(self) -> None:
        """Close the connections; later requests are refused."""
        with self._lock:
            transport, self._transport, self._closed = self._transport, None, True
        if transport is not None:
            await transport.aclose()

    async def _follow(
        self, polling: Polling, on_update: Callable[[TaskData], object] | None
    ) -> dict[str, Json]:
        clock = self.engine.clock
        with self.engine.turns.place(lifetime=polling.lifetime) as place:
            while True:
                now = clock.now()
                action = polling.next(now)
                if isinstance(action, Sleep):
                    await clock.asleep(action.ms)
                elif isinstance(action, Look):
                    if pause := place.turn(now):
                        await clock.asleep(min(pause, action.budget_ms))
                        continue
                    event = await self.transport.exchange(
                        action.request, budget_ms=action.budget_ms
                    )
                    now = clock.now()
                    place.heard(now, event)
                    state = polling.receive(now, event)
                    if state is not None:
                        place.seen(finished=polling.finished)
                        await _tell(state, on_update)
                else:
                    await note_end_async(self.engine.journal, polling.task_id, action)
                    if isinstance(action, Done):
                        return action.data
                    raise action


async def _tell(state: dict[str, Json], on_update: Callable[[TaskData], object] | None) -> None:
    if on_update is not None:
        from .models import TaskData  # noqa: PLC0415 (imports attrs)

        told = on_update(TaskData.from_dict(state))
        if isinstance(told, Awaitable):
            await told
