"""Answers that are a success: are they of the form that the contract describes?

Schemathesis reads them by the bundle; what a schema cannot say stands here. What every client
needs of an answer is `must`; the rest of the form is `should`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from contract_tests.conformance.checks import Level
from contract_tests.conformance.exchange import NOT_JSON, Answer
from contract_tests.conformance.findings import Finding
from contract_tests.conformance.monitor import TERMINAL
from contract_tests.conformance.oracle import READ_TASK, VALIDATE_KEY, Flaw, Operation, flaws
from contract_tests.conformance.step import Step

SUBMIT, TASK, KEY = "response/submit", "response/task", "response/key"
_RESOURCE: Final = ("data", "result", "resources", "*")
# What clients read; the presence of all else is documented nowhere (api facts, sections 4 and 5).
_CORE: Final = frozenset(
    {
        (),
        ("code",),
        ("message",),
        ("data",),
        ("data", "status"),
        ("data", "task_id"),
        ("data", "result"),
        ("data", "result", "resources"),
        _RESOURCE,
        (*_RESOURCE, "url"),
        (*_RESOURCE, "type"),
    }
)
_ID: Final = re.compile(r"[A-Za-z0-9._~:/+@=-]{1,512}")
_AMOUNT: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_KINDS: Final = ("image", "video", "audio", "document")
_MILLISECONDS: Final = 10**11  # as seconds that would be the year 5138


def submit_findings(step: Step, got: Answer) -> Iterator[Finding]:
    """The answer to a body that was to be accepted, and was."""
    return _findings(SUBMIT, (step.method, step.path), step, got)


def task_findings(step: Step, got: Answer) -> Iterator[Finding]:
    """The answer to the reading of a task that was submitted."""
    return _findings(TASK, READ_TASK, step, got)


def key_findings(step: Step, got: Answer) -> Iterator[Finding]:
    """The answer about the validity of a key; a copy of the API need not give one."""
    if got.status != 200 or got.json() is NOT_JSON:
        return
    told = flaws(VALIDATE_KEY, got.status, got.json())
    words = _listed(told) or "as described"
    yield Finding(KEY, "bad" if told else "good", "should", words, step, got)


def _findings(check: str, operation: Operation, step: Step, got: Answer) -> Iterator[Finding]:
    if got.status != 200:
        return
    value = got.json()
    if value is NOT_JSON:
        yield Finding(check, "bad", "must", "200 with a body that is no JSON", step, got)
        return
    told = [*flaws(operation, got.status, value), *_beyond_schema(check, value)]
    core = [flaw for flaw in told if flaw.path in _CORE]
    rest = [flaw for flaw in told if flaw.path not in _CORE]
    for level, found in (("must", core), ("should", rest)):
        if found:
            yield Finding(check, "bad", _level(level), _listed(found), step, got)
    odd = [*_odd(check, value), *_odd_type(got)]
    if odd:
        yield Finding(check, "odd", "must", "; ".join(odd), step, got)
    if not told and not odd:
        yield Finding(check, "good", "must", "as described", step, got)


def _level(name: str) -> Level:
    return "must" if name == "must" else "should"


def _listed(found: list[Flaw] | tuple[Flaw, ...]) -> str:
    return "; ".join(dict.fromkeys(flaw.words for flaw in found))


def _beyond_schema(check: str, value: Any) -> Iterator[Flaw]:
    """What is documented, and no schema of the bundle says."""
    code = _member(value, "code")
    if isinstance(code, int) and code != 0:
        yield Flaw(("code",), f"code {code} in a success")
    data = _member(value, "data")
    if _member(data, "task_id") == "":
        yield Flaw(("data", "task_id"), "data.task_id is empty")
    if check != TASK or _member(data, "status") != "success":
        return
    result = _member(data, "result")
    if result is None:
        yield Flaw(("data", "result"), "a success without data.result")
    elif isinstance(result, dict) and result.get("resources") is None:
        yield Flaw(("data", "result", "resources"), "a success without data.result.resources")
    for entry in _entries(data):
        if entry.get("url") == "":
            yield Flaw((*_RESOURCE, "url"), "the url of a resource is empty")


def _odd(check: str, value: Any) -> Iterator[str]:
    """What was never seen, although nothing forbids it."""
    data = _member(value, "data")
    task_id = _member(data, "task_id")
    if isinstance(task_id, str) and task_id and _ID.fullmatch(task_id) is None:
        yield "an id of other characters than any that was seen, or longer"
    if check == SUBMIT:
        if _member(data, "status") in TERMINAL:
            yield "a task that has ended as it begins"
        url = _member(_member(data, "get_result"), "url")
        if isinstance(url, str) and isinstance(task_id, str) and not _leads_to(url, task_id):
            yield "get_result.url leads to something else than the task"
    for entry in _entries(data):
        url, kind = entry.get("url"), entry.get("type")
        if isinstance(url, str) and url and not url.lower().startswith(("https://", "http://")):
            yield "the url of a resource is no address of the web"
        if isinstance(kind, str) and kind not in _KINDS:
            yield f"a resource of none of the types {', '.join(_KINDS)}"
    amount = _member(_member(data, "billing"), "amount")
    if isinstance(amount, str) and _AMOUNT.fullmatch(amount) is None:
        yield "billing.amount is no decimal number"
    expires = _member(data, "result_expires_at")
    if isinstance(expires, int) and expires < _MILLISECONDS:
        yield "result_expires_at is too small for milliseconds"
    duration = _member(data, "duration")
    if isinstance(duration, int) and duration < 0:
        yield "duration is negative"


def _odd_type(got: Answer) -> Iterator[str]:
    kind = (got.header("content-type") or "").partition(";")[0].strip().lower()
    if kind != "application/json":
        yield f"JSON sent as {kind or 'nothing in particular'}"


def _leads_to(url: str, task_id: str) -> bool:
    try:
        path = urlsplit(url).path
    except ValueError:
        return False
    return unquote(path).endswith(f"/tasks/{task_id}")


def _entries(data: Any) -> list[dict[str, Any]]:
    entries = _member(_member(data, "result"), "resources")
    return [e for e in entries if isinstance(e, dict)] if isinstance(entries, list) else []


def _member(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None
