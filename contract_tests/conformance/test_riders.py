"""Values that only a decision vouches for ride along in paid bodies, and cost nothing there."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from contract_tests.conformance.in_process import check
from contract_tests.conformance.plan import build_plan
from contract_tests.conformance.template import expanded
from contract_tests.conformance.test_blame import PAID, server
from contract_tests.facts.page import pages
from contract_tests.judges.verdict import judge
from contract_tests.mock_api import VirtualClock

RIDDEN = [step for step in build_plan().steps if step.plain is not None]


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _most(model: str, name: str) -> int:
    """How many characters the page allows."""
    (place,) = (place for place in pages()[model].parameters() if place.name == name)
    return int(place.limits["maxLength"])


LIES: list[tuple[str, str, Callable[[dict[str, Any]], bool]]] = [
    (
        "kling-v1.5-i2i",
        "prompt/maxLength",
        lambda body: _utf16(body["prompt"]) > _most("kling-v1.5-i2i", "prompt"),
    ),
    (
        "kling-v1.6-mi2v",
        "negative_prompt/maxLength",
        lambda body: (
            _utf16(body.get("negative_prompt", "")) > _most("kling-v1.6-mi2v", "negative_prompt")
        ),
    ),
    ("kling-image-o1", "image_list/items/image/media", lambda body: ";base64," in json.dumps(body)),
    (
        "kling-image-o1",
        "element_list/type",
        lambda body: any(abs(e["element_id"]) > 2**53 for e in body.get("element_list", ())),
    ),
]


@pytest.mark.parametrize(
    ("model", "rule", "refuses"),
    [
        pytest.param(*lie, id=lie[1], marks=pytest.mark.names(lie[0], lie[1].partition("/")[0]))
        for lie in LIES
    ],
)
def test_a_refused_rider_warns_and_nothing_else_suffers(
    model: str, rule: str, refuses: Callable[[dict[str, Any]], bool]
) -> None:
    for strict, verdict in ((False, "conforms"), (True, "fails")):
        clock = VirtualClock()
        report = check(server(model, refuses, clock), clock, max_paid=PAID, strict=strict)
        told = {r.check.name for r in report.results if r.verdict in ("warn", "fail")}
        assert told == {f"{model}/{rule}"}
        assert report.verdict == verdict
        assert report.accepted == PAID


def test_bodies_with_and_without_a_rider_keep_the_contract() -> None:
    assert len(RIDDEN) > 30
    for step in RIDDEN:
        assert step.plain is not None
        model = str(step.model)
        with_rider, without = expanded(step.body), expanded(step.plain.body)
        assert judge(model).accepts(with_rider)
        assert judge(model).accepts(without)
        assert with_rider != without
        assert step.rider.startswith(f"{model}/")


def test_every_stated_limit_is_shown_with_the_riders_too() -> None:
    """A server that takes them all is asked for nothing twice."""
    with_riders = {rule for step in RIDDEN for rule in step.covers}
    plain = {rule for step in RIDDEN if step.plain is not None for rule in step.plain.covers}
    assert plain <= with_riders | {
        rule for step in build_plan().steps if step.plain is None for rule in step.covers
    }
