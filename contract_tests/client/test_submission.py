from __future__ import annotations

import pytest
from modellix_client._core.exchange import Answer, Failure
from modellix_client._core.submission import Accepted, Submission, judge
from modellix_client._core.vintage import Vintages
from modellix_client._spec import MODELS
from modellix_client.errors import (
    APIConnectionError,
    APIStatusError,
    AuthenticationError,
    BadRequestError,
    ModellixError,
    NotFoundError,
    NotSubmittedError,
    PaymentRequiredError,
    PermissionDeniedError,
    RateLimitError,
    ServerError,
    SubmissionOutcomeUnknownError,
    UnexpectedResponseError,
)

from contract_tests.client.wire import MODEL, data, problem

pytestmark = pytest.mark.client

# The answers that prove that nothing was started (api facts, section 5), not read off the client.
PROOFS = {400, 401, 402, 403, 404, 405, 413, 415, 422, 429}
CLASSES = {
    400: BadRequestError,
    401: AuthenticationError,
    402: PaymentRequiredError,
    403: PermissionDeniedError,
    404: NotFoundError,
    429: RateLimitError,
}


def answered(status: int, body: bytes = b"", *, oversize: bool = False) -> ModellixError | Accepted:
    return judge(Answer(status, {"x-request-id": "req-1"}, body, oversize=oversize), MODEL)


@pytest.mark.parametrize("body", [b"", b"<html>", problem(400, "x").body, data()])
@pytest.mark.parametrize("status", range(200, 600))
def test_every_status_proves_what_the_facts_say(status: int, body: bytes) -> None:
    verdict = answered(status, body)
    if status < 300 and body == data():
        assert isinstance(verdict, Accepted)
        assert (verdict.task_id, verdict.task_status, verdict.status) == (
            "task-1",
            "pending",
            status,
        )
        return
    assert isinstance(verdict, ModellixError)
    assert (verdict.status, verdict.request_id) == (status, "req-1")
    assert verdict.safe_to_retry == (status == 429)
    if status in PROOFS:
        assert type(verdict) is CLASSES.get(status, APIStatusError)
        return
    assert type(verdict) is SubmissionOutcomeUnknownError
    assert "again" not in str(verdict)
    assert "console" in str(verdict)
    cause = UnexpectedResponseError if status < 400 else APIStatusError
    assert isinstance(verdict.cause, ServerError if status >= 500 else cause)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b'{"data":null}',
        b'{"data":[]}',
        b'{"data":{"task_id":""}}',
        b'{"data":{"task_id":7}}',
        b'{"data":{"status":"pending"}}',
        b'{"task_id":"task-1"}',
        b'{"data":{"task_id":"task-1"}',
        b"[" * 100_000,
    ],
)
def test_success_without_a_task_id_is_unknown(body: bytes) -> None:
    verdict = answered(200, body)
    assert isinstance(verdict, SubmissionOutcomeUnknownError)
    assert isinstance(verdict.cause, UnexpectedResponseError)


def test_an_answer_that_was_too_large_is_unknown_unless_its_status_refuses() -> None:
    assert isinstance(answered(200, oversize=True), SubmissionOutcomeUnknownError)
    assert isinstance(answered(400, oversize=True), BadRequestError)


def test_a_failure_is_judged_by_whether_it_may_have_arrived() -> None:
    lost = judge(Failure("reset", may_have_arrived=True), MODEL)
    assert isinstance(lost, SubmissionOutcomeUnknownError)
    assert isinstance(lost.cause, APIConnectionError)
    assert not lost.safe_to_retry
    assert not lost.cause.safe_to_retry
    kept = judge(Failure("refused", may_have_arrived=False), MODEL)
    assert isinstance(kept, NotSubmittedError)
    assert kept.safe_to_retry


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Rate limit exceeded: 100 a minute", "rate"),
        ("Concurrent limit exceeded: 2 tasks", "concurrency"),
        ("CONCURRENCY LIMIT EXCEEDED", "concurrency"),
        ("slow down", None),
    ],
)
def test_the_two_kinds_of_429(message: str, kind: str | None) -> None:
    step = problem(429, message)
    error = judge(Answer(429, {"retry-after": "3"}, step.body), MODEL)
    assert isinstance(error, RateLimitError)
    assert (error.kind, error.retry_after_ms) == (kind, 3_000)


GONE = Answer(404, {}, problem(404, "Resource not found").body)
FOUND = Answer(200, {}, data())
BAD = Answer(400, {}, problem(400, "Invalid parameters").body)


@pytest.mark.parametrize("choice", ["documented", "a", "b", "c"])
def test_a_fixed_vintage_is_sent_once_and_its_404_tells_of_auto(choice: str) -> None:
    model = MODELS[MODEL]
    submission = Submission(model, Vintages(choice))
    assert submission.path == model.routes[model.documented if choice == "documented" else choice]
    error = submission.receive(GONE)
    assert isinstance(error, NotFoundError)
    assert "routes='auto'" in str(error)
    assert submission.path in str(error)


@pytest.mark.parametrize("name", MODELS)
def test_auto_tries_one_other_vintage_and_remembers_what_answers(name: str) -> None:
    model = MODELS[name]
    vintages = Vintages("auto")
    following = {"a": "b", "b": "c", "c": "a"}[model.documented]
    first = Submission(model, vintages)
    assert first.vintage == model.documented
    assert first.receive(GONE) is None
    assert first.vintage == following
    error = first.receive(GONE)
    assert isinstance(error, NotFoundError)
    assert model.routes[model.documented] in str(error)
    assert model.routes[following] in str(error)
    assert Submission(model, vintages).vintage == model.documented

    second = Submission(model, vintages)
    assert second.receive(GONE) is None
    assert isinstance(second.receive(BAD), BadRequestError)
    assert Submission(model, vintages).vintage == following
    others = [other for other in MODELS.values() if other.id != name]
    assert all(Submission(other, vintages).vintage == other.documented for other in others)


@pytest.mark.parametrize("event", [FOUND, BAD, Failure("reset", may_have_arrived=True)])
def test_auto_sends_nothing_else_twice(event: Answer | Failure) -> None:
    assert Submission(MODELS[MODEL], Vintages("auto")).receive(event) is not None
