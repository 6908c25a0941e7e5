"""Many requests with one call, in both faces."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from modellix_client import (
    AsyncModellix,
    ConfigurationError,
    InvalidRequestError,
    Mapped,
    Modellix,
    ModellixError,
    NotSubmittedError,
    RateLimitError,
    Result,
    SubmissionOutcomeUnknownError,
    TaskTimeoutError,
)
from modellix_client._core.submission import Accepted
from modellix_client.journal import Journal

from contract_tests.client.loop_time import LoopClock, in_virtual_time
from contract_tests.client.wire import ACCEPTED, IT, KEY, MODEL, Step, Wire, data, of_model, problem
from contract_tests.mock_api import MockService, VirtualClock, async_transport, transport
from contract_tests.mock_api.limits import Limits
from contract_tests.mock_api.tasks import Scenario

pytestmark = pytest.mark.client

SUCCESS = Step(body=data("success", result={"resources": []}))
Call = Callable[..., list[Any]]


def bodies(number: int) -> list[dict[str, Any]]:
    return [IT.body(f"Boat {index}") for index in range(number)]


def service_of(clock: VirtualClock, at_once: int, rate: int = 1_000) -> MockService:
    limits = Limits(requests_per_minute=rate, concurrent_tasks=at_once)
    return MockService(
        clock=clock,
        key=KEY,
        limits=limits,
        script=lambda number, _: Scenario(1_000, 8_000 + 3_000 * (number % 4)),
    )


def time_of(service: MockService) -> VirtualClock:
    assert isinstance(service.clock, VirtualClock)
    return service.clock


def mapped(service: MockService, requests: Any, **given: Any) -> list[Any]:
    journal = given.pop("journal", None)
    clock = time_of(service)
    with Modellix(KEY, transport=transport(service), clock=clock, journal=journal) as client:
        found: list[Any] = of_model(client).map(requests, **given)
        return found


def mapped_async(service: MockService, requests: Any, **given: Any) -> list[Any]:
    found: list[Any] = []
    journal = given.pop("journal", None)
    clock = time_of(service)

    async def call() -> None:
        door = async_transport(service)
        async with AsyncModellix(
            KEY, transport=door, clock=LoopClock(clock), journal=journal
        ) as client:
            found.extend(await of_model(client).map(requests, **given))

    in_virtual_time(clock, call())
    return found


FACES = pytest.mark.parametrize("call", [mapped, mapped_async])


@FACES
@pytest.mark.parametrize("at_once", [1, 2, 5, 40])
def test_every_request_has_its_task_and_the_limit_is_found(call: Call, at_once: int) -> None:
    service = service_of(VirtualClock(), at_once)
    outcomes = call(service, bodies(24))
    assert len({one.task_id for one in outcomes}) == 24
    assert service.accepted == 24
    refused = [entry for entry in service.log if entry.status == 429]
    # Some tries beyond the limit are the price of finding it; they become ever more seldom.
    assert len(refused) <= 4 + 24 // at_once * 5
    assert {entry.method for entry in refused} <= {"POST"}
    longest_s = 24 / at_once * 18 + 60
    assert service.clock.now() <= longest_s * 1000


@FACES
def test_one_bad_request_spoils_nothing(call: Call) -> None:
    requests = [*bodies(2), {IT.images: 0}, {IT.text: 7}, *bodies(1)]
    service = service_of(VirtualClock(), 3)
    outcomes = call(service, requests)
    assert [isinstance(one, InvalidRequestError) for one in outcomes] == [
        False, False, True, True, False,
    ]  # fmt: skip
    assert service.accepted == 3


class Watched:
    """A generator of requests that counts how many of its tasks are in flight when it is read."""

    def __init__(self, service: MockService, number: int) -> None:
        self.read = 0
        self.most = 0
        self._service = service
        self._number = number

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for body in bodies(self._number):
            self.read += 1
            running = self._service.tasks.unfinished(self._service.clock.now())
            self.most = max(self.most, running + 1)
            yield body


@FACES
def test_requests_are_read_as_they_are_wanted(call: Call) -> None:
    service = service_of(VirtualClock(), 100)
    watched = Watched(service, 30)
    outcomes = call(service, iter(watched), max_in_flight=4)
    assert (len(outcomes), watched.read) == (30, 30)
    assert watched.most <= 4


def test_outcomes_come_as_they_end_and_whoever_stops_early_submits_no_more() -> None:
    service = service_of(VirtualClock(), 3)
    clock = time_of(service)
    with Modellix(KEY, transport=transport(service), clock=clock) as client:
        ends = of_model(client).map_as_completed(bodies(20), key=lambda body: body[IT.text])
        first = next(ends)
        assert isinstance(first, Mapped)
        assert isinstance(first.outcome, Result)
        assert first.key == f"Boat {first.index}"
        submitted = service.accepted
        del ends
        clock.advance(100_000)
        of_model(client).run(**IT.body("Another"))
        assert service.accepted == submitted + 1 < 20
        assert client._runner.engine.turns.schedule._first() is None


@FACES
@given(
    st.lists(st.sampled_from([200, 400, 401, 402, 500, 503, 4290, 4291, 0]), min_size=1, max_size=8)
)
def test_an_open_submit_is_never_repeated(call: Call, fates: list[int]) -> None:
    """Each request meets its fate at its first attempt; a limit lets the next one pass."""
    clock = VirtualClock()
    service = service_of(clock, 50)
    posted: Counter[str] = Counter()
    door = transport(service)

    def handle(request: httpx.Request) -> httpx.Response:
        if request.method != "POST":
            return door.handler(request)  # type: ignore[return-value]
        name = json.loads(request.content)[IT.text]
        posted[name] += 1
        fate = fates[int(name)] if posted[name] == 1 else 200
        if fate == 0:
            raise httpx.ReadTimeout("scripted", request=request)
        if fate in {4290, 4291}:
            text = ("Rate limit exceeded: x", "Concurrent limit exceeded: x")[fate - 4290]
            return httpx.Response(429, json={"code": 429, "message": text})
        if fate != 200:
            return httpx.Response(fate, json={"code": fate, "message": "no"})
        return door.handler(request)  # type: ignore[return-value]

    requests = [IT.body(str(number)) for number in range(len(fates))]
    found: list[Any] = []
    if call is mapped:
        with Modellix(KEY, transport=httpx.MockTransport(handle), clock=clock) as client:
            found += client.map(MODEL, requests)
    else:

        async def use() -> None:
            mock = httpx.MockTransport(handle)
            async with AsyncModellix(KEY, transport=mock, clock=LoopClock(clock)) as client:
                found.extend(await client.map(MODEL, requests))

        in_virtual_time(clock, use())
    for number, (fate, outcome) in enumerate(zip(fates, found, strict=True)):
        again = fate in {4290, 4291}
        assert posted[str(number)] == (2 if again else 1)
        if fate == 200 or again:
            assert not isinstance(outcome, ModellixError)
        elif fate in {500, 503, 0}:
            assert isinstance(outcome, SubmissionOutcomeUnknownError)
            assert not outcome.safe_to_retry
        else:
            assert isinstance(outcome, ModellixError)
            assert outcome.status == fate


@FACES
def test_a_journaled_key_is_never_submitted_twice(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "submits.ndjson"
    service = service_of(VirtualClock(), 3)
    first = call(service, bodies(6), key=[f"k{n}" for n in range(6)], journal=path)
    assert service.accepted == 6
    second = call(service, bodies(8), key=lambda body: "k" + body[IT.text].split()[1], journal=path)
    assert service.accepted == 8
    assert [one.task_id for one in second[:6]] == [one.task_id for one in first]
    left = Journal(path).recover()
    assert (left.unfinished, left.unknown, left.unread) == ([], [], [])


@FACES
def test_what_a_journal_says_of_a_key_decides(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "submits.ndjson"
    service = service_of(VirtualClock(), 10)
    journal = Journal(path)
    verdicts: dict[str, Accepted | ModellixError] = {
        "unknown": SubmissionOutcomeUnknownError("?", status=502),
        "refused": RateLimitError("no"),
        "not sent": NotSubmittedError("no"),
        "other": Accepted("task-9", 200, {}),
    }
    for key, verdict in verdicts.items():
        claimed = journal.claim("kling-v1-i2v" if key == "other" else MODEL, key)
        assert isinstance(claimed, str)
        journal.conclude(claimed, verdict)
    assert isinstance(journal.claim(MODEL, "open"), str)  # and then the process died
    keys = ["unknown", "refused", "not sent", "other", "open", "new"]
    outcomes = call(service, bodies(6), key=keys, journal=path)
    names = [type(one).__name__.replace("Async", "") for one in outcomes]
    unknown = "SubmissionOutcomeUnknownError"
    assert names == [unknown, "Result", "Result", "ConfigurationError", unknown, "Result"]
    assert outcomes[0].status == 502
    assert service.accepted == 3
    # What nobody concluded may still be on its way somewhere: it is given its time.
    assert 100_000 <= service.clock.now() <= 130_000


@FACES
def test_keys_that_are_none_cost_their_request_only(call: Call) -> None:
    service = service_of(VirtualClock(), 10)
    keys = ["a", "", "a", "\ud800", "b" * 513, "b"]
    outcomes = call(service, bodies(6), key=keys)
    assert [isinstance(one, ConfigurationError) for one in outcomes] == [
        False, True, True, True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("requests", "wrong"),
    [
        (IT.body(), {}),
        (IT.text, {}),
        (7, {}),
        ([{}], {"key": "k"}),
        ([{}], {"key": 7}),
        ([{}], {"key": ["a", "b"]}),
        ([{}], {"max_in_flight": 0}),
        ([{}], {"max_in_flight": True}),
        ([{}], {"timeout": -1}),
        ([{}], {"wait_timeout": "x"}),
        ([{}], {"on_update": 7}),
    ],
)
def test_arguments_that_cannot_be_used_send_nothing(requests: Any, wrong: Any) -> None:
    for call in (mapped, mapped_async):
        service = service_of(VirtualClock(), 1)
        with pytest.raises(ConfigurationError):
            call(service, requests, **wrong)
        assert len(service.log) == 0


@FACES
def test_the_call_ends_with_its_timeout(call: Call) -> None:
    service = service_of(VirtualClock(), 2)
    outcomes = call(service, bodies(30), timeout=30)
    assert service.clock.now() == 30_000
    kinds = Counter(type(one).__name__.replace("Async", "") for one in outcomes)
    assert set(kinds) == {"Result", "TaskTimeoutError", "NotSubmittedError"}
    assert (sum(kinds.values()), kinds["TaskTimeoutError"]) == (30, 2)
    assert kinds["Result"] + 2 == service.accepted
    for one in outcomes:
        if isinstance(one, TaskTimeoutError):
            assert one.task_id
        if isinstance(one, NotSubmittedError):
            assert one.safe_to_retry


@FACES
def test_no_task_is_read_more_often_than_allowed(call: Call) -> None:
    service = service_of(VirtualClock(), 10)
    call(service, bodies(12))
    reads: dict[str, list[int]] = {}
    for entry in service.log:
        if entry.method == "GET":
            reads.setdefault(entry.path, []).append(entry.at_ms)
    assert len(reads) == 12
    assert all(b - a >= 250 for times in reads.values() for a, b in pairwise(times))


@FACES
def test_a_limit_that_never_lets_anything_pass_ends_as_a_refusal(call: Call) -> None:
    service = service_of(VirtualClock(), 0)
    outcomes = call(service, bodies(2), wait_timeout=600)
    assert [type(one) for one in outcomes] == [RateLimitError] * 2
    assert 600_000 <= service.clock.now() <= 1_500_000
    assert len(service.log) < 60


def test_a_program_that_fails_is_told_which_tasks_go_on() -> None:
    wire = Wire([ACCEPTED, Step(body=data("processing"))])

    def fail(_: object) -> None:
        raise KeyError("mine")

    with wire.client() as client, pytest.raises(KeyError, match="mine") as caught:
        client.map(MODEL, bodies(1), on_update=fail)
    assert "task-1" in caught.value.__notes__[-1]


def test_a_refusal_is_told_as_it_is() -> None:
    wire = Wire([problem(402, "Insufficient balance")])
    with wire.client() as client:
        (outcome,) = client.map(MODEL, bodies(1))
    assert type(outcome).__name__ == "PaymentRequiredError"
    assert len(wire.requests) == 1
