"""The rows of the fault matrix: what the server does, drawn from a seed, and what must follow."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final, Literal

from contract_tests.faults.server import Act, answer, envelope

Outcome = Literal["success", "refused", "not_sent", "unknown"]

OVERSIZE: Final = 16 * 1024 * 1024


@dataclass(frozen=True)
class Case:
    """One call against the server.

    Attributes:
        acts: What the server does, attempt by attempt.
        outcome: What has to come of it.
        attempts: How many requests it may take.
        complete: How many of them may arrive as a whole.
        large: Whether the body is larger than what the connection holds by itself.
        hangs: Whether the call runs under a limit of 50 ms without progress.
        task_id: The id whose bytes all arrive, if any do: it must not be lost.
        retry_limited: Whether the call is told to go on after a 429.
        before: How a call goes that comes first and leaves its connection behind.
    """

    acts: list[Act]
    outcome: Outcome
    attempts: int = 1
    complete: int = 1
    large: bool = False
    hangs: bool = False
    task_id: str | None = None
    retry_limited: bool = False
    before: Act | None = None


def accepted(task_id: str) -> bytes:
    """The answer that every submit hopes for."""
    return answer(200, envelope(status="pending", task_id=task_id))


def problem(status: int, message: str, *headers: tuple[str, str]) -> bytes:
    """A refusal in the service's own form."""
    return answer(status, json.dumps({"code": status, "message": message}).encode(), *headers)


def _broken(act: Act, random: Random, task_id: str) -> Case:
    """An attempt that ends before the last byte: sent again, and in the end accepted or not."""
    failures = random.randint(1, 4)
    if failures == 4:
        return Case([act], "not_sent", 4, 0, large=True)
    acts = [act] * failures + [Act(answer=accepted(task_id))]
    return Case(acts, "success", failures + 1, large=True, task_id=task_id)


def _before(random: Random, task_id: str) -> Case:
    return _broken(Act(take=0, reset=random.random() < 0.5), random, task_id)


def _during(random: Random, task_id: str) -> Case:
    act = Act(take=random.uniform(0.001, 0.7), reset=random.random() < 0.5)
    return _broken(act, random, task_id)


def _hang_during(random: Random, task_id: str) -> Case:
    # Nothing but hanging: with 50 ms for everything, a good answer could come too late as well.
    act = Act(take=random.uniform(0, 0.7), hang=True)
    return Case([act], "not_sent", 4, 0, large=True, hangs=True)


def _after(random: Random, task_id: str) -> Case:
    return _lost(random, Act())


def _reset(random: Random, task_id: str) -> Case:
    return _lost(random, Act(reset=True))


def _hang(random: Random, task_id: str) -> Case:
    return Case([Act(hang=True)], "unknown", hangs=True)


def _torn_head(random: Random, task_id: str) -> Case:
    whole = accepted(task_id)
    cut = random.randint(1, whole.index(b"\r\n\r\n") + 3)
    return _lost(random, Act(answer=whole[:cut], reset=random.random() < 0.5))


def _lost(random: Random, act: Act) -> Case:
    # What would come next is an acceptance: whoever sends again is found out by the count.
    return Case([_closing(act), Act(answer=accepted("task-twice"))], "unknown")


def _closing(act: Act) -> Act:
    """The act with a connection that ends after it."""
    return Act(act.take, act.answer, act.hang, act.reset or bool(act.answer), act.drain)


def _redirect(random: Random, task_id: str) -> Case:
    status = random.choice([301, 302, 303, 307, 308])
    target = random.choice(["/elsewhere", "https://example.com/", "", "//[", "http:///x"])
    return _open(answer(status, b"", ("Location", target)))


def _status(*statuses: int) -> Callable[[Random, str], Case]:
    def case(random: Random, task_id: str) -> Case:
        status = random.choice(statuses)
        form = random.choice([problem(status, "Internal error"), answer(status, b"<html>")])
        return _open(form)

    return case


def _open(raw: bytes, task_id: str | None = None) -> Case:
    acts = [Act(answer=raw), Act(answer=accepted("task-twice"))]
    return Case(acts, "unknown", task_id=task_id)


