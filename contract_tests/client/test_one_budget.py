"""Many waits and submits of one client at the same time, in virtual time and in threads."""

from __future__ import annotations

import asyncio
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import httpx
import pytest
from modellix_client import AsyncModellix, Modellix, ModellixError

from contract_tests.client.loop_time import LoopClock, in_virtual_time
from contract_tests.client.wire import BODY, KEY, MODEL, run
from contract_tests.mock_api import MockService, VirtualClock, async_transport, transport
from contract_tests.mock_api.limits import Limits

pytestmark = pytest.mark.client

LIMIT = 100


def service_of(clock: VirtualClock) -> MockService:
    limits = Limits(requests_per_minute=LIMIT)
    return MockService(clock=clock, key=KEY, limits=limits)


def test_all_waits_and_submits_of_a_client_share_one_budget() -> None:
    clock = VirtualClock()
    service = service_of(clock)

    async def one(client: AsyncModellix) -> str:
        result = await client.run(MODEL, BODY, wait_timeout=1_500)
        return result.task_id

    async def all_of_them() -> None:
        door = async_transport(service)
        async with AsyncModellix(KEY, transport=door, clock=LoopClock(clock)) as client:
            found = await asyncio.gather(*(one(client) for _ in range(25)))
            assert len(set(found)) == 25

    in_virtual_time(clock, all_of_them())
    assert {entry.status for entry in service.log} == {200}
    times = [entry.at_ms for entry in service.log]
    assert min(later - sooner for sooner, later in pairwise(times)) >= 60_000 // LIMIT * 3 // 4
    assert Counter(entry.method for entry in service.log)["POST"] == 25


def test_a_hold_stops_all_waits_of_a_client() -> None:
    clock = VirtualClock()
    times: list[int] = []

    def handle(request: httpx.Request) -> httpx.Response:
        times.append(clock.now())
        if len(times) == 1:
            body = {"code": 429, "message": "Rate limit exceeded: slow down"}
            return httpx.Response(429, headers={"retry-after": "30"}, json=body)
        return httpx.Response(200, json={"code": 0, "data": {"status": "success"}})

    async def wait() -> None:
        mock = httpx.MockTransport(handle)
        async with AsyncModellix(KEY, transport=mock, clock=LoopClock(clock)) as client:
            waits = [client.tasks.wait(f"t{number}") for number in range(5)]
            outcomes = await asyncio.gather(*waits)
            assert len(outcomes) == 5

    in_virtual_time(clock, wait())
    assert times[0] == 0
    assert len(times) == 6
    assert all(at >= 30_000 for at in times[1:])


def test_a_canceled_wait_leaves_its_place_to_the_others() -> None:
    clock = VirtualClock()
    read: list[tuple[int, str]] = []

    def handle(request: httpx.Request) -> httpx.Response:
        read.append((clock.now(), request.url.path.rpartition("/")[2]))
        status = "success" if clock.now() > 20_000 else "pending"
        return httpx.Response(200, json={"code": 0, "data": {"status": status}})

    async def cancel() -> None:
        mock = httpx.MockTransport(handle)
        async with AsyncModellix(KEY, transport=mock, clock=LoopClock(clock)) as client:
            waits = [asyncio.ensure_future(client.tasks.wait(f"t{name}")) for name in range(6)]
            await asyncio.sleep(5)
            for wait in waits[:3]:
                wait.cancel()
            outcomes = await asyncio.gather(*waits, return_exceptions=True)
            kinds = [type(one).__name__ for one in outcomes]
            assert kinds == ["CancelledError"] * 3 + ["AsyncResult"] * 3
            assert client._runner.engine.turns.schedule._first() is None

    in_virtual_time(clock, cancel())
    assert {name for at, name in read if at < 5_000} >= {"t0", "t1", "t2"}
    assert {name for at, name in read if at > 5_000} == {"t3", "t4", "t5"}


def test_threads_share_a_client() -> None:
    clock = VirtualClock()
    service = service_of(clock)
    with Modellix(KEY, transport=transport(service), clock=clock) as client:

        def one(_: int) -> str:
            return client.run(MODEL, BODY, wait_timeout=1_500).task_id

        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(one, range(24)))
        many = client.tasks.wait_all(found)
    assert len(set(found)) == 24
    assert not [one for one in many if isinstance(one, ModellixError)]
    assert {entry.status for entry in service.log} == {200}


def test_reading_once_counts_for_those_who_wait() -> None:
    clock = VirtualClock()
    service = service_of(clock)

    async def read() -> None:
        door = async_transport(service)
        async with AsyncModellix(KEY, transport=door, clock=clock) as client:
            task = await client.submit(MODEL, BODY)
            begun = clock.now()
            for _ in range(10):
                await task.refresh()
            assert clock.now() == begun
            await client.submit(MODEL, BODY)
            assert clock.now() - begun >= 10 * 60_000 // LIMIT

    run(read())
