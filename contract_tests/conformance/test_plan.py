"""The plan: every rule on both sides, free requests that nobody may bill, the same bytes again."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from contract_tests.conformance.checks import checks
from contract_tests.conformance.doubt import may_be_accepted, may_be_refused
from contract_tests.conformance.plan import build_plan, rules_covered
from contract_tests.conformance.step import Step
from contract_tests.conformance.template import compressed, expanded, image
from contract_tests.counts import record
from contract_tests.facts.page import ROOT
from contract_tests.judges.bundle import models, rules, rules_by_id
from contract_tests.judges.verdict import judge
from contract_tests.strategies.search import search
from tools.prism import explained

PLAN = build_plan()
BROKEN = [step for step in PLAN.steps if step.side == "breaks"]
KEPT = [step for step in PLAN.steps if step.side == "keeps"]


def test_every_rule_has_bodies_on_both_sides() -> None:
    assert rules_covered(PLAN)
    record("requests of the conformance plan", len(PLAN.steps))


@pytest.mark.page("kling-image-o1")
@pytest.mark.page("kling-v1-i2v")
@pytest.mark.page("kling-v1.5-i2i")
@pytest.mark.page("kling-v1.6-mi2v")
@pytest.mark.page("kling-v2-mi2i")
def test_the_lower_bounds_are_what_an_enum_of_nine_members_asks_for() -> None:
    """Those of the first five models, which ``LIVE=1 MAX_PAID=35`` of the docs rests on."""
    least = {
        "kling-image-o1": 10,
        "kling-v1-i2v": 3,
        "kling-v1.5-i2i": 9,
        "kling-v1.6-mi2v": 4,
        "kling-v2-mi2i": 9,
    }
    assert sum(least.values()) == 35
    assert PLAN.lower_bounds().items() >= least.items()
    assert PLAN.least_paid() == sum(PLAN.lower_bounds().values())


def test_what_is_free_breaks_something_that_is_stated() -> None:
    """A server that enforces no more than what pages state refuses every free body."""
    for step in BROKEN:
        if not step.billable:
            broken = judge(str(step.model)).broken(expanded(step.body))
            levels = {rules_by_id()[rule].level for rule in broken}
            assert "must" in levels, step.id
            assert not may_be_accepted(str(step.model), expanded(step.body)), step.id


@pytest.mark.parametrize("model", models())
def test_a_must_rule_is_broken_for_free_and_alone_where_that_is_possible(model: str) -> None:
    for rule in rules(model):
        if rule.level != "must":
            continue
        made = [step for step in BROKEN if step.check == rule.id and not step.kinds]
        free = [step for step in made if not step.billable]
        assert free, rule.id
        broken = [judge(model).broken(expanded(step.body)) for step in free]
        assert all(rule.id in rules_ for rules_ in broken), rule.id
        if rule.id in search(model).alone:
            assert broken[0] == {rule.id}, rule.id
            # A few show what only a body can that breaks more.
            assert sum(len(rules_) > 1 for rules_ in broken) <= 3, rule.id


def _of(steps: list[Step], model: str) -> list[dict[str, object]]:
    mine = [step for step in steps if step.model == model and not step.kinds]
    bodies = [expanded(step.body) for step in mine if not step.billable]
    return [body for body in bodies if isinstance(body, dict)]


@pytest.mark.names("kling-v1-i2v", "image", "image_tail")
def test_free_bodies_keep_clear_of_what_pages_leave_open() -> None:
    for body in _of(BROKEN, "kling-v1-i2v"):
        assert "image" in body or "image_tail" not in body
        assert body.get("dynamic_masks") != []
    for body in _of(BROKEN, "kling-v2-mi2i"):
        assert "prompt" not in body or "subject_images" in body
    for body in _of(BROKEN, "kling-v1.5-i2i"):
        assert "human_fidelity" not in body or "image_reference" in body


def test_bodies_that_are_to_be_accepted_keep_the_contract_and_all_readings_of_it() -> None:
    for step in KEPT:
        assert step.billable
        body = expanded(step.body)
        assert judge(str(step.model)).accepts(body), step.id
        if not step.extra:
            assert not may_be_refused(str(step.model), body), step.id
            assert judge(str(step.model)).broken(body) == frozenset(), step.id


def test_requests_have_ids_of_their_own() -> None:
    ids = [step.id for step in PLAN.steps]
    assert len(ids) == len(set(ids))


def test_the_same_seed_gives_the_same_bytes() -> None:
    program = (
        "import sys; from contract_tests.conformance.plan import build_plan;"
        "sys.stdout.write(build_plan(int(sys.argv[1])).text())"
    )
    texts = [
        subprocess.run(
            [sys.executable, "-c", program, seed],
            env=os.environ | {"PYTHONHASHSEED": salt, "PYTHONPATH": "."},
            capture_output=True,
            check=True,
        ).stdout
        for seed, salt in (("0", "1"), ("0", "2"), ("3", "1"))
    ]
    assert texts[0] == texts[1] == PLAN.text().encode()
    assert texts[0] != texts[2]


def test_the_file_is_json_and_says_what_it_costs() -> None:
    read = json.loads(PLAN.text())
    assert read["requests"] == {"free": len(PLAN.free), "live": len(PLAN.paid)}
    assert read["accepted_at_most"]["live, to reach every stated limit"] == PLAN.least_paid()
    assert len(read["steps"]) == len(PLAN.steps)
    assert len(PLAN.text()) < 100_000 * len(models())


def test_templates_stand_for_what_they_were_made_from() -> None:
    body = {"a": ["x" * 2501, {"b": "\U0001f600" * 99}], "c": 5.0}
    assert expanded(compressed(body)) == body
    assert json.dumps(compressed(body)).count("$repeat") == 2
    assert len(expanded(image("jpeg", 300))) == 400


def test_the_table_about_prism_speaks_of_checks() -> None:
    """``python -m tools.prism`` holds it against what was found."""
    told = explained((ROOT / "docs/conformance.md").read_text("utf-8"))
    assert {"auth/wrong_key", "error/envelope", "headers/rate_limit"} <= told <= checks().keys()
