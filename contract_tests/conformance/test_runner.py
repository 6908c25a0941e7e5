"""What real servers taught the run: some choke on a request, some show one task for all reads."""

from __future__ import annotations

from contract_tests.conformance.exchange import Answer, Fault, Request
from contract_tests.conformance.in_process import Handler, check, handler_of
from contract_tests.conformance.results import Report
from contract_tests.mock_api import MockService, VirtualClock
from contract_tests.strength.liar import answer, is_read


def _verdicts(report: Report) -> dict[str, str]:
    return {result.check.name: result.verdict for result in report.results}


def _choking(clock: VirtualClock) -> Handler:
    true = handler_of(MockService(clock=clock))

    def handle(request: Request) -> Answer | Fault:
        if request.content == b'{"prompt": "wo':
            return Fault("timeout", "ReadTimeout")
        return true(request)

    return handle


def test_a_server_that_chokes_on_one_kind_is_checked_on() -> None:
    clock = VirtualClock()
    report = check(_choking(clock), clock)
    assert (report.verdict, report.stopped) == ("unknown", None)
    verdicts = _verdicts(report)
    assert verdicts.pop("error/not_json") == "unknown"
    assert set(verdicts.values()) == {"pass", "skipped"}


def test_a_server_that_is_gone_ends_the_run() -> None:
    clock = VirtualClock()
    true = handler_of(MockService(clock=clock))
    left = 50

    def handle(request: Request) -> Answer | Fault:
        nonlocal left
        left -= 1
        return true(request) if left > 0 else Fault("timeout", "ReadTimeout")

    report = check(handle, clock)
    assert report.verdict == "unknown"
    assert report.stopped is not None
    assert "no answer" in report.stopped
    assert report.requests < 60


def test_an_id_that_is_read_twice_is_no_second_submit() -> None:
    clock = VirtualClock()
    true = handler_of(MockService(clock=clock))
    data = {"status": "pending", "task_id": "task-example-1"}

    def handle(request: Request) -> Answer | Fault:
        given = true(request)
        if is_read(request) and isinstance(given, Answer) and given.status == 404:
            return answer(200, {"code": 0, "message": "success", "data": data})
        return given

    verdicts = _verdicts(check(handle, clock))
    assert verdicts["task/id_matches"] == "skipped"
    assert verdicts["error/unknown_task"] == "fail"
