"""One run of Schemathesis over a service, in this process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, events, from_schema

from contract_tests.mock_api import MockService, Scenario, Script, read_bundle
from contract_tests.mock_api.asgi_door import asgi_app

PHASES = ("examples", "coverage", "fuzzing", "stateful")
# A bad key is answered here with 200 and `is_valid: false`, as documented (api facts, section 6):
# that this operation can be called without a key is what it is for.
_KEY_VALIDITY = {
    "include-path": "/api/v1/apikey/validate",
    "checks": {"ignored_auth": {"enabled": False}, "missing_required_header": {"enabled": False}},
}
# Every part of a form is text on the wire: what was drawn as a boolean to break the schema arrives
# as a good file that holds the word.
_UPLOAD = {
    "include-path": "/api/v1/media/files",
    "checks": {"negative_data_rejection": {"enabled": False}},
}


@dataclass(slots=True)
class Outcome:
    """What a run did: each phase's status, and every finding as ``(operation, check, words)``."""

    phases: dict[str, Status] = field(default_factory=dict)
    findings: list[tuple[str, str, str]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def failed_checks(self) -> set[str]:
        """The names of the checks that found something."""
        return {check for _, check, _ in self.findings}


def at_once() -> Script:
    """Every task is finished as soon as it is accepted, so that a second call sees its end."""
    return lambda _number, _model: Scenario(pending_ms=0, processing_ms=0)


def run(
    service: MockService,
    *,
    examples: int,
    phases: Sequence[str] = PHASES,
    path: str | None = None,
) -> Outcome:
    """Let Schemathesis loose on ``service`` with the right key and all its checks.

    ``examples`` is how many cases the fuzzing and stateful phases draw; ``path`` narrows the run
    to one operation. The same run draws the same cases.
    """
    config: dict[str, Any] = {
        "seed": 1,
        "continue-on-failure": False,
        "headers": {"Authorization": f"Bearer {service.key}"},
        "generation": {"deterministic": True, "max-examples": examples},
        "phases": {phase: {"enabled": phase in phases} for phase in PHASES},
        "operations": [_KEY_VALIDITY, _UPLOAD],
    }
    bundle = read_bundle()
    if path is not None:
        # Cut before it is read: a filter on the schema leaves the engine's phases the rest.
        bundle["paths"] = {path: bundle["paths"][path]}
        config["operations"] = []
    schema = schemathesis.openapi.from_dict(bundle, config=SchemathesisConfig.from_dict(config))
    schema.app = asgi_app(service)
    outcome = Outcome()
    for event in from_schema(schema).execute():
        if isinstance(event, events.PhaseFinished):
            outcome.phases[event.phase.name.value] = event.status
        elif isinstance(event, events.ScenarioFinished):
            _collect(outcome, event)
        elif isinstance(event, (events.NonFatalError, events.FatalError)):
            outcome.errors.append(repr(event))
    return outcome


def _collect(outcome: Outcome, event: events.ScenarioFinished) -> None:
    for checks in event.recorder.checks.values():
        for check in checks:
            if check.failure_info is not None:
                failure = check.failure_info.failure
                words = f"{failure.title}: {failure.message}"
                outcome.findings.append((event.recorder.label, check.name, words))
