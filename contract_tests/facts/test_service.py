"""What is known of the service beside its models, held against ``spec/openapi.yaml``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from modellix_client import _spec

from contract_tests.judges.bundle import contract

# No client polls a task faster than this, whatever the spec says.
_FASTEST_MS = 250


@pytest.fixture(scope="module")
def facts(root: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((root / "spec/facts/service.json").read_text("utf-8"))
    return loaded


@pytest.fixture(scope="module")
def bundle(root: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((root / "generated_client/openapi.json").read_text("utf-8"))
    return loaded


def _errors(operation: dict[str, Any]) -> list[int]:
    return sorted(int(status) for status in operation["responses"] if status != "200")


def test_server_and_auth(facts: dict[str, Any], bundle: dict[str, Any]) -> None:
    assert [server["url"] for server in bundle["servers"]] == [facts["server"]]
    (name,) = bundle["security"][0]
    scheme = bundle["components"]["securitySchemes"][name]
    assert (scheme["type"], scheme["scheme"]) == ("http", facts["auth"]["scheme"])
    assert facts["server"] == _spec.SERVER


def test_task(facts: dict[str, Any], bundle: dict[str, Any]) -> None:
    known, task = facts["task"], contract().task
    assert task.path == known["path"]
    assert list(task.terminal) == known["terminal"]
    assert list(task.success) == known["success"]
    assert list(task.statuses) == known["open"] + known["terminal"]
    assert _errors(bundle["paths"][task.path]["get"]) == known["errors"]
    assert (_spec.TASK.terminal, _spec.TASK.success) == (task.terminal, task.success)


def test_pace_of_polling() -> None:
    task = contract().task
    assert _FASTEST_MS <= task.min_delay_ms <= task.first_delay_ms <= task.max_delay_ms
    assert task.wait_timeout_ms == 1_800_000


def test_submits(facts: dict[str, Any], bundle: dict[str, Any]) -> None:
    for model in contract().models:
        operation = bundle["paths"][model.path]["post"]
        assert _errors(operation) == facts["submit"]["errors"]
        accepted = operation["responses"]["200"]["$ref"].rpartition("/")[2]
        link = bundle["components"]["responses"][accepted]["links"]["task"]
        assert link["operationId"] == "getTask"
        assert link["parameters"] == {"task_id": "$response.body#/data/task_id"}


def test_account(facts: dict[str, Any], bundle: dict[str, Any]) -> None:
    found = {
        item["get"]["operationId"]: path
        for path, item in bundle["paths"].items()
        if item.get("get", {}).get("tags") == ["account"]
    }
    assert found == facts["account"]


def test_files(facts: dict[str, Any], bundle: dict[str, Any]) -> None:
    known = dict(facts["files"])
    form = known.pop("form")
    found = {
        operation["operationId"]: [method, path]
        for path, item in bundle["paths"].items()
        for method, operation in item.items()
        if operation["tags"] == ["files"]
    }
    assert found == known
    upload = bundle["paths"][known["uploadFile"][1]]["post"]["requestBody"]["content"]
    schema = upload["multipart/form-data"]["schema"]
    assert (schema["required"], list(schema["properties"])) == (form, form)
    assert {_spec.FILES["collection"], _spec.FILES["item"]} == {path for _, path in known.values()}


def test_no_operation_is_left_out(facts: dict[str, Any], bundle: dict[str, Any]) -> None:
    operations = [operation for item in bundle["paths"].values() for operation in item.values()]
    files = set(facts["files"]) - {"form"}
    assert len(operations) == len(["getTask", *facts["account"], *files, *contract().models])


def test_rate_limit_headers(facts: dict[str, Any], bundle: dict[str, Any]) -> None:
    assert list(bundle["components"]["headers"]) == facts["rateLimitHeaders"]
    limited = bundle["components"]["responses"]["LimitExceeded"]["headers"]
    assert list(limited) == facts["rateLimitHeaders"]


def test_answers(facts: dict[str, Any], bundle: dict[str, Any]) -> None:
    schemas = bundle["components"]["schemas"]
    for name, members in facts["answers"].items():
        assert list(schemas[name]["properties"]) == members, name
        # Nothing of an answer is refused: a closed object or an enum would say otherwise.
        assert "additionalProperties" not in schemas[name]


def test_what_may_be_null(facts: dict[str, Any], bundle: dict[str, Any]) -> None:
    nullable = [
        f"{name}.{member}"
        for name, schema in bundle["components"]["schemas"].items()
        for member, declared in schema.get("properties", {}).items()
        if isinstance(declared.get("type"), list) and "null" in declared["type"]
    ]
    assert nullable == facts["nullable"]
