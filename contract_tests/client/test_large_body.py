"""Four images of 10 MB: what a request with them adds in memory, in every form and face."""

from __future__ import annotations

import base64
import gc
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from modellix_client import AsyncModellix, Modellix

from contract_tests.client.wire import IT, KEY, data, run
from contract_tests.mock_api.clock import VirtualClock

pytestmark = pytest.mark.client

SIZE = 10_000_000
MOST = 2 * 1024 * 1024
CONTENT = (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * (SIZE // 256 + 1))[:SIZE]


class Drain(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Takes a body and keeps none of it."""

    taken = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.SyncByteStream)
        for piece in request.stream:
            self.taken += len(piece)
        return httpx.Response(200, content=data())

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.AsyncByteStream)
        async for piece in request.stream:
            self.taken += len(piece)
        return httpx.Response(200, content=data())


def submit(face: str, drain: Drain, body: dict[str, Any]) -> None:
    settings: dict[str, Any] = {"transport": drain, "clock": VirtualClock()}
    if face == "sync":
        with Modellix(KEY, **settings) as client:
            client.submit(IT.model, body)
        return

    async def send() -> None:
        async with AsyncModellix(KEY, **settings) as aclient:
            await aclient.submit(IT.model, body)

    run(send())


FORMS: dict[str, Callable[[Path], Any]] = {
    "path": lambda path: path,
    "open file": lambda path: path.open("rb"),
    "bytes": lambda _: CONTENT,
    "Base64": lambda _: base64.b64encode(CONTENT).decode(),
}


@pytest.mark.parametrize("face", ["sync", "async"])
@pytest.mark.parametrize("form", FORMS)
def test_four_images_add_at_most_two_mebibytes(tmp_path: Path, form: str, face: str) -> None:
    path = tmp_path / "image.png"
    path.write_bytes(CONTENT)
    images = [FORMS[form](path) for _ in range(4)]
    submit(face, Drain(), IT.body("what loads later is loaded now"))
    drain = Drain()
    gc.collect()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        submit(face, drain, IT.pictured(*images))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        for image in images:
            if form == "open file":
                image.close()
    assert drain.taken > 4 * SIZE * 4 // 3
    assert peak - before <= MOST
