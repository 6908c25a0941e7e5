"""Drafts of models nobody knows: how much of the page they recover, and never a wrong limit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from contract_tests.counts import record
from contract_tests.drift.running import accepted
from contract_tests.drift.seeds import CASES, needs_a_seed
from generator.docs.formats.reading import read_page
from generator.docs.names.candidates import Known
from generator.docs.page import Reading

pytestmark = needs_a_seed
_LEAST = {"a": 0.90, "b": 0.75}
_BESIDE = ("example", "response", "auth", "vintage")


@pytest.mark.parametrize("path", CASES)
def test_a_page_without_its_spec(path: Path) -> None:
    """Nothing but the page: no spec, no facts, no sibling models."""
    (reading,) = read_page(path.name, path.read_bytes(), lambda _: Known())
    assert isinstance(reading, Reading)
    known = [
        fact
        for fact in accepted()[reading.model].facts
        if fact.kind not in _BESIDE and not fact.set_aside
    ]
    told = {(fact.key, json.dumps(fact.value, sort_keys=True)) for fact in reading.facts}
    found = [f for f in known if (f.key, json.dumps(f.value, sort_keys=True)) in told]
    assert len(found) / len(known) >= _LEAST[reading.format]
    limits = {fact.key: fact.value for fact in known if fact.kind == "limit"}
    for fact in reading.all("limit"):
        assert limits.get(fact.key) == fact.value, fact
    record(f"entries recovered of pages in {reading.format}-format", len(found))
    record(f"entries of pages in {reading.format}-format", len(known))
