"""Every JSON that a program prints or writes keeps its published schema."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from modellix_client import names
from referencing import Registry, Resource

from benchmarks import report
from benchmarks.measure import Row
from contract_tests.profile import count

_LINES = (
    '{"id": "a", "model": "kling-v1-i2v", "body": {"image": "https://example.com/a.jpg"}}',
    '{"id": 2, "model": "kling-v2-mi2i", "body": {"n": 0, "prompt": "", "imgae": 1, "image": 2}}',
    '{"id": 3, "model": "kling-image-o1", "body": {"prompt": "<<<image_2>>>", "n": 1.5}}',
    '{"id": 4, "model": "kling-image-o1", "body": {"prompt": "x", "aspect_ratio": [1]}}',
    '{"id": 5, "model": "kling-v9", "body": {}}',
    '{"id": 6, "model": "kling-v1-i2v", "body": []}',
    '{"id": true, "model": "kling-v1-i2v", "body": []}',
    '{"id": 7, "id": 7}',
    '{"id": 8, "body": NaN}',
    "[" * 100,
    "",
)
_SCENARIOS = (
    '{"id": 1, "call": "wait", "task_id": "a", "answers": [{"status": 401}]}',
    '{"id": 2, "call": "wait", "answers": [{"status": 200}]}',
    '{"id": 3, "call": "submit", "model": "kling-v1-i2v", "answers": [{"status": 200}]}',
    '{"id": 4, "call": "stop", "task_id": "a", "answers": [{"status": 200}]}',
    '{"id": 5, "call": "wait", "task_id": "a", "answers": []}',
    '{"id": 6, "call": "wait", "task_id": "a", "answers": [{"status": 99}]}',
    '{"id": 7, "call": "wait", "task_id": "a", "answers": [{"fault": "fire"}]}',
    '{"id": 8, "call": "wait", "task_id": "a", "answers": [{"latency_ms": 1}]}',
    '{"id": 9, "call": "wait", "task_id": "a", "timeout_ms": -1, "answers": [{"status": 200}]}',
    '{"id": 10, "call": "wait", "task_id": "a", "timeout_ms": 5.0, "answers": [{"status": 401}]}',
    '{"call": "wait", "task_id": "a", "answers": [{"status": 200}]}',
    "[]",
)


@pytest.fixture(scope="module")
def schemas(root: Path) -> dict[str, Draft202012Validator]:
    files = {
        file.name: json.loads(file.read_text("utf-8")) for file in (root / "schemas").iterdir()
    }
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(schema)) for name, schema in files.items()
    )
    return {name: Draft202012Validator(schema, registry=registry) for name, schema in files.items()}


def _problems(validator: Draft202012Validator, values: Iterable[object]) -> list[str]:
    return [error.message for value in values for error in validator.iter_errors(value)]


def test_schemas_are_schemas(schemas: dict[str, Draft202012Validator]) -> None:
    for validator in schemas.values():
        validator.check_schema(validator.schema)


@pytest.mark.parametrize("program", ["check", "wire"])
def test_answers_about_requests(
    schemas: dict[str, Draft202012Validator], root: Path, program: str
) -> None:
    vectors = sorted((root / "contract_tests/vectors/handwritten").glob("*.ndjson"))
    lines = list(_LINES)
    for path in vectors:
        lines += path.read_text("utf-8").splitlines()[: count(60, 10_000)]
    done = subprocess.run(
        [sys.executable, "-m", f"modellix_client.{program}"],
        input="\n".join(lines) + "\n",
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    answers = [json.loads(line) for line in done.stdout.split("\n") if line]
    assert len(answers) == len(lines)
    name = {"check": "validate-answer", "wire": "wire-answer"}[program]
    assert _problems(schemas[f"{name}.schema.json"], answers) == []


def test_lines_for_the_checker(schemas: dict[str, Draft202012Validator]) -> None:
    validator = schemas["validate-request.schema.json"]
    assert _problems(validator, [json.loads(line) for line in _LINES[:6]]) == []
    assert _problems(validator, [json.loads(_LINES[6])]) != []


def test_lines_and_answers_of_names(schemas: dict[str, Draft202012Validator], root: Path) -> None:
    vectors = (root / "contract_tests/parity/vectors/download-names.ndjson").read_bytes()
    lines = [line for line in vectors.split(b"\n") if line]
    assert _problems(schemas["names-request.schema.json"], map(json.loads, lines)) == []
    odd = [b'{"id":1,"names":"ulr"}', b'{"id":1,"names":"url","index":-1}', b"[]"]
    answers = [json.loads(names.answer(line)) for line in (*lines, *odd)]
    assert _problems(schemas["names-answer.schema.json"], answers) == []
    assert [answer["error"]["message"] for answer in answers[-3:]] == [
        "names must be one of task, url",
        "index must be an integer between 0 and 999999",
        "a line must be an object with id, names, task_id, index and url",
    ]


@pytest.mark.parametrize("client", ["python-sync", "python-async"])
def test_answers_of_the_tracer(
    schemas: dict[str, Draft202012Validator], root: Path, client: str
) -> None:
    lines = list(_SCENARIOS)
    for path in sorted((root / "contract_tests/parity/scenarios").glob("*.ndjson")):
        lines += path.read_text("utf-8").splitlines()
    done = subprocess.run(
        [sys.executable, "-m", "modellix_client.trace", "--client", client],
        input="\n".join(lines) + "\n",
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(lines)
    assert _problems(schemas["trace-answer.schema.json"], answers) == []
    # What the schema of the lines lets pass is a scenario, and what it refuses is none.
    validator = schemas["trace-request.schema.json"]
    for line, answer in zip(lines, answers, strict=True):
        assert validator.is_valid(json.loads(line)) == ("outcome" in answer), line


def test_manifest(schemas: dict[str, Draft202012Validator], root: Path) -> None:
    manifest = json.loads((root / "generated_client/manifest.json").read_text("utf-8"))
    assert _problems(schemas["manifest.schema.json"], [manifest]) == []


def test_benchmark_results(
    schemas: dict[str, Draft202012Validator], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "RESULTS", tmp_path / "results.json")
    monkeypatch.setattr(report, "PAGE", tmp_path / "page.md")
    shown = Row("a", 1.0, 2.0, "peer", "1.0", 0.5, 0.1, "µs", None)
    report.write({"polling": [Row("b", 3.0, 2.0, "peer", "1.0", 1.5, 0.1, "µs", 0.5), shown]})
    results = json.loads((tmp_path / "results.json").read_text("utf-8"))
    assert _problems(schemas["benchmark-results.schema.json"], [results]) == []
    assert [row["aim_met"] for row in results["rows"]] == [False, None]
    assert "MISSED" in (tmp_path / "page.md").read_text("utf-8")
    report.replace({"imports": [shown], "polling": [shown]})
    results = json.loads((tmp_path / "results.json").read_text("utf-8"))
    assert _problems(schemas["benchmark-results.schema.json"], [results]) == []
    assert [row["family"] for row in results["rows"]] == ["imports", "polling"]
    monkeypatch.setattr(report, "machine", lambda: {"cores": 1})
    with pytest.raises(SystemExit, match="another machine"):
        report.replace({"polling": [shown]})
    assert "MISSED" in io.StringIO(report.table([Row("b", 3, 2, "p", "1", 1.5, 0, "s", 1)])).read()


def test_committed_results(schemas: dict[str, Draft202012Validator], root: Path) -> None:
    results = json.loads((root / "benchmarks/results.json").read_text("utf-8"))
    assert _problems(schemas["benchmark-results.schema.json"], [results]) == []
