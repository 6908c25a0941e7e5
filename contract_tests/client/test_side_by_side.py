"""A hundred tasks at a thousand requests a minute: one request at a time could not do it."""

from __future__ import annotations

import asyncio
import threading
from random import Random

import httpx
import pytest
from modellix_client import AsyncModellix, Modellix, ModellixError

from contract_tests.client.loop_time import LoopClock, in_virtual_time
from contract_tests.client.thread_time import ThreadClock
from contract_tests.client.wire import KEY, data
from contract_tests.mock_api import VirtualClock
from contract_tests.polling.limiters import LIMITERS

pytestmark = pytest.mark.client

TASKS, LIMIT = 100, 1_000
ONE_WAY_MS = 75
END_MS = 90_000
CHANGES = 4


class Service:
    """Tasks that change their status now and then, behind a limit and a line of 150 ms."""

    def __init__(self, limiter: str) -> None:
        random = Random(7)  # noqa: S311 (a simulation, no secret)
        # Not before the limit is known and may be used as a whole.
        self.changes = {
            f"t{number}": sorted(random.randrange(25_000, END_MS - 10_000) for _ in range(CHANGES))
            for number in range(TASKS)
        }
        self.delays: dict[tuple[str, int], int] = {}
        self.refused = 0
        self.busy = 0
        self.most = 0
        self._limiter = LIMITERS[limiter](LIMIT, 17_000)

    def answer(self, request: httpx.Request, now: int) -> httpx.Response:
        if not self._limiter.take(now):
            self.refused += 1
            return httpx.Response(429, headers=self._limiter.headers(now), content=b"{}")
        name = request.url.path.rpartition("/")[2]
        past = [at for at in self.changes[name] if at <= now]
        for at in past:
            self.delays.setdefault((name, at), now + ONE_WAY_MS - at)
        status = "success" if now >= END_MS else f"step {len(past)}"
        return httpx.Response(200, headers=self._limiter.headers(now), content=data(status, name))

    def began(self) -> None:
        self.busy += 1
        self.most = max(self.most, self.busy)

    def check(self, outcomes: list[object]) -> None:
        assert not [one for one in outcomes if isinstance(one, ModellixError)]
        assert len(self.delays) > TASKS * CHANGES * 0.99
        bound_s = TASKS / (2 * LIMIT / 60) + 2 * ONE_WAY_MS / 1000
        assert sum(self.delays.values()) / len(self.delays) / 1000 <= 1.10 * bound_s
        assert self.refused <= 1
        assert 2 <= self.most <= 16
        assert self.busy == 0


@pytest.mark.parametrize("limiter", LIMITERS)
def test_the_asynchronous_shell_keeps_the_bound(limiter: str) -> None:
    clock, service = VirtualClock(), Service(limiter)

    async def handle(request: httpx.Request) -> httpx.Response:
        service.began()
        await asyncio.sleep(ONE_WAY_MS / 1000)
        answer = service.answer(request, clock.now())
        await asyncio.sleep(ONE_WAY_MS / 1000)
        service.busy -= 1
        return answer

    async def wait() -> None:
        mock = httpx.MockTransport(handle)
        async with AsyncModellix(KEY, transport=mock, clock=LoopClock(clock)) as client:
            service.check([*await client.tasks.wait_all(service.changes)])

    in_virtual_time(clock, wait())


@pytest.mark.parametrize("limiter", LIMITERS)
def test_the_blocking_shell_keeps_the_bound(limiter: str, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, service = ThreadClock(monkeypatch), Service(limiter)
    lock = threading.Lock()

    def handle(request: httpx.Request) -> httpx.Response:
        with lock:
            service.began()
        clock.sleep(ONE_WAY_MS)
        with lock:
            answer = service.answer(request, clock.now())
        clock.sleep(ONE_WAY_MS)
        with lock:
            service.busy -= 1
        return answer

    with Modellix(KEY, transport=httpx.MockTransport(handle), clock=clock) as client:
        service.check([*client.tasks.wait_all(service.changes)])
    left = [one.name for one in threading.enumerate() if one.name.startswith("modellix")]
    assert left == []
