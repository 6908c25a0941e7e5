"""An event loop in virtual time: requests are on their way side by side, and nothing waits."""

from __future__ import annotations

import asyncio
import selectors

import anyio

from contract_tests.mock_api.clock import VirtualClock


class JumpingSelector(selectors.SelectSelector):
    """Instead of waiting, time jumps to where something happens."""

    def __init__(self, clock: VirtualClock) -> None:
        super().__init__()
        self._clock = clock

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready and timeout:
            self._clock.advance(max(1, -int(-timeout * 1000 // 1)))
        return ready


class LoopClock:
    """The time of an event loop that jumps; awaiting it lets the others go on."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock

    def now(self) -> int:
        return self._clock.now()

    def sleep(self, ms: int) -> None:
        raise AssertionError("an event loop is not to be blocked")

    async def asleep(self, ms: int) -> None:
        await asyncio.sleep(ms / 1000)

    def until(self, happened: object, ms: int) -> None:
        raise AssertionError("an event loop is not to be blocked")

    async def auntil(self, happened: anyio.Event, ms: int) -> None:
        with anyio.move_on_after(ms / 1000):
            await happened.wait()


def in_virtual_time(clock: VirtualClock, coroutine: object) -> None:
    loop = asyncio.SelectorEventLoop(JumpingSelector(clock))
    loop.time = lambda: clock.now() / 1000  # type: ignore[method-assign]
    try:
        loop.run_until_complete(coroutine)  # type: ignore[arg-type]
    finally:
        loop.close()
