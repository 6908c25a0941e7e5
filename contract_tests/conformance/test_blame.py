"""A good body that is refused is held against the rules that it was made to show, and no others."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from contract_tests.conformance.exchange import Answer, Fault, Request
from contract_tests.conformance.in_process import Handler, check, handler_of
from contract_tests.conformance.plan import build_plan
from contract_tests.conformance.results import Report
from contract_tests.facts.page import Json, pages
from contract_tests.judges.bundle import rules_by_id
from contract_tests.mock_api import MockService, VirtualClock
from contract_tests.strength.liar import answer

Refuses = Callable[[dict[str, Any]], bool]
PAID = build_plan().least_paid()


def server(model: str, refuses: Refuses, clock: VirtualClock) -> Handler:
    """The mock, which refuses more of one model's bodies than the contract does."""
    true = handler_of(MockService(clock=clock))

    def handle(request: Request) -> Answer | Fault:
        given = true(request)
        accepted = isinstance(given, Answer) and given.status == 200
        if accepted and request.method == "POST" and model in request.path:
            body = json.loads(request.content)
            if refuses(body):
                return answer(400, {"code": 400, "message": "Invalid parameters: not this"})
        return given

    return handle


def _of(model: str, refuses: Callable[[Json, Json], bool], rule: str) -> Any:
    """A lie about one page, as long as its parameters are what they were."""
    name = rule.partition("/")[0]
    names = ("image_list", "element_list") if name == "rule" else (name,)
    return pytest.param(
        model, refuses, rule, id=f"{model}-{rule}", marks=pytest.mark.names(model, *names)
    )


def failed(report: Report) -> set[str]:
    return {result.check.name for result in report.results if result.verdict == "fail"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("model", "refuses", "rule"),
    [
        _of("kling-image-o1", lambda b, _: b.get("aspect_ratio") == "auto", "aspect_ratio/enum"),
        _of("kling-image-o1", lambda b, most: b.get("n") == most, "n/maximum"),
        _of("kling-v1-i2v", lambda b, least: b.get("cfg_scale") == least, "cfg_scale/minimum"),
        _of("kling-v1.6-mi2v", lambda b, most: len(b["images"]) == most, "images/maxItems"),
        _of("kling-v2-mi2i", lambda b, most: len(b.get("prompt", "")) == most, "prompt/maxLength"),
        _of(
            "kling-image-o1",
            lambda b, most: (
                len(b.get("image_list", ())) + len(b.get("element_list", ())) == most
                and "image_list" in b
                and "element_list" in b
            ),
            "rule/images_and_elements",
        ),
    ],
)
def test_one_value_refused_is_one_rule_broken(
    model: str, refuses: Callable[[Json, Json], bool], rule: str
) -> None:
    """The value is the limit of the rule, as it stands in the spec; of a sum, as on the page."""
    (most,) = {fact.value["maximum"] for fact in pages()[model].all("count-sum")} or {None}
    limit = rules_by_id()[f"{model}/{rule}"].limit if not rule.startswith("rule/") else most
    clock = VirtualClock()
    report = check(server(model, lambda b: refuses(b, limit), clock), clock, max_paid=PAID)
    assert failed(report) == {f"{model}/{rule}"}
    assert report.accepted <= PAID


@pytest.mark.names("kling-v1.5-i2i", "prompt")
def test_bytes_are_no_characters() -> None:
    def too_many_bytes(body: dict[str, Any]) -> bool:
        return len(body.get("prompt", "").encode()) > 2500

    clock = VirtualClock()
    report = check(server("kling-v1.5-i2i", too_many_bytes, clock), clock, max_paid=PAID)
    assert failed(report) == {"kling-v1.5-i2i/prompt/maxLength"}
