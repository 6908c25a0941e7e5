"""A client learns how long a model's tasks take, from all its waits, and reads by it."""

from __future__ import annotations

from collections import Counter

import httpx
import pytest
from modellix_client import AsyncModellix, Modellix
from modellix_client._core.durations import Durations

from contract_tests.client.wire import BODY, KEY, MODEL, run
from contract_tests.facts.page import pages
from contract_tests.mock_api.clock import VirtualClock
from contract_tests.strategies.bases import small

pytestmark = pytest.mark.client

TAKES_MS = 90_000
OTHER = next(model for model in pages() if model != MODEL)
OTHER_BODY = small(OTHER)[0]


class Service:
    """Every task takes as long; with trouble, reads in the midst of it are answered with 503."""

    def __init__(self, *, trouble: bool = False) -> None:
        self.clock = VirtualClock()
        self.begun: list[int] = []
        self.reads: list[tuple[int, int]] = []
        self.trouble = trouble

    def handle(self, request: httpx.Request) -> httpx.Response:
        self.clock.advance(100)
        now = self.clock.now()
        if request.method == "POST":
            self.begun.append(now)
            task = {"status": "pending", "task_id": f"t{len(self.begun) - 1}"}
            return httpx.Response(200, json={"code": 0, "data": task})
        number = int(request.url.path.rpartition("/t")[2])
        self.reads.append((now, number))
        age = now - self.begun[number]
        if self.trouble and age > TAKES_MS // 2:
            self.trouble = age < 2 * TAKES_MS
            return httpx.Response(503, json={"code": 503, "message": "unavailable"})
        status = "success" if age >= TAKES_MS else "pending"
        return httpx.Response(200, json={"code": 0, "data": {"status": status}})

    def client(self) -> Modellix:
        return Modellix(KEY, transport=httpx.MockTransport(self.handle), clock=self.clock)

    def async_client(self) -> AsyncModellix:
        return AsyncModellix(KEY, transport=httpx.MockTransport(self.handle), clock=self.clock)


def learnt(client: Modellix | AsyncModellix, model: str = MODEL) -> Durations:
    return client._runner.engine.turns._durations[model]


def peak(known: Durations) -> int:
    """The age in seconds that weighs most."""
    return max(range(400), key=lambda age: known.urgency(1_000 * age, 1_000 * age + 1_000))


def test_single_waits_teach_all_waits_of_the_client() -> None:
    service = Service()
    with service.client() as client:
        for _ in range(12):
            client.run(MODEL, BODY)
        assert peak(learnt(client)) in range(70, 111)
        old = [client.submit(MODEL, BODY) for _ in range(5)]
        service.clock.advance(60_000)
        new = [client.submit(MODEL, BODY) for _ in range(5)]
        service.reads.clear()
        client.tasks.wait_all([*new, *old])
    until = service.begun[12] + TAKES_MS
    reads = Counter(number for at, number in service.reads if at <= until)
    # Those that are about to end are read more often than those that have just begun.
    assert min(reads[number] for number in range(12, 17)) > 1
    assert sum(reads[number] for number in range(12, 17)) > 2 * sum(
        reads[number] for number in range(17, 22)
    )


def test_the_async_face_learns_the_same() -> None:
    service, twin = Service(), Service()

    async def learn() -> list[int]:
        async with service.async_client() as client:
            tasks = [await client.submit(MODEL, BODY) for _ in range(10)]
            await client.tasks.wait_all(tasks)
            await client.run(MODEL, BODY)
            return [learnt(client).urgency(0, age) for age in range(0, 200_000, 5_000)]

    found: list[list[int]] = []

    async def note() -> None:
        found.append(await learn())

    run(note())
    with twin.client() as client:
        client.tasks.wait_all([client.submit(MODEL, BODY) for _ in range(10)])
        assert learnt(client).known
        client.run(MODEL, BODY)
        assert [learnt(client).urgency(0, age) for age in range(0, 200_000, 5_000)] == found[0]
    assert service.reads == twin.reads


def test_map_learns_too() -> None:
    service = Service()
    with service.client() as client:
        client.map(MODEL, [BODY] * 12)
        assert peak(learnt(client)) in range(60, 121)


def test_models_are_told_apart_and_strangers_teach_nothing() -> None:
    service = Service()
    with service.client() as client:
        for _ in range(10):
            client.tasks.wait(client.submit(MODEL, BODY).id)
        assert client._runner.engine.turns._durations == {}
        for _ in range(10):
            client.run(OTHER, OTHER_BODY)
        assert list(client._runner.engine.turns._durations) == [OTHER]
        assert learnt(client, OTHER).known


def test_a_wait_that_began_late_teaches_nothing() -> None:
    service = Service()
    with service.client() as client:
        for _ in range(10):
            task = client.submit(MODEL, BODY)
            service.clock.advance(10 * TAKES_MS)
            task.wait()
        assert not learnt(client).known


def test_reads_that_failed_are_no_news() -> None:
    service = Service()
    with service.client() as client:
        for _ in range(12):
            service.trouble = True  # nothing is told from 45 s to 180 s
            client.run(MODEL, BODY)
        # All that is known is that they ended between the two: the middle counts.
        assert peak(learnt(client)) in range(90, 150)
