"""Known failures: each with its reason, and none that is gone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from contract_tests.conformance.exchange import Answer, Request
from contract_tests.conformance.in_process import Handler, check, handler_of
from contract_tests.conformance.known import read_known
from contract_tests.conformance.options import OptionError
from contract_tests.mock_api import MockService, VirtualClock
from contract_tests.strength.liar import answer

RULE = "kling-v1-i2v/mode/enum"


def _takes_master(clock: VirtualClock) -> Handler:
    true = handler_of(MockService(clock=clock))

    def handle(request: Request) -> Answer:
        given = true(request)
        assert isinstance(given, Answer)
        if b'"mode":"master"' in request.content and "kling-v1-i2v" in request.path:
            data = {"status": "pending", "task_id": "task-1"}
            return answer(200, {"code": 0, "message": "success", "data": data})
        return given

    return handle


@pytest.mark.page("kling-v1-i2v", "mode")
def test_a_known_failure_warns_and_the_rest_decides() -> None:
    clock = VirtualClock()
    assert check(_takes_master(clock), clock).verdict == "fails"
    report = check(_takes_master(clock), clock, known={RULE: "ticket 12"})
    known = [result for result in report.results if result.known]
    assert [(result.check.name, result.verdict) for result in known] == [(RULE, "warn")]
    assert "ticket 12" in known[0].message
    # That it was accepted again stops no other enum from being looked at.
    assert report.verdict == "conforms"


def test_one_that_no_longer_fails_is_an_error() -> None:
    clock = VirtualClock()
    report = check(handler_of(MockService(clock=clock)), clock, known={RULE: "ticket 12"})
    assert (report.verdict, report.stale) == ("fails", (RULE,))


def test_one_that_was_not_looked_at_is_none() -> None:
    clock = VirtualClock()
    name = "kling-v1-i2v/additionalProperties"
    report = check(handler_of(MockService(clock=clock)), clock, known={name: "ticket 12"})
    assert (report.verdict, report.stale) == ("conforms", ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "cannot be read"),
        ("{}", "is no list"),
        ("[1]", "entry /0"),
        ('[{"check": "a/b", "reason": "x"}]', "no check of this name"),
        (json.dumps([{"check": RULE, "reason": " "}]), "needs a reason"),
        (json.dumps([{"check": RULE, "reason": "x"}] * 2), "entry /1"),
    ],
)
def test_a_list_that_is_none_is_told(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OptionError, match=words):
        read_known(path)
    path.write_text(json.dumps([{"check": RULE, "reason": "x"}]), encoding="utf-8")
    assert read_known(path) == {RULE: "x"}


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="cannot be read"):
        read_known(tmp_path / "none.json")
