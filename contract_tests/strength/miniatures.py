"""Tiny servers: each knows one answer, or hardly more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from contract_tests.conformance.exchange import Answer, Fault, Request
from contract_tests.conformance.in_process import Handler
from contract_tests.mock_api import VirtualClock
from contract_tests.strength.liar import Liar, answer, is_read, is_submit, page

Serve = Callable[[Request], Answer | Fault]


def miniatures() -> Iterator[Liar]:
    """Every one of them, by default and live; ``named`` is one check that it must fail."""
    for name, named, make in _FOUND_OUT:
        yield Liar(name, "miniature", _fresh(make), named, live=False)
        yield Liar(f"{name}, live", "miniature", _fresh(make), named)
    for name, serve in _CANNOT_TELL:
        yield Liar(name, "miniature", _fresh(partial(_same, serve)), (), "unknown", live=False)


def _fresh(make: Callable[[], Serve]) -> Callable[[VirtualClock], Handler]:
    return lambda _clock: make()


def _same(serve: Serve) -> Serve:
    return serve


def _always(given: Answer | Fault) -> Serve:
    return lambda _request: given


def _error(status: int) -> Answer:
    return answer(status, {"code": status, "message": "Invalid parameters: no"})


def _envelope(**data: object) -> Answer:
    return answer(200, {"code": 0, "message": "success", "data": data})


def _key_is_good(otherwise: Serve) -> Callable[[], Serve]:
    """Says that every key is valid, and serves the rest as told."""

    def serve(request: Request) -> Answer | Fault:
        if request.path.endswith("/apikey/validate"):
            return _envelope(is_valid=True)
        return otherwise(request)

    return lambda: serve


def _accepts_everything() -> Serve:
    count = 0

    def serve(request: Request) -> Answer | Fault:
        nonlocal count
        if is_submit(request):
            count += 1
            return _envelope(status="pending", task_id=f"task-{count}")
        if is_read(request):
            return _envelope(status="success", task_id=request.path.rpartition("/")[2])
        return _envelope(is_valid=True)

    return serve


def _keyed(right: Serve) -> Callable[[], Serve]:
    """Knows keys by their looks, then serves as told."""

    def serve(request: Request) -> Answer | Fault:
        key = dict(request.headers).get("authorization", "")
        if key != "Bearer mdlx-test-key":
            return answer(401, {"code": 401, "message": "Authentication failed: no"})
        return right(request)

    return _key_is_good(serve)


def _right_status_wrong_body(request: Request) -> Answer | Fault:
    if is_read(request):
        return answer(404, {"detail": "Not Found"})
    return answer(400, {"detail": "Bad Request"})


_FOUND_OUT: tuple[tuple[str, tuple[str, ...], Callable[[], Serve]], ...] = (
    (
        "always 200 and a task",
        ("error/unknown_task",),
        lambda: _always(_envelope(task_id="task-1", status="pending")),
    ),
    ("always 200 and an empty envelope", ("error/unknown_task",), lambda: _always(_envelope())),
    (
        "always 200, every key good",
        ("auth/wrong_key",),
        _key_is_good(_always(_envelope(task_id="task-1", status="success"))),
    ),
    ("accepts everything", ("auth/missing_key",), _accepts_everything),
    (
        "accepts everything with the right key",
        ("error/unknown_task",),
        _keyed(_always(_envelope(task_id="task-1", status="pending"))),
    ),
    ("always 422", ("error/unknown_task",), _key_is_good(_always(_error(422)))),
    ("always 400", ("auth/missing_key",), _key_is_good(_always(_error(400)))),
    ("always 404", ("auth/missing_key",), _key_is_good(_always(_error(404)))),
    ("always 401", ("error/unknown_task", "error/unknown_model"), _keyed(_always(_error(400)))),
    ("422 with the right key", ("error/unknown_task",), _keyed(_always(_error(422)))),
    ("right status, wrong body", ("error/envelope",), _keyed(_right_status_wrong_body)),
    ("pages for errors", ("error/envelope",), _keyed(lambda r: page(404 if is_read(r) else 400))),
    (
        "200 and an error in words",
        ("error/code_equals_status",),
        _keyed(_always(answer(200, {"code": 400, "message": "Invalid parameters: no"}))),
    ),
    ("always 403", ("auth/missing_key",), _key_is_good(_always(_error(403)))),
)
_CANNOT_TELL: tuple[tuple[str, Serve], ...] = (
    ("always 401 as to a wrong key", _always(_error(401))),
    ("always 403 as to a wrong key", _always(_error(403))),
    ("the key is not valid", _always(_envelope(is_valid=False))),
    ("always 429", _always(_error(429))),
    ("always 429, for an hour", _always(Answer(429, (("retry-after", "3600"),), b"slow down"))),
    ("always 500", _always(_error(500))),
    ("always 503", _always(page(503))),
    ("always 502 from what stands in front", _always(page(502))),
    ("a page of somebody else", _always(page(200))),
    ("a page of somebody else that is not there", _always(page(404))),
    ("another API", _always(answer(404, {"detail": "Not Found"}))),
    ("a redirect", _always(Answer(301, (("location", "https://elsewhere.example/"),)))),
    ("nothing in time", _always(Fault("timeout", "ReadTimeout"))),
    ("nobody there", _always(Fault("unreachable", "ConnectError", sent=False))),
    ("a connection that breaks", _always(Fault("broken", "RemoteProtocolError"))),
    ("more than anyone reads", _always(Fault("oversized", "an answer of more than 16 MiB"))),
    ("JSON that is no object", _always(answer(200, [1, 2, 3]))),
    ("bottomless JSON", _always(Answer(200, (), b"[" * 100_000))),
)
