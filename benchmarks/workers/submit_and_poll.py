"""One submit of a small body and one read of its task, on connections that stay open."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable
from importlib.metadata import version
from typing import Any

from benchmarks.bodies import VALID

MODEL = "kling-v2-mi2i"
BODY = VALID[MODEL]
KEY = "mdlx-benchmark"
_PATH = "/api/v1/kling/kling-v2-mi2i/async"
_TASKS = "/api/v1/tasks/"
_HEADERS = {"Authorization": f"Bearer {KEY}"}
# What is as near to it as the calls of runwayml come.
_BODY_BEYOND: dict[str, Any] = {
    "model": "gen4_turbo",
    "prompt_image": "https://example.com/picture.jpg",
    "prompt_text": BODY["prompt"],
    "ratio": "1280:720",
    "duration": 5,
}

Job = Callable[[int], dict[str, float]]


def open_candidate(name: str, base_url: str) -> tuple[str, Job]:
    """The version of the library and the job; raises ``ImportError`` when it is not there."""
    return _CANDIDATES[name](base_url)


def _measured(times: int, call: Callable[[], object]) -> dict[str, float]:
    """CPU and wall time of one call, in microseconds."""
    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(times):
        call()
    return {
        "cpu": (time.process_time() - cpu) / times * 1e6,
        "wall": (time.perf_counter() - wall) / times * 1e6,
    }


def _blocking(once: Callable[[], object]) -> Job:
    return lambda times: _measured(times, once)


def _awaited(opened: Callable[[], Callable[[], Awaitable[object]]]) -> Job:
    loop = asyncio.new_event_loop()

    async def make() -> Callable[[], Awaitable[object]]:
        return opened()

    once = loop.run_until_complete(make())

    async def measured(times: int) -> dict[str, float]:
        gc.collect()
        cpu, wall = time.process_time(), time.perf_counter()
        for _ in range(times):
            await once()
        return {
            "cpu": (time.process_time() - cpu) / times * 1e6,
            "wall": (time.perf_counter() - wall) / times * 1e6,
        }

    return lambda times: loop.run_until_complete(measured(times))


def _ours(base_url: str) -> tuple[str, Job]:
    from modellix_client import Modellix, __version__  # noqa: PLC0415

    client = Modellix(KEY, base_url=base_url)

    def once() -> None:
        task = client.kling.v2_mi2i.submit(**BODY)
        assert client.tasks.get(task.id).status == "success"

    return __version__, _blocking(once)


def _ours_async(base_url: str) -> tuple[str, Job]:
    from modellix_client import AsyncModellix, __version__  # noqa: PLC0415

    def opened() -> Callable[[], Awaitable[object]]:
        client = AsyncModellix(KEY, base_url=base_url)

        async def once() -> None:
            task = await client.kling.v2_mi2i.submit(**BODY)
            assert (await client.tasks.get(task.id)).status == "success"

        return once

    return __version__, _awaited(opened)


def _httpx(base_url: str) -> tuple[str, Job]:
    import httpx  # noqa: PLC0415

    client = httpx.Client(base_url=base_url, headers=_HEADERS)

    def once() -> None:
        task = client.post(_PATH, json=BODY).json()["data"]["task_id"]
        assert client.get(_TASKS + task).json()["data"]["status"] == "success"

    return version("httpx"), _blocking(once)


def _httpx_async(base_url: str) -> tuple[str, Job]:
    import httpx  # noqa: PLC0415

    def opened() -> Callable[[], Awaitable[object]]:
        client = httpx.AsyncClient(base_url=base_url, headers=_HEADERS)

        async def once() -> None:
            task = (await client.post(_PATH, json=BODY)).json()["data"]["task_id"]
            assert (await client.get(_TASKS + task)).json()["data"]["status"] == "success"

        return once

    return version("httpx"), _awaited(opened)


def _requests(base_url: str) -> tuple[str, Job]:
    import requests  # noqa: PLC0415

    session = requests.Session()
    session.headers.update(_HEADERS)

    def once() -> None:
        task = session.post(base_url + _PATH, json=BODY).json()["data"]["task_id"]
        answer = session.get(base_url + _TASKS + task).json()
        assert answer["data"]["status"] == "success"

    return version("requests"), _blocking(once)


def _stock(base_url: str) -> tuple[str, Job]:
    from stock_client.api.kling import kling_v2_mi2i  # noqa: PLC0415
    from stock_client.api.tasks import get_task  # noqa: PLC0415
    from stock_client.client import AuthenticatedClient  # noqa: PLC0415
    from stock_client.models import KlingV2Mi2IRequest  # noqa: PLC0415

    client = AuthenticatedClient(base_url=base_url, token=KEY)

    def once() -> None:
        body = KlingV2Mi2IRequest.from_dict(BODY)
        task: Any = kling_v2_mi2i.sync(client=client, body=body)
        answer: Any = get_task.sync(task.data.task_id, client=client)
        assert answer.data.status == "success"

    return "0.29.1", _blocking(once)


def _stock_async(base_url: str) -> tuple[str, Job]:
    from stock_client.api.kling import kling_v2_mi2i  # noqa: PLC0415
    from stock_client.api.tasks import get_task  # noqa: PLC0415
    from stock_client.client import AuthenticatedClient  # noqa: PLC0415
    from stock_client.models import KlingV2Mi2IRequest  # noqa: PLC0415

    def opened() -> Callable[[], Awaitable[object]]:
        client = AuthenticatedClient(base_url=base_url, token=KEY)

        async def once() -> None:
            body = KlingV2Mi2IRequest.from_dict(BODY)
            task: Any = await kling_v2_mi2i.asyncio(client=client, body=body)
            answer: Any = await get_task.asyncio(task.data.task_id, client=client)
            assert answer.data.status == "success"

        return once

    return "0.29.1", _awaited(opened)


def _runwayml(base_url: str) -> tuple[str, Job]:
    from runwayml import RunwayML  # noqa: PLC0415

    client = RunwayML(api_key=KEY, base_url=base_url, max_retries=0)

    def once() -> None:
        made: Any = client.image_to_video.create(**_BODY_BEYOND)
        answer: Any = client.tasks.retrieve(made.id)
        assert answer.status == "SUCCEEDED"

    return version("runwayml"), _blocking(once)


def _runwayml_async(base_url: str) -> tuple[str, Job]:
    from runwayml import AsyncRunwayML  # noqa: PLC0415

    def opened() -> Callable[[], Awaitable[object]]:
        client = AsyncRunwayML(api_key=KEY, base_url=base_url, max_retries=0)

        async def once() -> None:
            made: Any = await client.image_to_video.create(**_BODY_BEYOND)
            answer: Any = await client.tasks.retrieve(made.id)
            assert answer.status == "SUCCEEDED"

        return once

    return version("runwayml"), _awaited(opened)


_CANDIDATES: dict[str, Callable[[str], tuple[str, Job]]] = {
    "ours, sync": _ours,
    "ours, async": _ours_async,
    "httpx": _httpx,
    "httpx, async": _httpx_async,
    "requests": _requests,
    "openapi-python-client": _stock,
    "openapi-python-client, async": _stock_async,
    "runwayml": _runwayml,
    "runwayml, async": _runwayml_async,
}
