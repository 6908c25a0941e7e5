"""Drawn bodies: nobody who keeps the contract bills one, and they see what small bodies do not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.conformance.doubt import may_be_accepted
from contract_tests.conformance.drawn_negatives import (
    MOST,
    drawn_negatives,
    smallest_form,
    surely_broken,
)
from contract_tests.conformance.evidence import shown
from contract_tests.conformance.findings import Finding
from contract_tests.conformance.in_process import check
from contract_tests.conformance.plan import build_plan, knowing
from contract_tests.conformance.referee import refuses
from contract_tests.conformance.step import Step
from contract_tests.conformance.template import expanded
from contract_tests.conformance.wallet import Wallet
from contract_tests.counts import record
from contract_tests.judges.bundle import models, rules_by_id
from contract_tests.judges.verdict import judge
from contract_tests.mock_api import VirtualClock
from contract_tests.profile import count
from contract_tests.strategies import bases
from contract_tests.strategies.bodies import valid_bodies
from contract_tests.strength.reading_liars import CROWDED, reading

SEEDS = range(count(1, 16))
STEPS = [step for seed in SEEDS for model in models() for step in drawn_negatives(model, seed)]


def test_each_is_refused_by_every_judge() -> None:
    for step in STEPS:
        body = expanded(step.body)
        model = str(step.model)
        assert not judge(model).accepts(body), step.id
        assert refuses(model, body), step.id
        assert not may_be_accepted(model, body), step.id
        assert not step.billable
        broken = judge(model).broken(body)
        assert set(step.covers) <= broken
        assert all(rules_by_id()[rule].level == "must" for rule in step.covers)
        assert set(step.kinds) == {rules_by_id()[rule].keyword for rule in step.covers}
    record("drawn bodies that no server may accept", len(STEPS))


def test_there_are_as_many_as_planned_and_of_many_rules() -> None:
    for model in models():
        steps = list(drawn_negatives(model, 0))
        assert len(steps) == MOST
        assert len({rule for step in steps for rule in step.covers}) >= 4


def test_another_program_draws_the_same() -> None:
    """Whatever modules are loaded: constants of theirs are no part of what is drawn."""
    program = (
        "import contract_tests.conformance.drawn_negatives as d, json;"
        "print(json.dumps([s.body for s in d.drawn_negatives('kling-v1-i2v', 0)]))"
    )
    env = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": "."}
    done = subprocess.run(
        [sys.executable, "-c", program], env=env, capture_output=True, check=True, text=True
    )
    mine = [step.body for step in drawn_negatives("kling-v1-i2v", 0)]
    assert json.loads(done.stdout) == json.loads(json.dumps(mine))


@settings(max_examples=count(40, 2_000), database=None, deadline=None)
@given(st.data())
def test_a_good_body_is_never_taken_for_a_bad_one(data: st.DataObject) -> None:
    model = data.draw(st.sampled_from(models()))
    body = data.draw(valid_bodies(model))
    assert not refuses(model, body)
    assert surely_broken(model, body) == ()


@pytest.mark.parametrize(
    "body",
    [
        {"image": "https://a", "duration": None},
        {"image": "https://a", "n0": 1},
        {"image": "https://a", "cfg_scale": True},
        {"image": "https://a", "cfg_scale": 1.0000000001},
        {"image": "https://a", "prompt": "a" * 2500 + " "},
        {"image_tail": "https://a"},
        [],
        None,
    ],
)
@pytest.mark.page("kling-v1-i2v")
def test_what_some_reading_lets_pass_is_not_sent(body: object) -> None:
    assert not judge("kling-v1-i2v").accepts(body)
    assert surely_broken("kling-v1-i2v", body) == ()


@pytest.mark.parametrize("step", STEPS[:: count(9, 1)], ids=lambda step: step.id)
def test_the_smallest_form_breaks_the_same_with_less(step: Step) -> None:
    model, body = str(step.model), expanded(step.body)
    small = expanded(smallest_form(model, step.body))
    assert surely_broken(model, small) == step.covers
    assert len(json.dumps(small)) <= len(json.dumps(body))
    assert expanded(smallest_form(model, small)) == small


@pytest.mark.names("kling-v1-i2v", "prompt", "mode", "duration")
def test_the_smallest_form_has_nothing_that_it_does_not_need() -> None:
    needed = bases.small("kling-v1-i2v")[0]
    body = {**needed, "prompt": "a long story", "mode": "fast", "duration": 10}
    small = smallest_form("kling-v1-i2v", body)
    assert small.keys() == {*needed, "mode"}
    assert len(small["mode"]) == 1
    assert judge("kling-v1-i2v").broken(small) == {"kling-v1-i2v/mode/enum"}
    step = replace(STEPS[0], model="kling-v1-i2v", body=body)
    told = shown(Finding(step.check, "bad", "must", "", step), "http://a", str)  # type: ignore[arg-type]
    assert told is not None
    assert told.smallest == small


@pytest.mark.parametrize("name", [name for name, _ in CROWDED])
def test_large_bodies_see_what_small_ones_do_not(name: str) -> None:
    mend = dict(CROWDED)[name]
    plan = build_plan()
    found = {}
    for kept in ("all", "systematic", "neither"):
        steps = tuple(step for step in plan.steps if _sent(step, kept))
        clock = VirtualClock()
        report = check(reading(mend)(clock), clock, plan=replace(plan, steps=steps))
        found[kept] = report.verdict
        # One of a kind is enough to know; no more is paid for.
        assert report.accepted <= len({step.kind for step in steps})
    assert found == {"all": "fails", "systematic": "fails", "neither": "conforms"}, name


def _sent(step: Step, kept: str) -> bool:
    """Whether a plan without one or both sources of large bodies has this step."""
    if step.kinds:
        return kept == "all"
    return kept != "neither" or not step.label.endswith("behind all other parameters")


def test_what_is_known_to_be_taken_is_not_sent_again() -> None:
    step = next(step for step in STEPS if len(step.kinds) > 1)
    wallet = Wallet(0)
    assert wallet.refusal(step) is None
    for kind in step.kinds:
        assert wallet.refusal(step) is None
        other = replace(step, id=kind, kind=kind, kinds=())
        wallet.reserve(other)
        wallet.settle(other, "accepted")
    assert wallet.refusal(step) is not None


def test_what_breaks_only_known_failures_is_left_out() -> None:
    plan = build_plan()
    step = next(step for step in plan.steps if len(step.kinds) == 1 and len(step.covers) == 1)
    known = knowing(plan, set(step.covers))
    assert step.id in {one.id for one in plan.steps}
    assert step.id not in {one.id for one in known.steps}
