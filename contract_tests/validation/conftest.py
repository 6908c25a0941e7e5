"""One client of each kind for a test module, and the service that they talk to."""

import asyncio
from collections.abc import Iterator

import pytest
from modellix_client import AsyncModellix, Modellix

from contract_tests.validation.client_side import KEY, Recorder


@pytest.fixture(scope="module")
def service() -> Recorder:
    return Recorder()


@pytest.fixture(scope="module")
def client(service: Recorder) -> Iterator[Modellix]:
    with Modellix(api_key=KEY, transport=service.transport()) as opened:
        yield opened


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as running:
        yield running


@pytest.fixture(scope="module")
def async_client(service: Recorder, runner: asyncio.Runner) -> Iterator[AsyncModellix]:
    opened = AsyncModellix(api_key=KEY, transport=service.async_transport())
    yield opened
    runner.run(opened.close())
