"""Servers that break the contract of a task in time."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from contract_tests.conformance.exchange import Answer, Fault, Request
from contract_tests.conformance.in_process import Handler
from contract_tests.mock_api import Scenario, VirtualClock
from contract_tests.strength.liar import Liar, answer, bent, edited, ending, is_read, is_submit

Data = dict[str, Any]
# Given what is read of a task, how often it was read, and how often at its end: other data.
Tell = Callable[[Data, int, int], Data | None]

FINAL, FROZEN = "task/terminal_is_final", "task/result_is_frozen"
FORWARD, SAME_ID = "task/status_goes_forward", "task/id_matches"
FOUND, IN_TIME = "task/fresh_is_found", "task/ends_in_time"


def task_liars() -> Iterator[Liar]:
    """Every one of them; each is a server of its own."""
    for name, named, tell, outcome in _TELLING:
        yield Liar(name, "task", _reading(tell, outcome), named)
    for name, named, build in _OTHERS:
        yield Liar(name, "task", build, named)


def _reading(tell: Tell, outcome: str) -> Callable[[VirtualClock], Handler]:
    def build(clock: VirtualClock) -> Handler:
        reads: Counter[str] = Counter()
        ends: Counter[str] = Counter()

        def bend(request: Request, given: Answer) -> Answer | Fault:
            if not is_read(request) or given.status != 200:
                return given
            data = given.json()["data"]
            reads[request.path] += 1
            ends[request.path] += data["status"] not in ("pending", "processing")
            told = tell(data, reads[request.path], ends[request.path])
            if told is None:
                return answer(404, {"code": 404, "message": "Resource not found: no such task"})
            return answer(200, {"code": 0, "message": "success", "data": told})

        return bent(bend, ending(outcome))(clock)

    return build


def _status(**by_moment: str) -> Tell:
    """Another status at the n-th reading of the end (``end2=``) or of all (``read2=``)."""

    def tell(data: Data, read: int, end: int) -> Data:
        status = by_moment.get(f"end{end}") or by_moment.get(f"read{read}")
        return data | {"status": status} if status else data

    return tell


def _always(status: Any) -> Tell:
    return lambda data, _read, _end: data | {"status": status}


def _resources(change: Callable[[list[Data], int], object]) -> Tell:
    """Another result from the second reading of the end on."""

    def tell(data: Data, read: int, end: int) -> Data:
        if end < 2 or "result" not in data:
            return data
        copy: Data = json.loads(json.dumps(data))
        change(copy["result"]["resources"], end)
        return copy

    return tell


def _without(name: str) -> Tell:
    return lambda data, _read, _end: {k: v for k, v in data.items() if k != name}


def _back_and_forth(data: Data, read: int, end: int) -> Data:
    return data if end else data | {"status": "processing" if read % 2 else "pending"}


def _forgets_result(data: Data, read: int, end: int) -> Data:
    return {k: v for k, v in data.items() if k != "result"} if end > 1 else data


_TELLING: tuple[tuple[str, tuple[str, ...], Tell, str], ...] = (
    ("success, then processing", (FINAL,), _status(end2="processing"), "success"),
    ("success, then pending", (FINAL,), _status(end2="pending"), "success"),
    ("success, then failed", (FINAL,), _status(end2="failed"), "success"),
    ("success, then canceled", (FINAL,), _status(end3="canceled"), "success"),
    ("failed, then success", (FINAL,), _status(end2="success"), "failed"),
    ("failed, then processing", (FINAL,), _status(end3="processing"), "failed"),
    ("canceled, then processing", (FINAL,), _status(end2="processing"), "canceled"),
    ("success, then a status of its own", (FINAL,), _status(end2="archived"), "success"),
    ("the last reading alone differs", (FINAL,), _status(end4="failed"), "success"),
    (
        "processing, then pending",
        (FORWARD,),
        _status(read1="processing", read2="pending"),
        "success",
    ),
    ("back and forth until it ends", (FORWARD,), _back_and_forth, "success"),
    ("progress without end", (IN_TIME,), _always("processing"), "success"),
    ("pending for ever", (IN_TIME,), _always("pending"), "success"),
    ("an end that nobody knows", (IN_TIME,), _always("completed"), "success"),
    ("no status", (FOUND,), _without("status"), "success"),
    ("a status that is null", (FOUND,), _always(None), "success"),
    ("a status that is a number", (FOUND,), _always(2), "success"),
    ("another task's id", (SAME_ID,), lambda d, _r, _e: d | {"task_id": "task-other"}, "success"),
    ("no id", (SAME_ID,), _without("task_id"), "success"),
    ("an id that is a number", (SAME_ID,), lambda d, _r, _e: d | {"task_id": 7}, "success"),
    (
        "an id in capitals",
        (SAME_ID,),
        lambda d, _r, _e: d | {"task_id": d["task_id"].upper()},
        "success",
    ),
    (
        "another id at the end",
        (SAME_ID,),
        lambda d, _r, e: d | {"task_id": d["task_id"] + "0"} if e else d,
        "success",
    ),
    ("not found at first", (FOUND,), lambda d, r, _e: None if r == 1 else d, "success"),
    ("lost on the way", (FOUND,), lambda d, r, _e: None if r >= 3 else d, "success"),
    ("lost once it has ended", (FOUND,), lambda d, _r, e: None if e else d, "success"),
    ("lost after its end", (FOUND,), lambda d, _r, e: None if e >= 2 else d, "success"),
    (
        "other files",
        (FROZEN,),
        _resources(lambda r, n: r[0].update(url=f"https://a/{n}")),
        "success",
    ),
    ("a file less", (FROZEN,), _resources(lambda r, _: r.pop()), "success"),
    ("a file more", (FROZEN,), _resources(lambda r, _: r.append(dict(r[0]))), "success"),
    ("another width", (FROZEN,), _resources(lambda r, n: r[0].update(width=n)), "success"),
    ("another type", (FROZEN,), _resources(lambda r, _: r[0].update(type="audio")), "success"),
    ("another format", (FROZEN,), _resources(lambda r, _: r[0].update(format="gif")), "success"),
    ("no result any more", (FROZEN,), _forgets_result, "success"),
)


def _of_many(edit: Callable[[Data, int], object]) -> Callable[[VirtualClock], Handler]:
    """Bends what a submit answers; the number counts from 0."""

    def build(clock: VirtualClock) -> Handler:
        accepted = 0

        def bend(request: Request, given: Answer) -> Answer | Fault:
            nonlocal accepted
            if not is_submit(request) or given.status != 200:
                return given
            accepted += 1
            return edited(given, lambda value: edit(value["data"], accepted - 1))

        return bent(bend)(clock)

    return build


def _one_id_for_two(clock: VirtualClock) -> Handler:
    first: defaultdict[str, str] = defaultdict(str)

    def bend(request: Request, given: Answer) -> Answer | Fault:
        if not is_submit(request) or given.status != 200:
            return given
        data = given.json()["data"]
        first["id"] = first["id"] or data["task_id"]
        return edited(given, lambda value: value["data"].update(task_id=first["id"]))

    return bent(bend)(clock)


def _late(clock: VirtualClock) -> Handler:
    return bent(lambda _request, given: given, lambda _n, _m: Scenario(1_000, 90_000))(clock)


_OTHERS: tuple[tuple[str, tuple[str, ...], Callable[[VirtualClock], Handler]], ...] = (
    ("one id for all tasks", (SAME_ID,), _one_id_for_two),
    ("a submit without an id", (FOUND,), _of_many(lambda data, _: data.pop("task_id"))),
    ("an id that is null", (FOUND,), _of_many(lambda data, _: data.update(task_id=None))),
    (
        "an id that nobody knows",
        (FOUND,),
        _of_many(lambda data, number: data.update(task_id=f"task-{number}")),
    ),
    ("an end that comes too late", (IN_TIME,), _late),
)
