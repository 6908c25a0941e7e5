"""Services that lie in one known way: Schemathesis, as it is set up here, notices each of them."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from contract_tests.judges.bundle import contract, rules_by_id
from contract_tests.mock_api import Answer, MockService, Request
from contract_tests.mock_api.messages import json_answer
from contract_tests.schemathesis_run.run import at_once, run

pytestmark = pytest.mark.slow

Lie = Callable[[Request, Answer], Answer]
PATH = contract().model("kling-v2-mi2i").path
MOST = rules_by_id()["kling-v2-mi2i/n/maximum"].limit


class LyingService(MockService):
    """Answers as the service does, then bends the answer."""

    def __init__(self, lie: Lie) -> None:
        super().__init__(script=at_once())
        self._lie = lie

    def handle(self, request: Request) -> Answer:
        return self._lie(request, super().handle(request))


def accepts_all(_: Request, answer: Answer) -> Answer:
    data = {"status": "pending", "task_id": "task-1"}
    accepted = json_answer(200, {"code": 0, "message": "success", "data": data})
    return accepted if answer.status == 400 else answer


def refuses_all(_: Request, answer: Answer) -> Answer:
    refused = json_answer(400, {"code": 400, "message": "Invalid parameters: no"})
    return refused if answer.status == 200 else answer


def breaks_down(request: Request, answer: Answer) -> Answer:
    broken = json_answer(500, {"code": 500, "message": "Internal error: division by zero"})
    return broken if f'"n":{MOST}'.encode() in request.body.replace(b" ", b"") else answer


def forgets_the_task_id(_: Request, answer: Answer) -> Answer:
    return _edited(answer, lambda data: data.pop("task_id", None))


def counts_in_words(_: Request, answer: Answer) -> Answer:
    return _edited(answer, lambda data: data.update(status=3))


def asks_for_no_key(request: Request, answer: Answer) -> Answer:
    return accepts_all(request, Answer(400, (), b"")) if answer.status == 401 else answer


def answers_in_html(_: Request, answer: Answer) -> Answer:
    return Answer(answer.status, (("content-type", "text/html"),), b"<p>ok</p>")


def has_a_teapot(_: Request, answer: Answer) -> Answer:
    return Answer(418, answer.headers, answer.body) if answer.status == 400 else answer


def hides_the_allowed_method(_: Request, answer: Answer) -> Answer:
    headers = tuple((name, value) for name, value in answer.headers if name != "allow")
    return Answer(answer.status, headers, answer.body)


def _edited(answer: Answer, edit: Callable[[dict[str, object]], object]) -> Answer:
    if answer.status != 200:
        return answer
    value = json.loads(answer.body)
    edit(value["data"])
    return json_answer(200, value)


@pytest.mark.parametrize(
    ("lie", "check"),
    [
        (accepts_all, "negative_data_rejection"),
        (refuses_all, "positive_data_acceptance"),
        (breaks_down, "not_a_server_error"),
        (forgets_the_task_id, "response_schema_conformance"),
        (counts_in_words, "response_schema_conformance"),
        (asks_for_no_key, "ignored_auth"),
        (answers_in_html, "content_type_conformance"),
        (has_a_teapot, "status_code_conformance"),
        (hides_the_allowed_method, "unsupported_method"),
    ],
)
def test_a_lie_is_noticed(lie: Lie, check: str) -> None:
    outcome = run(LyingService(lie), examples=1, phases=["coverage"], path=PATH)
    assert check in outcome.failed_checks
