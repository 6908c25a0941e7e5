"""A parameter under another name is one change: what ties it to others goes along, said or not."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from contract_tests.counts import record
from contract_tests.drift.running import accepted, contract, outcome, reading
from contract_tests.facts.comparison import compare
from contract_tests.facts.page import ROOT, load_page
from contract_tests.judges.bundle import models
from generator.contract.load import load_contract
from generator.contract.types import Json, Model
from generator.docs.accepted import load_accepted
from generator.docs.comparing import Difference
from generator.docs.comparing import compare as differences
from generator.docs.comparing.renames import renamed
from generator.docs.page import ACROSS, STATED, Fact, names_of
from generator.docs.patching import apply_differences
from generator.docs.rendering.sheet import Sheet, sheet_of
from generator.docs.rendering.text_a import render_text_a
from generator.docs.rendering.text_b import render_text_b
from generator.pipeline import mistakes

_NEW = "under_another_name"
Render = Callable[[Sheet], str]


def _renamed(model: Model, name: str) -> Model:
    """The model as the docs would describe it with one parameter under another name."""
    fields = tuple(
        replace(field, name=_NEW) if field.name == name else field for field in model.request.fields
    )
    word = re.compile(rf"\bself\.{name}\b")
    rules = tuple(
        replace(rule, text=word.sub(f"self.{_NEW}", rule.text)) for rule in model.validations
    )
    examples = tuple(replace(example, body=_body(example.body, name)) for example in model.examples)
    request = replace(model.request, fields=fields)
    return replace(model, request=request, validations=rules, examples=examples)


def _body(body: dict[str, Json], name: str) -> dict[str, Json]:
    return {_NEW if key == name else key: value for key, value in body.items()}


@pytest.mark.parametrize("model", models())
def test_rules_go_along_without_a_word(model: str) -> None:
    known = contract().model(model)
    # A sheet has no statement that a decision set aside, whatever the parameters are called.
    before = {_short(entry) for entry in outcome(render_text_a(sheet_of(known))).differences}
    for field in known.request.fields:
        told = outcome(render_text_a(sheet_of(_renamed(known, field.name)))).differences
        pair = {(_NEW, "type", field.name), (field.name, "type", _NEW)}
        others = [entry for entry in told if _short(entry) not in before | pair]
        assert pair <= {_short(entry) for entry in told}, field.name
        # A rule that names it was there before, and is said to name another now.
        assert all(field.name in str(e.was) and _NEW in str(e.is_) for e in others), others
        record("parameters renamed in a page", 1)


def test_an_image_of_which_nothing_but_its_formats_is_said_is_known_again() -> None:
    model, name = next(
        (model, field.name)
        for model in contract().models
        for field in model.request.fields
        if field.shape.media is not None and field.shape.media.formats
    )
    fields = tuple(
        replace(field, shape=replace(field.shape, min_length=None)) if field.name == name else field
        for field in model.request.fields
    )
    then = replace(model, request=replace(model.request, fields=fields))
    every = tuple(then if other.id == then.id else other for other in contract().models)
    page = reading(render_text_a(sheet_of(_renamed(then, name))))
    told = differences(page, replace(contract(), models=every), accepted()).differences
    pair = {(_NEW, "type", name), (name, "type", _NEW)}
    assert pair <= {_short(entry) for entry in told}


def _short(entry: Difference) -> tuple[str, str, str | None]:
    return entry.subject, entry.kind, entry.other_name


@pytest.mark.parametrize("render", [render_text_a, render_text_b])
@pytest.mark.parametrize("model", models())
def test_spec_and_facts_agree_afterwards(model: str, render: Render, tmp_path: Path) -> None:
    """Also in what the page does not say: a flag that a decision filled in stays with its owner."""
    shutil.copytree(ROOT / "spec", tmp_path / "spec")
    known = contract().model(model)
    # The form without names has them where an example shows them.
    shown = known.examples[0].body
    name = next(field.name for field in known.request.fields if field.name in shown)
    told = outcome(render(sheet_of(_renamed(known, name))))
    (reading,) = told.readings
    arguments = (tmp_path, told.differences, [reading], contract(), accepted(), mistakes)
    done = apply_differences(*arguments)
    pair = {(_NEW, name), (name, _NEW)}
    assert pair <= {(entry.subject, entry.other_name) for entry in done.applied}, done.differences
    after = load_contract(tmp_path).model(model)
    page = load_page(tmp_path / "spec" / "facts" / known.provider / f"{model}.json")
    assert compare(after, page) == []
    old, new = (
        next(field for field in fields if field.name == called)
        for fields, called in ((known.request.fields, name), (after.request.fields, _NEW))
    )
    assert (old.required, old.default) == (new.required, new.default)
    tied = [
        names_of(fact)
        for fact in load_accepted(tmp_path, load_contract(tmp_path))[model].facts
        if fact.kind in ACROSS
    ]
    assert not any(name in names for names in tied)


def test_a_value_that_is_called_like_the_parameter_keeps_its_name() -> None:
    needs: Json = {"parameter": "mode", "value": "image", "needs": {"image": None}}
    (told,) = renamed([Fact("model", "requires", needs, STATED, 1)], {"image": _NEW})
    assert told.value == {"parameter": "mode", "value": "image", "needs": {_NEW: None}}
