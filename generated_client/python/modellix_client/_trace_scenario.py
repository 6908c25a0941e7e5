"""Reading a line of ``trace``: one call, and how the service answers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ._checks import is_integer
from ._json import to_bytes
from ._ndjson import named_model, read_object
from ._strict_json import LineError
from .violations import Json

CALLS: Final = ("wait", "submit", "run")
FAULTS: Final = ("refused", "reset_in_body", "reset_after_body", "timeout", "truncated")
# As long as the service keeps results: a longer wait has nothing to find.
LONGEST_MS: Final = 7 * 24 * 3600 * 1000
_TIMES: Final = range(LONGEST_MS + 1)
_STATUSES: Final = range(200, 600)
_TOKEN: Final = frozenset(
    "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What happens to one request, ``latency_ms`` after it begins: an answer, or one of FAULTS."""

    latency_ms: int
    fault: str | None
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Scenario:
    """One line; the last reply repeats.

    ``call`` is one of CALLS, ``timeout_ms`` is ``None`` for the client's own.
    """

    id: Json
    call: str
    model: str
    body: Json
    task_id: str
    timeout_ms: int | None
    replies: tuple[Reply, ...]


def read_scenario(raw: bytes | None) -> Scenario:
    """The scenario of a line.

    Raises:
        LineError: ``bad_line`` or ``unknown_model``, or what no line may be; the text names the
            member and what it must be.
    """
    line = read_object(raw, "id, call and answers")
    call = line.get("call")
    if call not in CALLS:
        raise LineError("bad_line", f"call must be one of {', '.join(CALLS)}", line)
    model = "" if call == "wait" else _model(line)
    task_id = line.get("task_id")
    if call != "wait":
        task_id = ""
    elif not isinstance(task_id, str) or not task_id:
        raise LineError("bad_line", "task_id must be a string that is not empty", line)
    if call != "wait" and "body" not in line:
        raise LineError("bad_line", "body must be there", line)
    timeout_ms = line.get("timeout_ms")
    if timeout_ms is not None:
        timeout_ms = _milliseconds(timeout_ms, "timeout_ms", line)
    answers = line.get("answers")
    if not isinstance(answers, list) or not answers:
        raise LineError("bad_line", "answers must be a list that is not empty", line)
    return Scenario(
        id=line["id"],
        call=str(call),
        model=model,
        body=line.get("body"),
        task_id=task_id,
        timeout_ms=timeout_ms,
        replies=tuple(_reply(item, f"answers[{at}]", line) for at, item in enumerate(answers)),
    )


def _model(line: dict[str, Json]) -> str:
    model = line.get("model")
    if not isinstance(model, str):
        raise LineError("bad_line", "model must be there, and be a string", line)
    return named_model(model, line).id


def _reply(item: Json, name: str, line: dict[str, Json]) -> Reply:
    if not isinstance(item, dict):
        raise LineError("bad_line", f"{name} must be an object with status or fault", line)
    latency_ms = _milliseconds(item.get("latency_ms", 0), f"{name}.latency_ms", line)
    fault = item.get("fault")
    if fault is not None:
        if fault not in FAULTS:
            raise LineError("bad_line", f"{name}.fault must be one of {', '.join(FAULTS)}", line)
        return Reply(latency_ms, str(fault), 0, {}, b"")
    status = _whole(item.get("status"))
    if status not in _STATUSES:
        raise LineError("bad_line", f"{name} needs a status from 200 to 599, or a fault", line)
    headers = {"content-type": "application/json", **_headers(item.get("headers"), name, line)}
    return Reply(latency_ms, None, status, headers, _content(item.get("body")))


def _content(body: Json) -> bytes:
    """A string as it is, so that an answer may be anything; all else as JSON."""
    if body is None:
        return b""
    return body.encode() if isinstance(body, str) else to_bytes(body)


def _headers(value: Json, name: str, line: dict[str, Json]) -> dict[str, str]:
    found: dict[str, str] = {}
    if value is None:
        return found
    if not isinstance(value, dict):
        raise LineError("bad_line", f"{name}.headers must be an object of strings", line)
    for key, text in value.items():
        if not key or not _TOKEN.issuperset(key):
            raise LineError("bad_line", f"{name}.headers: a name must be an HTTP token", line)
        if not isinstance(text, str) or not (text.isascii() and text.isprintable()):
            problem = f"{name}.headers: the value of {key} must be printable ASCII"
            raise LineError("bad_line", problem, line)
        # The spaces around a value are no part of it (RFC 9110, 5.5).
        found[key.lower()] = text.strip(" ")
    return found


def _milliseconds(value: Json, name: str, line: dict[str, Json]) -> int:
    ms = _whole(value)
    if ms not in _TIMES:
        raise LineError("bad_line", f"{name} must be an integer from 0 to {LONGEST_MS}", line)
    return ms


def _whole(value: Json) -> int:
    """An integer, also one written as ``5.0``; -1 for anything else."""
    return int(value) if isinstance(value, (int, float)) and is_integer(value) else -1
