"""Servers that keep the contract in other words, other manners and at another pace.

The checker has to find nothing in any of them, nor in any mixture.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any, Final

from contract_tests.conformance.exchange import Answer, Request
from contract_tests.conformance.in_process import Handler, handler_of
from contract_tests.mock_api import Limits, MockService, Scenario, VirtualClock

Manner = Callable[[Request, Answer, Random], Answer]
_HARMLESS: Final = ("x-request-id", "via", "x-cache")


def _json(given: Answer, change: Callable[[dict[str, Any]], object]) -> Answer:
    value = given.json()
    if not isinstance(value, dict):
        return given
    change(value)
    return Answer(given.status, given.headers, json.dumps(value).encode())


def other_messages(_: Request, given: Answer, random: Random) -> Answer:
    """The words after the category are nobody's contract, nor is the message of a success."""

    def change(value: dict[str, Any]) -> None:
        if "message" in value:
            category = str(value["message"]).partition(":")[0]
            words = random.choice(("nein", "no \U0001f600", "x" * 900, "parameter: bad: very"))
            value["message"] = "ok" if value.get("code") == 0 else f"{category}: {words}"

    return _json(given, change)


def more_members(_: Request, given: Answer, random: Random) -> Answer:
    """Unknown members anywhere."""

    def change(value: dict[str, Any]) -> None:
        value["request_id"] = f"r-{random.random()}"
        value["trace"] = {"nested": [1, None, {}]}
        data = value.get("data")
        if isinstance(data, dict):
            data["queue_position"] = random.randint(0, 9)
            for entry in data.get("result", {}).get("resources", ()):
                entry["mime"] = "image/png"

    return _json(given, change)


def no_optional_members(_: Request, given: Answer, random: Random) -> Answer:
    """Only what is always there."""

    def change(value: dict[str, Any]) -> None:
        data = value.get("data")
        if not isinstance(data, dict):
            return
        for name in ("get_result", "model_id", "duration", "billing", "result_expires_at"):
            data.pop(name, None)
        result = data.get("result")
        if isinstance(result, dict):
            result.pop("metadata", None)
            result.pop("extensions", None)
            for entry in result["resources"]:
                entry.update({"width": None, "role": None})
                entry.pop("height", None)

    return _json(given, change)


def no_files(_: Request, given: Answer, random: Random) -> Answer:
    """A success may have made nothing."""

    def change(value: dict[str, Any]) -> None:
        data = value.get("data")
        if isinstance(data, dict) and isinstance(data.get("result"), dict):
            data["result"]["resources"] = []

    return _json(given, change)


def other_headers(_: Request, given: Answer, random: Random) -> Answer:
    """Another order, another case, no limits, a charset, more of them."""
    headers = [(k, v) for k, v in given.headers if not k.startswith("x-ratelimit")]
    headers = [(k, v + ("; charset=UTF-8" if k == "content-type" else "")) for k, v in headers]
    headers += [(name, "1") for name in _HARMLESS]
    random.shuffle(headers)
    return Answer(given.status, tuple(headers), given.body)


def other_layout(_: Request, given: Answer, random: Random) -> Answer:
    """Members in another order, white space, escapes."""
    value = given.json()
    if not isinstance(value, dict):
        return given
    names = list(value)
    random.shuffle(names)
    text = json.dumps({name: value[name] for name in names}, indent=4, ensure_ascii=True)
    return Answer(given.status, given.headers, b"\n " + text.encode() + b"\n")


def signed_addresses(request: Request, given: Answer, random: Random) -> Answer:
    """Files whose addresses are signed anew at each reading."""

    def change(value: dict[str, Any]) -> None:
        data = value.get("data")
        if isinstance(data, dict) and isinstance(data.get("result"), dict):
            for entry in data["result"]["resources"]:
                entry["url"] += f"?signature={random.random()}"

    return _json(given, change)


def odd_ids(_: Request, given: Answer, random: Random) -> Answer:
    """Ids of every character that was seen in one."""
    body = given.body.replace(b'"task_id":"task-', b'"task_id":"A.z_9~:/+@=-')
    return Answer(given.status, given.headers, body)


def no_validation_endpoint(request: Request, given: Answer, random: Random) -> Answer:
    """A copy of the API has what its users need."""
    if not request.path.endswith("/apikey/validate"):
        return given
    body = {"code": 404, "message": "Resource not found: path is unknown"}
    return Answer(404, given.headers, json.dumps(body).encode())


def no_such_method(_: Request, given: Answer, random: Random) -> Answer:
    """405 is documented nowhere; a router may know no path for the method."""
    if given.status != 405:
        return given
    return random.choice((Answer(404, (), b"404 page not found"), Answer(405, (), b"")))


def other_media_type(request: Request, given: Answer, random: Random) -> Answer:
    """415 for what is no JSON by its type."""
    types = [value for name, value in request.headers if name == "content-type"]
    if given.status != 400 or types == ["application/json"]:
        return given
    body = {"code": 415, "message": "Unsupported media type: application/json only"}
    return Answer(415, given.headers, json.dumps(body).encode())


def queued(request: Request, given: Answer, random: Random) -> Answer:
    """A status that nobody knows, before the known ones."""
    return Answer(given.status, given.headers, given.body.replace(b'"pending"', b'"queued"'))


MANNERS: Final[tuple[Manner, ...]] = (
    other_messages,
    more_members,
    no_optional_members,
    no_files,
    other_headers,
    other_layout,
    signed_addresses,
    no_validation_endpoint,
    no_such_method,
    other_media_type,
    queued,
)


class Honest:
    """A server in the manners given; ``busy`` makes it say 429 and 503 to reads now and then."""

    def __init__(
        self,
        manners: tuple[Manner, ...],
        clock: VirtualClock,
        seed: int = 0,
        *,
        busy: bool = False,
        small: bool = False,
        ids: bool = False,
    ) -> None:
        self._random = Random(seed)  # noqa: S311 - the same server every time is the point
        limits = Limits(requests_per_minute=100, concurrent_tasks=2) if small else Limits()
        self.service = MockService(clock=clock, script=self._script, limits=limits)
        self._true: Handler = handler_of(self.service)
        self._manners = manners
        self._busy = busy
        self._ids = ids

    def __call__(self, request: Request) -> Answer:
        """Answer one request."""
        if self._busy and self._random.random() < 0.02:
            if request.method == "GET" and self._random.random() < 0.5:
                body = {"code": 503, "message": "Unavailable: circuit breaker open"}
                return Answer(503, (), json.dumps(body).encode())
            body = {"code": 429, "message": "Rate limit exceeded: slow down"}
            return Answer(429, (("retry-after", "1"),), json.dumps(body).encode())
        if self._ids:
            request = self._plain_id(request)
        given = self._true(request)
        assert isinstance(given, Answer)
        if self._ids:
            given = odd_ids(request, given, self._random)
        for manner in self._manners:
            given = manner(request, given, self._random)
        return given

    def _plain_id(self, request: Request) -> Request:
        path = request.path.replace("A.z_9~%3A%2F%2B%40%3D-", "task-")
        return Request(request.method, path, request.headers, request.content)

    def _script(self, number: int, model: str) -> Scenario:
        # One success at least, for a result that may be looked at twice.
        outcome = "success" if number == 0 else self._random.choice(("success", "failed"))
        pending, processing = self._random.randint(0, 3_000), self._random.randint(0, 9_000)
        return Scenario(pending, processing, outcome)  # type: ignore[arg-type]
