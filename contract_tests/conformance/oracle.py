"""Schemathesis's reading of an answer: does it keep the response schemas of the published bundle?

A second judge, which shares no code with this checker and knows the bundle alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any, Final

import httpx
import schemathesis
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.openapi.checks import JsonSchemaError

from contract_tests.judges.bundle import bundle, contract

# As templates of the bundle: which operation an answer belongs to.
Operation = tuple[str, str]
READ_TASK: Final[Operation] = ("GET", "/api/v1/tasks/{task_id}")
VALIDATE_KEY: Final[Operation] = ("GET", "/api/v1/apikey/validate")
_JSON: Final = {"content-type": ["application/json"]}


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong at one place of an answer; ``path`` has ``*`` for every index."""

    path: tuple[str, ...]
    words: str


def operation_of(method: str, path: str) -> Operation:
    """The operation that a request is for; one that the bundle lacks is answered like a submit."""
    if (method, path.rpartition("/")[0]) == ("GET", READ_TASK[1].rpartition("/")[0]):
        return READ_TASK
    known = bundle()["paths"].get(path, {})
    return (method, path) if method.lower() in known else ("POST", contract().models[0].path)


def flaws(operation: Operation, status: int, value: Any) -> tuple[Flaw, ...]:
    """Where a JSON answer is not as the bundle describes it; nothing for an unknown status.

    A member that is null counts as one that is not there, and not only where the bundle says that
    it may be: which members are there is not documented but for the required ones (api facts,
    section 4).
    """
    response = schemathesis.Response(
        status_code=status,
        headers=_JSON,
        content=json.dumps(_without_nulls(value)).encode(),
        request=_any_request(),
        elapsed=0.0,
        verify=False,
    )
    try:
        _operation(operation).validate_response(response)
    except Failure as one:
        return tuple(dict.fromkeys(_told(one)))
    except FailureGroup as group:
        return tuple(dict.fromkeys(flaw for one in group.exceptions for flaw in _told(one)))
    return ()


def _told(failure: Failure) -> Iterator[Flaw]:
    if not isinstance(failure, JsonSchemaError):
        yield Flaw((), type(failure).__name__)
        return
    path = tuple("*" if isinstance(step, int) else str(step) for step in failure.instance_path)
    keyword = str(failure.schema_path[-1])
    if keyword == "required" and isinstance(failure.instance, dict):
        for name in failure.schema["required"]:
            if name not in failure.instance:
                yield Flaw((*path, name), f"{'.'.join((*path, name))} is missing")
    else:
        # Never the value itself: an answer may quote what was asked for.
        wanted = failure.schema.get(keyword)
        yield Flaw(path, f"{'.'.join(path) or 'the answer'} is not of {keyword} {wanted}")


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_nulls(m) for name, m in value.items() if m is not None}
    if isinstance(value, list):
        return [_without_nulls(item) for item in value]
    return value


@cache
def _operation(operation: Operation) -> Any:
    method, path = operation
    return schemathesis.openapi.from_dict(bundle())[path][method]


@cache
def _any_request() -> Any:
    """The request that a response has to have; nobody looks at it, and to make one is slow."""
    request = httpx.Request("GET", "http://localhost/")
    answer = httpx.Response(200, request=request)
    answer.elapsed = timedelta(0)
    return schemathesis.Response.from_any(answer).request
