"""The generated client and the mock, joined without a socket and without waiting."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest
from modellix_client import AsyncModellix, Modellix, TaskFailedError

from contract_tests.facts.stand_in import stand_in
from contract_tests.mock.decoders import boxes, decode_png
from contract_tests.mock_api import (
    MockService,
    Scenario,
    VirtualClock,
    async_transport,
    load_catalog,
    transport,
)
from contract_tests.mock_api.asgi_door import asgi_app

OFFERS = load_catalog().offers
SLOW = Scenario(pending_ms=40_000, processing_ms=300_000)


def checked(files: list[Path]) -> int:
    """How many files there are, each of them decoded."""
    for file in files:
        content = file.read_bytes()
        assert "moov" in boxes(content) if file.suffix == ".mp4" else min(decode_png(content)) > 0
    return len(files)


@pytest.mark.parametrize("routes", ["documented", "a", "b", "c"])
def test_every_model_runs_through_the_client(routes: str, tmp_path: Path) -> None:
    clock = VirtualClock()
    service = MockService(clock=clock, script=lambda *_: SLOW)
    with Modellix(service.key, routes=routes, transport=transport(service), clock=clock) as client:
        for offer in OFFERS:
            task = client.submit(offer.id, dict(offer.example))
            result = task.wait(timeout=600)
            assert result.task_id == task.id
            assert checked(list(result.save(tmp_path))) == offer.example.get("n", 1)
    assert service.accepted == len(OFFERS)
    assert {entry.status for entry in service.log} == {200}


@pytest.mark.parametrize("door", ["respx", "asgi"])
def test_every_model_runs_through_the_async_client(door: str, tmp_path: Path) -> None:
    clock = VirtualClock()
    service = MockService(clock=clock, script=lambda *_: SLOW)
    way: httpx.AsyncBaseTransport = async_transport(service)
    if door == "asgi":
        way = httpx.ASGITransport(asgi_app(service))

    async def run() -> None:
        async with AsyncModellix(service.key, transport=way, clock=clock) as client:
            for offer in OFFERS:
                task = await client.submit(offer.id, dict(offer.example))
                result = await task.wait(timeout=600)
                assert checked(list(await result.save(tmp_path))) == offer.example.get("n", 1)

    asyncio.run(run())
    assert service.accepted == len(OFFERS)


def test_a_failed_task_is_a_failure_to_the_client() -> None:
    clock = VirtualClock()
    service = MockService(clock=clock, script=lambda *_: Scenario(outcome="failed"))
    with Modellix(service.key, transport=transport(service), clock=clock) as client:
        task = client.submit(stand_in().model, stand_in().body("x"))
        with pytest.raises(TaskFailedError) as caught:
            task.wait()
    assert caught.value.task_id == task.id
