"""The answer log: what the service said to submits, without anybody's words in it."""

from __future__ import annotations

import json
import warnings
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from modellix_client import ConfigurationError, Modellix, ModellixError, RequestWarning

from contract_tests.client.wire import ACCEPTED, BODY, IT, MODEL, Step, Wire, problem, run
from contract_tests.judges.bundle import contract
from contract_tests.profile import count

pytestmark = pytest.mark.client


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def logged(tmp_path: Path, body: dict[str, Any], *steps: Step, **more: Any) -> dict[str, Any]:
    file = tmp_path / "answers.ndjson"
    file.unlink(missing_ok=True)
    client = Wire(steps).client(answer_log=file, validation="off")
    with suppress(ModellixError):
        client.submit(MODEL, body, **more)
    (line,) = lines(file)
    return line


def test_an_answer_stands_beside_what_the_spec_says(tmp_path: Path) -> None:
    address = "https://example.com/a.jpg?sig=hunter2"
    choice, word = IT.choice
    body = {
        IT.text: "a secret prompt",
        IT.images: [address, b"\x89PNG\r\n\x1a\n"],
        choice: word,
        IT.count: 99,
        "no_such_name": 5,
    }
    line = logged(tmp_path, body, ACCEPTED)
    line.pop("at_ms")
    assert line == {
        "v": 1,
        "model": MODEL,
        "path": contract().model(MODEL).path,
        "status": 200,
        "code": 0,
        "category": None,
        "parameter": None,
        "violations": [f"{MODEL}/{IT.count}/maximum", f"{MODEL}/additionalProperties"],
        "warnings": [],
        "body": {
            "object": {
                IT.text: {"string": 15, "form": "text"},
                IT.images: {
                    "array": [{"string": 37, "form": "url"}, {"string": 12, "form": "image"}]
                },
                choice: word,
                IT.count: 99,
                "no_such_name": 5,
            }
        },
    }


@pytest.mark.parametrize(
    ("message", "category", "parameter"),
    [
        (f"Invalid parameters: parameter '{IT.text}' is required", "Invalid parameters", IT.text),
        (
            "Value out of range: parameter 'steps' must be between 10 and 50, got 100",
            "Value out of range",
            "steps",
        ),
        ("Invalid format: invalid JSON format", "Invalid format", None),
        ("Invalid format: got parameter 'what the prompt says'", "Invalid format", None),
        ("A boat on a quiet lake is not allowed", None, None),
    ],
)
def test_of_a_message_the_category_and_the_parameter_are_kept(
    tmp_path: Path, message: str, category: str | None, parameter: str | None
) -> None:
    line = logged(tmp_path, BODY, problem(400, message))
    assert (line["category"], line["parameter"]) == (category, parameter)
    assert "boat" not in json.dumps(line)


def test_every_answer_of_a_submit_is_a_line_and_no_other(tmp_path: Path) -> None:
    file = tmp_path / "answers.ndjson"
    steps = [problem(404, "Resource not found: model"), ACCEPTED, problem(404, "x")]
    wire = Wire(steps)

    async def ask() -> None:
        client = wire.async_client(answer_log=file, routes="auto")
        task = await client.submit(MODEL, BODY)
        with pytest.raises(ModellixError):
            await client.tasks.get(task.id)

    run(ask())
    first, second = lines(file)
    assert (first["status"], first["path"]) == (404, contract().model(MODEL).path)
    routes = set(dict(contract().model(MODEL).routes).values())
    assert (second["status"], second["path"]) in {(200, path) for path in routes - {first["path"]}}


def test_a_log_that_cannot_be_written_loses_no_task(tmp_path: Path) -> None:
    client = Wire([ACCEPTED]).client(answer_log=tmp_path)  # a folder
    with pytest.warns(RuntimeWarning, match="answer log cannot be written"):
        assert client.submit(MODEL, BODY).id == "task-1"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert client.submit(MODEL, BODY).id == "task-1"  # told once
        with pytest.raises(RequestWarning):  # the filter is on
            client.submit(MODEL, IT.body(""), validation="warn")


def test_a_path_that_is_none_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="answer_log must be a path, not int"):
        Modellix("mdlx-x", answer_log=5)  # type: ignore[arg-type]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
    max_leaves=12,
)


@settings(
    max_examples=count(ci=100, long=3000),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    body=st.dictionaries(st.sampled_from(["prompt", "n", "seed", "a b", "é"]) | st.text(), JSON),
    status=st.sampled_from([200, 400, 402, 404, 429, 500]),
    message=JSON,
    code=JSON,
)
def test_every_line_keeps_its_schema(
    tmp_path: Path, root: Path, body: dict[str, Any], status: int, message: object, code: object
) -> None:
    schema = json.loads((root / "schemas/answer-log.schema.json").read_text("utf-8"))
    answer = json.dumps({"code": code, "message": message}).encode()
    Draft202012Validator(schema).validate(logged(tmp_path, body, Step(status, answer)))
