"""The Python client as these tests see it: its findings, and a service that counts its calls."""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpx
import respx
from modellix_client.violations import Violation

from contract_tests.facts.page import Json
from contract_tests.judges.bundle import contract, rules_by_id

KEY = "mdlx-test"


def findings(model: str, body: Json) -> tuple[list[Violation], list[Violation]]:
    """What the generated rules say of a body: violations and warnings."""
    violations, warnings = _generated(model)(body)
    return list(violations), list(warnings)


@cache
def _generated(model: str) -> Any:
    stem = contract().model(model).stem
    return importlib.import_module(f"modellix_client.rules.{stem}").check


def places(violations: Sequence[Violation]) -> list[tuple[str, str]]:
    """Rule and path of each, in order."""
    return [(violation.rule, violation.path) for violation in violations]


@dataclass
class Recorder:
    """A service that accepts every submit and keeps what arrived."""

    requests: list[httpx.Request] = field(default_factory=list)

    def transport(self) -> httpx.MockTransport:
        """For the client."""
        return httpx.MockTransport(self._router().handler)

    def async_transport(self) -> httpx.MockTransport:
        """For its asyncio twin."""
        return httpx.MockTransport(self._router().async_handler)

    def take(self) -> httpx.Request:
        """The only request since the last one was taken."""
        (request,) = self.requests
        self.requests.clear()
        return request

    def _router(self) -> respx.Router:
        router = respx.Router(assert_all_called=False)
        router.route().mock(side_effect=self._answer)
        return router

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        data = {"status": "pending", "task_id": "task-1", "model_id": "model-1"}
        return httpx.Response(200, json={"code": 0, "message": "success", "data": data})


def equal(one: Json, other: Json) -> bool:
    """Equal as JSON values: 5 is 5.0, and neither is true; members have no order."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(equal(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(equal, one, other))
    if isinstance(one, float) or isinstance(other, float):
        # A float that is written without an exponent is read back as an integer.
        return _is_number(one) and _is_number(other) and float(one) == float(other)
    return bool(one == other)


def _is_number(value: Json) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def reported(broken: frozenset[str]) -> set[str]:
    """Of the rules that one value each breaks, those that are told.

    A failed type hides the other keywords of its value, and media waits for type and length.
    """
    known = rules_by_id()
    mistyped = {known[rule].path for rule in broken if known[rule].keyword == "type"}
    sized = {known[r].path for r in broken if known[r].keyword in ("minLength", "maxLength")}
    return {
        rule
        for rule in broken
        if known[rule].keyword in ("type", "required", "unsupported", "rule")
        or (
            known[rule].path not in mistyped
            and not (known[rule].keyword == "media" and known[rule].path in sized)
        )
    }
