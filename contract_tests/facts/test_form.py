"""The files of facts fit their schema, and the schema refuses what is not a fact."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from contract_tests.facts.page import FACTS, ROOT, Json

SCHEMA = json.loads((ROOT / "schemas" / "facts.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
FILES = sorted(FACTS.glob("*/*.json"))


def _read(path: Path) -> Json:
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_fits(path: Path) -> None:
    errors = [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(_read(path))]
    assert not errors, "\n".join(errors)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_is_called_as_its_model(path: Path) -> None:
    raw = _read(path)
    assert raw["model"] == path.stem
    assert raw["page"] == path.stem


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_is_stated_twice(path: Path) -> None:
    seen = [
        (fact["subject"], fact["kind"], fact.get("keyword"), json.dumps(fact["value"]))
        for fact in _read(path)["facts"]
    ]
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "limit", "keyword": None},
        {"kind": "limit", "keyword": "format", "value": 1},
        {"kind": "limit", "keyword": "pattern", "value": 1},
        {"kind": "limit", "keyword": "exclusiveMinimum", "value": "0"},
        {"kind": "opinion"},
        {"confidence": "decision-0"},
        {"confidence": "guess"},
        {"line": 0},
        {"line": None, "confidence": "stated"},
        {"extra": 1},
        {"kind": "type", "value": "text"},
        {"kind": "required", "value": "yes"},
        {"kind": "path", "value": "v1/kling", "subject": "route"},
        {"kind": "exclusion", "value": ["one"], "subject": "model"},
    ],
    ids=str,
)
def test_no_fact(change: dict[str, Json]) -> None:
    fact = {
        "subject": "prompt",
        "kind": "type",
        "value": "string",
        "confidence": "stated",
        "line": 1,
    }
    whole = {"model": "kling-x", "page": "kling-x", "format": "a", "facts": [fact]}
    assert VALIDATOR.is_valid(whole)
    whole["facts"] = [fact | change]
    assert not VALIDATOR.is_valid(whole)
