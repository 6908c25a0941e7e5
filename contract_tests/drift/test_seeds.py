"""The pages that the spec was written from: read whole, and no drift."""

from __future__ import annotations

import json
import subprocess
import sys
import time

import pytest
from jsonschema import Draft202012Validator

from contract_tests.drift.running import accepted, reading
from contract_tests.drift.seeds import CASES, SEEDS, needs_a_seed, needs_seeds
from contract_tests.facts.page import ROOT
from generator.docs.accepted import without_text
from generator.docs.page import Fact

pytestmark = needs_a_seed
# What no page of this format says, and what a decision or another page filled in.
_NOT_ON_THE_PAGE = ("sibling", "decision-7", "decision-11")


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", "drift", str(SEEDS), *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@needs_seeds
def test_no_drift_and_the_decisions_are_noted() -> None:
    started = time.monotonic()
    done = _run()
    assert (done.returncode, done.stderr) == (0, "")
    assert "5 pages read: no drift" in done.stdout
    assert "kling-v1-i2v, format a, 52 facts, no drift; settled by decisions 1, 2, 3" in done.stdout
    # 3 s on a quiet machine; here others may be at work.
    assert time.monotonic() - started < 20


@needs_seeds
def test_json_fits_its_schema() -> None:
    done = _run("--format", "json")
    answer = json.loads(done.stdout)
    schema = json.loads((ROOT / "schemas" / "drift.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(answer)
    assert [page["format"] for page in answer["pages"]] == ["b", "b", "a", "a", "a"]
    assert (answer["differences"], answer["unread"], answer["sentences"]) == ([], [], [])


@pytest.mark.parametrize("path", CASES)
def test_the_page_says_exactly_the_accepted_facts(path: object) -> None:
    """Two readings of one page: the reader's, and the one that a person wrote down."""
    page = reading(path.read_bytes())  # type: ignore[attr-defined]
    known = accepted()[page.model].facts
    by_hand = {_told(fact) for fact in known if fact.confidence not in _NOT_ON_THE_PAGE}
    assert {_told(fact) for fact in page.facts} == by_hand


def _told(fact: Fact) -> tuple[str, str, str | None, str]:
    value = fact.value
    if fact.kind in ("example", "response"):
        value = without_text(value) if fact.kind == "example" else value
    return fact.subject, fact.kind, fact.keyword, json.dumps(value, sort_keys=True)