def _limited(message: str, *, told: bool = False) -> Callable[[Random, str], Case]:
    def case(random: Random, task_id: str) -> Case:
        headers = [("Retry-After", str(random.randint(0, 90)))] if random.random() < 0.5 else []
        acts = [Act(answer=problem(429, message, *headers)), Act(answer=accepted(task_id))]
        if told:
            return Case(acts, "success", 2, 2, task_id=task_id, retry_limited=True)
        return Case(acts, "refused")

    return case


def _refusal(random: Random, task_id: str) -> Case:
    status = random.choice([400, 401, 402, 403, 404, 405, 413, 415, 422])
    return Case([Act(answer=problem(status, "no")), Act(answer=accepted("task-twice"))], "refused")


def _early(random: Random, task_id: str) -> Case:
    raw = problem(random.choice([401, 413]), "no", ("Connection", "close"))
    act = Act(take=random.uniform(0, 0.5), answer=raw, drain=True)
    return Case([act], "refused", large=True)


def _not_json(random: Random, task_id: str) -> Case:
    body = random.choice([b"", b"<html>ok</html>", b"[]", b"null", b"\xff\xfe", b'{"data":'])
    return _open(answer(200, body))


def _without_id(random: Random, task_id: str) -> Case:
    wrong: dict[str, object] = random.choice(
        [{}, {"task_id": ""}, {"task_id": 7}, {"task_id": None}, {"id": "x"}]
    )
    return _open(answer(200, envelope(status="pending", **wrong)))


def _cut_short(random: Random, task_id: str) -> Case:
    body = envelope(status="pending", task_id=task_id, model_id="x", more="y" * 40)
    cut = random.randint(0, len(body) - 1)
    there = cut >= body.index(b'", "model_id') + 1
    raw = answer(200, body[:cut], length=len(body))
    acts = [_closing_softly(raw), Act(answer=accepted("task-twice"))]
    return Case(acts, "unknown", task_id=task_id if there else None)


def _closing_softly(raw: bytes) -> Act:
    """An answer after which the connection ends with a farewell: what was sent does arrive."""
    return Act(answer=raw.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1))


def _oversized(random: Random, task_id: str) -> Case:
    filler = b" " * (OVERSIZE + random.randint(1, 100_000))
    raw = answer(200, envelope(status="pending", task_id=task_id) + filler)
    acts = [_closing_softly(raw), Act(answer=accepted("task-twice"))]
    return Case(acts, "unknown", task_id=task_id)


def _fine(random: Random, task_id: str) -> Case:
    act = Act(answer=accepted(task_id))
    return Case([act], "success", large=random.random() < 0.5, task_id=task_id)


def _left(random: Random, task_id: str) -> Case:
    """The connection of the call before is still in the pool, and closed at the other end."""
    before = Act(answer=accepted("task-before"), reset=random.random() < 0.5, leave=True)
    act = Act(answer=accepted(task_id))
    return Case([act], "success", large=random.random() < 0.5, task_id=task_id, before=before)


CELLS: Final[dict[str, Callable[[Random, str], Case]]] = {
    "no fault": _fine,
    "closed while it was idle": _left,
    "dropped before the body": _before,
    "dropped during the body": _during,
    "dropped after the body": _after,
    "hangs during the body": _hang_during,
    "hangs after the body": _hang,
    "reset after the body": _reset,
    "dropped in the answer's head": _torn_head,
    "3xx": _redirect,
    "408": _status(408),
    "409": _status(409),
    "425": _status(425),
    "429 rate": _limited("Rate limit exceeded: 100 requests a minute"),
    "429 concurrency": _limited("Concurrent limit exceeded: 2 tasks"),
    "429, told to go on": _limited("Concurrent limit exceeded: 2 tasks", told=True),
    "5xx": _status(500, 501, 502, 503, 504, 520, 599),
    "other refusals": _refusal,
    "401 or 413 before the body's end": _early,
    "200, not JSON": _not_json,
    "200 without a task id": _without_id,
    "200 cut short": _cut_short,
    "200 oversized": _oversized,
}
