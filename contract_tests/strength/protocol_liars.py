"""Servers that break what is known of errors and methods, and those that do so of keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from contract_tests.conformance.exchange import Answer, Fault, Request
from contract_tests.conformance.in_process import Handler, handler_of
from contract_tests.mock_api import MockService, VirtualClock
from contract_tests.strength.key_liars import MISSING, UNKNOWN_TASK, WRONG, key_liars
from contract_tests.strength.liar import (
    Bend,
    Liar,
    answer,
    bent,
    edited,
    is_read,
    is_submit,
    page,
)

ENVELOPE, CODE = "error/envelope", "error/code_equals_status"
UNKNOWN_MODEL = "error/unknown_model"
NOT_JSON, METHOD, TYPE = "error/not_json", "error/method", "error/content_type"


def protocol_liars() -> Iterator[Liar]:
    """Every one of them; none takes more than a default run, but for what is only a `should`."""
    yield from key_liars()
    for method in ("PUT", "PATCH"):
        build = _takes(method)
        yield Liar(f"takes {method} for POST", "protocol", build, (METHOD,), live=False)
    for name, named, bend in _ANSWERS:
        yield Liar(name, "protocol", bent(bend), named, live=False)
    lenient = bent(_any_type)
    yield Liar("takes JSON of any type", "protocol", lenient, (TYPE,), strict=True)


def _takes(other: str) -> Callable[[VirtualClock], Handler]:
    """Starts a task for another method too."""

    def build(clock: VirtualClock) -> Handler:
        true = handler_of(MockService(clock=clock))

        def handle(request: Request) -> Answer | Fault:
            method = "POST" if request.method == other else request.method
            return true(Request(method, request.path, request.headers, request.content))

        return handle

    return build


def _error(status: int | None, change: Callable[[Answer], Answer]) -> Bend:
    """Bends the errors of one status, or all of them."""

    def bend(_: Request, given: Answer) -> Answer:
        if given.status < 400 or (status is not None and given.status != status):
            return given
        return change(given)

    return bend


def _says(**members: Any) -> Callable[[Answer], Answer]:
    return lambda given: edited(given, lambda value: value.update(members))


def _lacks(name: str) -> Callable[[Answer], Answer]:
    return lambda given: edited(given, lambda value: value.pop(name))


def _status(status: int, *, told: bool = True) -> Callable[[Answer], Answer]:
    """Another status, in the body too when ``told``."""

    def change(given: Answer) -> Answer:
        value = given.json()
        return answer(status, value | ({"code": status} if told else {}))

    return change


def _only(where: Callable[[Request, Answer], bool], then: Answer) -> Bend:
    return lambda request, given: then if where(request, given) else given


def _task_pending() -> Answer:
    data = {"status": "pending", "task_id": "task-1"}
    return answer(200, {"code": 0, "message": "success", "data": data})


def _unknown_model(request: Request, _: Answer) -> bool:
    return "no-such-model" in request.path


def _unknown_provider(request: Request, _: Answer) -> bool:
    return "no-such-provider" in request.path


def _no_json(request: Request, given: Answer) -> bool:
    return given.status == 400 and not request.content.startswith((b"{", b"[", b"7", b'"'))


def _cut_json(request: Request, given: Answer) -> bool:
    return given.status == 400 and request.content.endswith(b'"wo')


def _any_type(request: Request, given: Answer) -> Answer:
    if (
        is_submit(request)
        and given.status == 400
        and b"text/plain" in repr(request.headers).encode()
    ):
        return _task_pending() if len(request.content) > 2 else given
    return given


def _is(method: str, path: Callable[[Request], bool]) -> Callable[[Request, Answer], bool]:
    return lambda request, given: given.status == 405 and request.method == method and path(request)


def _at_model(request: Request) -> bool:
    return "/kling" in request.path


def _at_task(request: Request) -> bool:
    return "/tasks/" in request.path


_ANSWERS: tuple[tuple[str, tuple[str, ...], Bend], ...] = (
    ("403 for 401", (MISSING, WRONG), _error(401, _status(403))),
    ("404 for 401", (MISSING, WRONG), _error(401, _status(404))),
    ("400 for 401", (MISSING, WRONG), _error(401, _status(400))),
    ("200 for 401", (CODE, MISSING), _error(401, _status(200, told=False))),
    ("200 for every error", (CODE,), _error(None, _status(200, told=False))),
    ("200 for a 400", (CODE,), _error(400, _status(200, told=False))),
    ("200 for a 404", (CODE, UNKNOWN_TASK), _error(404, _status(200, told=False))),
    ("code 0 in errors", (CODE,), _error(None, _says(code=0))),
    ("code 500 in errors", (CODE,), _error(None, _says(code=500))),
    ("code 40001 in a 400", (CODE,), _error(400, _says(code=40001))),
    ("code 400 in a 404", (CODE,), _error(404, _says(code=400))),
    ("code 403 in a 401", (CODE,), _error(401, _says(code=403))),
    ("a code that is a text", (ENVELOPE,), _error(None, _says(code="400"))),
    ("a code that is null", (ENVELOPE,), _error(400, _says(code=None))),
    ("no code", (ENVELOPE,), _error(None, _lacks("code"))),
    ("no message", (ENVELOPE,), _error(None, _lacks("message"))),
    ("a message that is a list", (ENVELOPE,), _error(400, _says(message=["no"]))),
    (
        "an error in an envelope of its own",
        (ENVELOPE,),
        _error(None, lambda a: answer(a.status, {"error": {"code": a.status}})),
    ),
    ("errors in a list", (ENVELOPE,), _error(400, lambda a: answer(400, [a.json()]))),
    ("a page for a 404", (ENVELOPE,), _error(404, lambda _: page(404))),
    ("a page for a 400", (ENVELOPE,), _error(400, lambda _: page(400))),
    ("a page for a 401", (ENVELOPE,), _error(401, lambda _: page(401))),
    ("words for a 401", (ENVELOPE,), _error(401, lambda _: Answer(401, (), b"Unauthorized"))),
    ("nothing in errors", (ENVELOPE,), _error(None, lambda a: Answer(a.status))),
    (
        "an unknown task is pending",
        (UNKNOWN_TASK,),
        _only(lambda r, a: is_read(r) and a.status == 404, _task_pending()),
    ),
    ("an unknown task is a 400", (UNKNOWN_TASK,), _error(404, _status(400))),
    ("an unknown task is a 410", (UNKNOWN_TASK,), _error(404, _status(410))),
    (
        "an unknown model is a 400",
        (UNKNOWN_MODEL,),
        _only(_unknown_model, answer(400, {"code": 400, "message": "Invalid parameters: model"})),
    ),
    (
        "a model whose name begins like another is accepted",
        (UNKNOWN_MODEL,),
        _only(lambda r, a: a.status == 404 and "0/async" in r.path, _task_pending()),
    ),
    ("an unknown model is accepted", (UNKNOWN_MODEL,), _only(_unknown_model, _task_pending())),
    (
        "an unknown provider is accepted",
        (UNKNOWN_MODEL,),
        _only(_unknown_provider, _task_pending()),
    ),
    (
        "no JSON is a 500",
        (NOT_JSON,),
        _only(_no_json, answer(500, {"code": 500, "message": "Internal error: x"})),
    ),
    ("no JSON is accepted", (NOT_JSON,), _only(_no_json, _task_pending())),
    ("JSON that breaks off is accepted", (NOT_JSON,), _only(_cut_json, _task_pending())),
    (
        "no JSON is a 404",
        (NOT_JSON,),
        _only(_no_json, answer(404, {"code": 404, "message": "Resource not found: x"})),
    ),
    (
        "a model can be read",
        (METHOD,),
        _only(_is("GET", _at_model), answer(200, {"code": 0, "message": "success"})),
    ),
    (
        "a model can be deleted",
        (METHOD,),
        _only(_is("DELETE", _at_model), answer(200, {"code": 0, "message": "success"})),
    ),
    ("PUT starts a task", (METHOD,), _only(_is("PUT", _at_model), _task_pending())),
    (
        "a task can be deleted",
        (METHOD,),
        _only(_is("DELETE", _at_task), answer(200, {"code": 0, "message": "success"})),
    ),
    (
        "a body beyond a limit is a 500",
        ("kling-v1-i2v/prompt/maxLength", "kling-v2-mi2i/prompt/maxLength"),
        _only(
            lambda r, a: a.status == 400 and len(r.content) > 2400,
            answer(500, {"code": 500, "message": "Internal error: x"}),
        ),
    ),
)
