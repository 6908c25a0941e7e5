"""Scenarios over every fault: what comes before it, which call meets it, and what must come of it.

Expectations come from the tables here, which were written from the service's facts: which answers
prove that nothing was started, which leave it open, which a wait outlives. No client is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from contract_tests.facts.page import Json
from contract_tests.facts.stand_in import stand_in
from contract_tests.parity.drawing.traps import spelled

Answer = dict[str, Json]
Expected = dict[str, Json]
_TASK: Final = "task-1"
_MODEL: Final = {
    "model": stand_in().model,
    "body": stand_in().body("A boat on a quiet lake"),
}
_RESENT: Final = 3  # times that a submit is sent again when it provably did not arrive

_CLASSES: Final = {
    400: "BadRequestError",
    401: "AuthenticationError",
    402: "PaymentRequiredError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    429: "RateLimitError",
}
# Nothing was started by these, and the connection's own two; all else leaves a submit open.
_TURNED_DOWN: Final = (400, 401, 402, 403, 404, 405, 413, 415, 422, 429)
_UNSENT: Final = ("refused", "reset_in_body")
_LOST: Final = ("reset_after_body", "timeout", "truncated")
_OPEN: Final = (301, 302, 303, 307, 308, 408, 409, 410, 418, 425, 500, 501, 502, 503, 504)
_SILENT: Final[dict[str, Json]] = {
    "nothing": None,
    "no JSON": "<html>",
    "half of it": '{"code":0,"data":{"task_id":',
    "a list": [],
    "no data": {"code": 0, "message": "success"},
    "no task": {"code": 0, "message": "success", "data": {"status": "pending"}},
    "a task that is null": {"code": 0, "data": {"status": "pending", "task_id": None}},
    "an error": {"code": 500, "message": "Internal error"},
}
# A wait asks again after these.
_PASSING: Final = (408, 429, 500, 502, 503, 504, *_UNSENT, *_LOST)
_ENDING: Final = (400, 401, 402, 403, 404)


def scenario_lines() -> list[bytes]:
    """The scenarios as lines, in a fixed order."""
    every = [*_submits(), *_runs(), *_waits()]
    return [spelled(scenario).encode() for scenario in every]


def _submits() -> Iterator[dict[str, Json]]:
    before: tuple[tuple[str, ...], ...] = (
        ("refused",),
        ("reset_in_body", "refused"),
        ("reset_in_body",) * _RESENT,
    )
    for name, answer, expected in _ends():
        for unsent in before:
            answers = [*map(_answer, unsent), answer, _accepted()]
            told = {**expected, "posts": len(unsent) + 1}
            yield _submit("submit", f"{'+'.join(unsent)}, then {name}", answers, told)
    never = {"kind": "not_sent", "error": "NotSubmittedError", "safe_to_retry": True}
    for fault in _UNSENT:
        answers = [*[_answer(fault)] * (_RESENT + 1), _accepted()]
        told = {**never, "task_id": None, "posts": _RESENT + 1}
        yield _submit("submit", f"{fault} once too often", answers, told)


def _runs() -> Iterator[dict[str, Json]]:
    results = [_task("processing"), _task("success")]
    for name, answer, expected in _ends():
        for unsent in ((), ("refused",)):
            answers = [*map(_answer, unsent), answer, *results]
            told = {**expected, "posts": len(unsent) + 1}
            told |= {} if expected["kind"] == "success" else {"requests": len(unsent) + 1}
            yield _submit("run", "+".join((*unsent, name)), answers, told)
    for trouble in _PASSING:
        answers = [_accepted(), _answer(trouble), *results]
        told = {"kind": "success", "error": None, "task_id": _TASK, "status": 200, "posts": 1}
        yield _submit("run", f"accepted, then {trouble}", answers, told)
    for ending in _ENDING:
        told = {**_ended(ending), "posts": 1, "requests": 2}
        yield _submit("run", f"accepted, then {ending}", [_accepted(), _answer(ending)], told)


def _waits() -> Iterator[dict[str, Json]]:
    ends: dict[str, Expected] = {
        "success": {"kind": "success", "error": None, "status": 200},
        "failed": {"kind": "failed", "error": "TaskFailedError", "status": 200},
        "canceled": {"kind": "failed", "error": "TaskCanceledError", "status": 200},
    }
    for trouble in _PASSING:
        for status, expected in ends.items():
            answers = [
                _task("pending"),
                *[_answer(trouble)] * 2,
                _task("processing"),
                _task(status),
            ]
            told = {**expected, "requests": len(answers)}
            yield _wait(f"{trouble} twice, then {status}", answers, told, None)
        late = {"kind": "timeout", "error": "TaskTimeoutError", "safe_to_retry": False}
        yield _wait(f"{trouble} and no end", [_answer(trouble), _task("pending")], late, 45_000)
    first: tuple[tuple[int | str, ...], ...] = ((), (503,), ("timeout", 429))
    for ending in _ENDING:
        for before in first:
            answers = [*map(_answer, before), _answer(ending), _task("success")]
            told = {**_ended(ending), "requests": len(before) + 1}
            yield _wait("+".join(map(str, (*before, ending))), answers, told, None)
    wrong = {"kind": "error", "error": "UnexpectedResponseError", "safe_to_retry": False}
    odd = {"another task": _task("success", "task-2"), "no JSON": _answer(200, "<html>")}
    for name, answer in odd.items():
        for before in first:
            answers = [*map(_answer, before), answer, _task("success")]
            told = {**wrong, "requests": len(before) + 1}
            yield _wait("+".join(map(str, (*before, name))), answers, told, None)


def _ends() -> Iterator[tuple[str, Answer, Expected]]:
    """Every way in which an attempt that arrived may end."""
    good = {"kind": "success", "error": None, "task_id": _TASK, "status": 200}
    yield "accepted", _accepted(), {**good, "safe_to_retry": False}
    for status in _TURNED_DOWN:
        error = _CLASSES.get(status, "APIStatusError")
        told: Expected = {"kind": "refused", "error": error, "task_id": None, "status": status}
        yield str(status), _answer(status), {**told, "safe_to_retry": status == 429}
    error = "SubmissionOutcomeUnknownError"
    unknown: Expected = {"kind": "unknown", "error": error, "task_id": None, "safe_to_retry": False}
    for status in _OPEN:
        yield str(status), _answer(status), {**unknown, "status": status}
    for fault in _LOST:
        yield fault, _answer(fault), {**unknown, "status": None}
    for name, body in _SILENT.items():
        yield f"200 with {name}", _answer(200, body), {**unknown, "status": 200}


def _ended(status: int) -> Expected:
    told: Expected = {"kind": "error", "error": _CLASSES[status], "status": status}
    return {**told, "task_id": _TASK, "safe_to_retry": False}


def _submit(call: str, name: str, answers: list[Answer], expected: Expected) -> dict[str, Json]:
    identifier = f"drawn/{call}/{name}"
    return {"id": identifier, "call": call, **_MODEL, "answers": answers, "expect": expected}


def _wait(
    name: str, answers: list[Answer], expected: Expected, timeout_ms: int | None
) -> dict[str, Json]:
    head = {"id": f"drawn/wait/{name}", "call": "wait", "task_id": _TASK, "timeout_ms": timeout_ms}
    return {**head, "answers": answers, "expect": {**expected, "task_id": _TASK, "posts": 0}}


def _answer(what: int | str, body: Json = None) -> Answer:
    if isinstance(what, str):
        return {"latency_ms": 100, "fault": what}
    return {"latency_ms": 100, "status": what, "body": body}


def _accepted() -> Answer:
    return _task("pending")


def _task(status: str, task_id: str = _TASK) -> Answer:
    data: dict[str, Json] = {"status": status, "task_id": task_id, "model_id": "model-123"}
    if status == "success":
        data["result"] = {
            "resources": [{"url": "https://files.example.com/1.png", "type": "image"}]
        }
    return _answer(200, {"code": 0, "message": "success", "data": data})
