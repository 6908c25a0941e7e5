"""Reads one answer: did it start a task, is it the right refusal, is it an error as documented."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from contract_tests.conformance.checks import Level
from contract_tests.conformance.exchange import NOT_JSON, Answer, Fault
from contract_tests.conformance.findings import Finding, Sign
from contract_tests.conformance.oracle import flaws, operation_of
from contract_tests.conformance.step import Step
from contract_tests.conformance.wallet import Outcome

# Answers that prove that nothing was started (api facts, section 5).
REFUSALS: Final = frozenset({400, 401, 402, 403, 404, 405, 413, 415, 422, 429})
# About the account or the address, not about what was asked.
_BESIDE: Final = {
    401: "the key is no longer accepted",
    402: "the account cannot pay",
    403: "the key may not do this",
    404: "this path is not there",
    429: "the rate limit was never lifted",
}
# The docs name these for errors of ours that can be provoked; others may come from what stands
# in front of the service, and are then in its words.
_DOCUMENTED: Final = frozenset({400, 401, 402, 404})
_NO_METHOD: Final = frozenset({406, 410, 501})
_ABOUT_BODIES: Final = frozenset({400, 413, 422, 500})
_CATEGORIES: Final = (
    *("Invalid parameters", "Missing required parameter", "Invalid format"),
    "Value out of range",
)
_KINDS: Final = {
    "error/content_type": frozenset({400, 413, 415, 422}),
    "error/method": frozenset({400, 404, 405, 406, 410, 413, 415, 422, 501}),
}


def outcome(step: Step, got: Answer | Fault) -> Outcome:
    """Whether a task may have been started."""
    if isinstance(got, Fault):
        return "unclear" if got.sent else "not_sent"
    if task_id(got) is not None and 200 <= got.status < 300:
        return "accepted"
    if got.status in REFUSALS or (step.method != "POST" and got.status in _NO_METHOD):
        return "refused"
    return "unclear"


def task_id(answer: Answer) -> str | None:
    """The id of the task in an answer."""
    data = data_of(answer)
    found = data.get("task_id")
    return found if isinstance(found, str) and found else None


def names_no_task(answer: Answer) -> bool:
    """Whether an answer looks like a success as documented, but for the id of the task."""
    value = answer.json()
    return isinstance(value, dict) and value.get("code", 0) == 0 and task_id(answer) is None


def data_of(answer: Answer) -> dict[str, Any]:
    """What stands under ``data``; empty when there is no such object."""
    value = answer.json()
    data = value.get("data") if isinstance(value, dict) else None
    return data if isinstance(data, dict) else {}


def judged(step: Step, got: Answer | Fault) -> Finding:
    """What the answer tells about the check of the step."""
    if isinstance(got, Fault):
        return Finding(step.check, "unclear", step.level, f"no answer: {got.words}", step, got)
    if 200 <= got.status < 300:
        sign, words = _success(step, got)
    else:
        sign, words = _refusal(step, got.status)
    return Finding(step.check, sign, step.level, words, step, got)


def _refusal(step: Step, status: int) -> tuple[Sign, str]:
    if status in step.expect or status in _KINDS.get(step.check, ()):
        return "good", f"{status}"
    beside = _beside(step, status)
    if beside is not None:
        return "unclear", f"{status}: {beside}"
    if status == 500:
        return "bad", "500, twice in a row" if not step.billable else "500"
    if step.side == "keeps":
        return "bad", f"refused with {status}"
    if step.expect == (400,):
        return "odd", f"refused, but with {status} where the docs say 400"
    return "bad", f"{status} instead of {' or '.join(map(str, step.expect))}"


def _beside(step: Step, status: int) -> str | None:
    """Why the answer is about something else than what was asked; ``None`` when it is not."""
    if 300 <= status < 400:
        return "a redirect, which was not followed"
    if status == 429 or (status in (401, 403) and step.key == "right"):
        return _BESIDE[status]
    if status >= 500 and (status != 500 or step.side == "keeps"):
        return "the service is not well"
    if step.side == "keeps" or step.expect == (400,):
        return None if status in _ABOUT_BODIES else _BESIDE.get(status, "not about the body")
    if step.key != "right" and step.submit and status == 404:
        return _BESIDE[404]
    return None


def _success(step: Step, got: Answer) -> tuple[Sign, str]:
    started = task_id(got) is not None
    if step.side == "keeps":
        if not started:
            return "unclear", f"{got.status} without the id of a task"
        if got.status != 200:
            return "odd", f"accepted, but with {got.status} where the docs say 200"
        return "good", "accepted"
    if started and step.submit:
        return "bad", f"{got.status}: it was accepted, and a task was started"
    value = got.json()
    if value is NOT_JSON:
        return "unclear", f"{got.status} with a body that is no JSON"
    if isinstance(value, dict) and _is_error_code(value.get("code")):
        return "odd", f"refused in words (code {value['code']}), but with the status {got.status}"
    return "bad", f"{got.status} instead of {' or '.join(map(str, step.expect))}"


def envelope_findings(step: Step | None, got: Answer) -> Iterator[Finding]:
    """What an answer that is an error tells about how errors are said; nothing for others."""
    value = got.json()
    if 200 <= got.status < 300:
        if isinstance(value, dict) and _is_error_code(value.get("code")):
            words = f"an error of code {value['code']} with the status {got.status}"
            yield Finding("error/code_equals_status", "bad", "must", words, step, got)
        return
    if not 400 <= got.status < 500 or got.status in (407, 408, 425, 429):
        return
    level: Level = "must" if got.status in _DOCUMENTED else "should"
    if step is not None and _may_be_answered_in_front(step):
        level = "should"
    problem = _envelope_problem(value) or _told_by_schema(step, got, value)
    if problem is not None:
        yield Finding("error/envelope", "bad", level, f"{got.status}: {problem}", step, got)
        return
    code, message = value["code"], value["message"]
    if code == got.status:
        yield Finding("error/code_equals_status", "good", level, f"{code}", step, got)
    else:
        words = f"code {code} with the status {got.status}"
        yield Finding("error/code_equals_status", "bad", level, words, step, got)
    odd = _odd(got, message, value)
    sign: Sign = "odd" if odd else "good"
    yield Finding("error/envelope", sign, level, odd or f"{got.status}", step, got)


def _may_be_answered_in_front(step: Step) -> bool:
    """Whether a router may turn the request down before the service sees it."""
    beside = ("error/method", "error/content_type")
    return step.check in beside or step.id == "error/unknown_model#provider"


def _envelope_problem(value: Any) -> str | None:
    if value is NOT_JSON:
        return "the body is no JSON"
    if not isinstance(value, dict):
        return "the body is no object"
    code = value.get("code")
    if isinstance(code, bool) or not isinstance(code, int):
        return "code is missing" if "code" not in value else "code is no integer"
    if not isinstance(value.get("message"), str):
        return "message is missing" if "message" not in value else "message is no text"
    return None


def _told_by_schema(step: Step | None, got: Answer, value: Any) -> str | None:
    """What another reader of the bundle finds wrong about the form of an error."""
    if step is None:
        return None
    found = flaws(operation_of(step.method, step.path), got.status, value)
    return "; ".join(flaw.words for flaw in found) or None


def _odd(got: Answer, message: str, value: dict[str, Any]) -> str | None:
    """What the docs say otherwise, but leave room for."""
    kind = (got.header("content-type") or "").partition(";")[0].strip().lower()
    if kind != "application/json":
        return f"JSON sent as {kind or 'nothing in particular'}"
    if value.get("data") is not None:
        return "an error with data"
    category = message.partition(":")[0]
    if got.status == 400 and category not in _CATEGORIES:
        return "a 400 whose message begins with none of the documented categories"
    return None


def _is_error_code(code: Any) -> bool:
    return isinstance(code, int) and not isinstance(code, bool) and 400 <= code < 600
