"""One submit with four images of 10 MB: wall time, extra memory, and the longest stall."""

from __future__ import annotations

import asyncio
import base64
import gc
import json
import os
import socket
import sys
import time
import tracemalloc
from collections.abc import Awaitable, Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

KEY = "mdlx-benchmark"
FOLDER = "BENCHMARK_IMAGES"  # the environment variable that says where they are
_PATH = "/api/v1/kling/kling-v2-mi2i/async"
_HEADERS = {"Authorization": f"Bearer {KEY}"}
_HEARTBEAT_S = 0.001

Job = Callable[[int], dict[str, float]]


def open_candidate(name: str, base_url: str) -> tuple[str, Job]:
    """The version of the library and the job; raises ``ImportError`` when it is not there."""
    words = name.split(", ")
    if "without [fast]" in words:
        sys.modules["pybase64"] = None  # type: ignore[assignment]  # what makes importing it fail
    elif "with [fast]" in words:
        import pybase64  # type: ignore[import-untyped,unused-ignore]  # noqa: F401, PLC0415
    return _CANDIDATES[words[0], "async" in words](base_url)


def _naive_body() -> dict[str, Any]:
    """As most programs build it: each file read, each as text, all in one object."""
    texts = [base64.b64encode(path.read_bytes()).decode() for path in PATHS]
    return {"prompt": "Four pictures", "subject_images": texts}


def _blocking(once: Callable[[], object]) -> Job:
    def job(times: int) -> dict[str, float]:
        gc.collect()
        walls = []
        for _ in range(times):
            started = time.perf_counter()
            once()
            walls.append(time.perf_counter() - started)
        # The best of a few: what other programs take from the machine is not the candidate's.
        return {"wall": min(walls) * 1e3, "memory": _peak(once)}

    return job


def _peak(once: Callable[[], object]) -> float:
    """Mebibytes at the most over those that were there before."""
    gc.collect()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        once()
        return (tracemalloc.get_traced_memory()[1] - before) / 2**20
    finally:
        tracemalloc.stop()


def _awaited(opened: Callable[[], Callable[[], Awaitable[object]]]) -> Job:
    loop = asyncio.new_event_loop()

    async def make() -> Callable[[], Awaitable[object]]:
        return opened()

    once = loop.run_until_complete(make())

    async def beat(stalls: list[float]) -> None:
        """How late a short sleep ends: for so long nothing else could run."""
        while True:
            before = time.perf_counter()
            await asyncio.sleep(_HEARTBEAT_S)
            stalls.append(time.perf_counter() - before - _HEARTBEAT_S)

    async def run() -> None:
        await once()

    async def timed() -> tuple[float, float]:
        stalls = [0.0]
        heart = asyncio.ensure_future(beat(stalls))
        await asyncio.sleep(0)
        started = time.perf_counter()
        await once()
        wall = time.perf_counter() - started
        await asyncio.sleep(2 * _HEARTBEAT_S)
        heart.cancel()
        return wall, max(stalls)

    def job(times: int) -> dict[str, float]:
        gc.collect()
        seen = [loop.run_until_complete(timed()) for _ in range(times)]
        return {
            "wall": min(wall for wall, _ in seen) * 1e3,
            "stall": min(stall for _, stall in seen) * 1e3,
            "memory": _peak(lambda: loop.run_until_complete(run())),
        }

    return job


def _floor(base_url: str) -> tuple[str, Job]:
    """The bytes are ready, and only have to be sent."""
    host, _, port = base_url.removeprefix("http://").partition(":")
    body = json.dumps(_naive_body()).encode()
    head = f"POST {_PATH} HTTP/1.1\r\nhost: {host}\r\ncontent-length: {len(body)}\r\n\r\n".encode()
    connection = socket.create_connection((host, int(port)))

    def once() -> None:
        connection.sendall(head)
        connection.sendall(body)
        assert connection.recv(65_536).startswith(b"HTTP/1.1 200")

    return "socket", _blocking(once)


def _ours(base_url: str) -> tuple[str, Job]:
    from modellix_client import Modellix, __version__  # noqa: PLC0415

    client = Modellix(KEY, base_url=base_url)

    def once() -> None:
        client.kling.v2_mi2i.submit(prompt="Four pictures", subject_images=list(PATHS))

    return __version__, _blocking(once)


def _ours_async(base_url: str) -> tuple[str, Job]:
    from modellix_client import AsyncModellix, __version__  # noqa: PLC0415

    def opened() -> Callable[[], Awaitable[object]]:
        client = AsyncModellix(KEY, base_url=base_url)

        async def once() -> None:
            await client.kling.v2_mi2i.submit(prompt="Four pictures", subject_images=list(PATHS))

        return once

    return __version__, _awaited(opened)


def _naive(base_url: str) -> tuple[str, Job]:
    import httpx  # noqa: PLC0415

    client = httpx.Client(base_url=base_url, headers=_HEADERS, timeout=60)

    def once() -> None:
        assert client.post(_PATH, json=_naive_body()).status_code == 200  # noqa: PLR2004

    return version("httpx"), _blocking(once)


def _naive_async(base_url: str) -> tuple[str, Job]:
    import httpx  # noqa: PLC0415

    def opened() -> Callable[[], Awaitable[object]]:
        client = httpx.AsyncClient(base_url=base_url, headers=_HEADERS, timeout=60)

        async def once() -> None:
            answer = await client.post(_PATH, json=_naive_body())
            assert answer.status_code == 200  # noqa: PLR2004

        return once

    return version("httpx"), _awaited(opened)


def _stock(base_url: str) -> tuple[str, Job]:
    from stock_client.api.kling import kling_v2_mi2i  # noqa: PLC0415
    from stock_client.client import AuthenticatedClient  # noqa: PLC0415
    from stock_client.models import KlingV2Mi2IRequest  # noqa: PLC0415

    client = AuthenticatedClient(base_url=base_url, token=KEY)

    def once() -> None:
        body = KlingV2Mi2IRequest.from_dict(_naive_body())
        answer: Any = kling_v2_mi2i.sync(client=client, body=body)
        assert answer.data.task_id

    return "0.29.1", _blocking(once)


PATHS = sorted(Path(os.environ[FOLDER]).iterdir())
_CANDIDATES: dict[tuple[str, bool], Callable[[str], tuple[str, Job]]] = {
    ("floor", False): _floor,
    ("ours", False): _ours,
    ("ours", True): _ours_async,
    ("json=", False): _naive,
    ("json=", True): _naive_async,
    ("openapi-python-client", False): _stock,
}
