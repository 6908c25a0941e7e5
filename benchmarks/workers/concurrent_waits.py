"""Many tasks waited for at the same time, in real time: requests, CPU time, and the mean delay."""

from __future__ import annotations

import asyncio
import gc
import math
import time
import urllib.request
from collections.abc import Awaitable, Callable
from functools import partial
from importlib.metadata import version
from random import Random

KEY = "mdlx-benchmark"
TASKS = 100
LIMIT = 1_000
_MEDIAN_S = 25.0
_SIGMA = 0.4
# A careful program that knows the limit divides it among its tasks.
_INTERVAL_S = TASKS * 60 / LIMIT

Job = Callable[[int], dict[str, float]]
_Delays = list[float]


def open_candidate(name: str, base_url: str) -> tuple[str, Job]:
    """The version of the library and the job; raises ``ImportError`` when it is not there."""
    candidates: dict[str, Callable[[str], tuple[str, Job]]] = {
        "ours": _ours,
        "httpx": _httpx,
        "httpx, spread": partial(_httpx, apart_s=_INTERVAL_S / TASKS),
    }
    return candidates[name](base_url)


def _job(base_url: str, wait: Callable[[list[int]], Awaitable[_Delays]]) -> Job:
    loop = asyncio.new_event_loop()

    def asked() -> int:
        with urllib.request.urlopen(f"{base_url}/requests") as answer:  # noqa: S310 (loopback)
            return int(answer.read())

    def job(tasks: int) -> dict[str, float]:
        random = Random(tasks)  # noqa: S311 (a simulation, no secret)
        median = _MEDIAN_S if tasks == TASKS else 0.2
        asked()
        gc.collect()
        cpu, now = time.process_time(), time.time() * 1e3
        lives = [random.lognormvariate(math.log(median), _SIGMA) for _ in range(tasks)]
        ends = [round(now + life * 1e3) for life in lives]
        delays = loop.run_until_complete(wait(ends))
        cpu = time.process_time() - cpu
        requests = asked()
        return {
            "cpu": cpu / requests * 1e3,
            "requests": float(requests),
            "delay": sum(delays) / len(delays),
        }

    return job


def _late_s(end: int) -> float:
    return max(time.time() - end / 1e3, 0.0)


def _ours(base_url: str) -> tuple[str, Job]:
    from modellix_client import AsyncModellix, __version__  # noqa: PLC0415

    async def wait(ends: list[int]) -> _Delays:
        async with AsyncModellix(KEY, base_url=base_url) as client:
            done = client.tasks.as_completed([f"until-{end}" for end in ends])
            return [
                _late_s(int(str(outcome.task_id).removeprefix("until-"))) async for outcome in done
            ]

    return __version__, _job(base_url, wait)


def _httpx(base_url: str, apart_s: float = 0.0) -> tuple[str, Job]:
    import httpx  # noqa: PLC0415

    async def one(client: httpx.AsyncClient, end: int, place: int) -> float:
        await asyncio.sleep(place * apart_s)
        while True:
            answer = await client.get(f"/api/v1/tasks/until-{end}")
            if answer.json()["data"]["status"] == "success":
                return _late_s(end)
            await asyncio.sleep(_INTERVAL_S)

    async def wait(ends: list[int]) -> _Delays:
        headers = {"Authorization": f"Bearer {KEY}"}
        async with httpx.AsyncClient(base_url=base_url, headers=headers) as client:
            return list(
                await asyncio.gather(*(one(client, end, place) for place, end in enumerate(ends)))
            )

    return version("httpx"), _job(base_url, wait)
