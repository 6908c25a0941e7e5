"""The checks by name: every rule of the inventory, and what is known of tasks, keys and errors.

Names are those of the interfaces and never change. A check is ``must`` when a page or the service's
own documentation states it; only then can it fail a server.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from contract_tests.facts.page import ROOT
from contract_tests.judges.bundle import contract
from generator.contract import Rule, inventory
from generator.spec.document import load
from generator.spec.source import Table

Level = Literal["must", "should"]


@dataclass(frozen=True, slots=True)
class Check:
    """What is checked, how firmly it is known, and where in the spec it stands.

    ``confidence`` is ``stated`` and so on for rules (from their evidence) and the letter of the api
    facts otherwise: H official or two sources, M one first-party source, L inference.
    """

    name: str
    level: Level
    title: str
    confidence: str
    file: str
    line: int

    @property
    def group(self) -> str:
        """The model, or ``task``, ``auth``, ``error``, ``response``, ``headers``."""
        return self.name.partition("/")[0]


# Name, level, confidence and words; then the path of keys to the place in spec/openapi.yaml.
_TASK = ("paths", "/api/v1/tasks/{task_id}", "get")
_KEY = ("components", "securitySchemes", "apiKey")
_REFUSED = ("components", "responses", "InvalidParameters")
_ENVELOPE = ("components", "schemas", "ErrorEnvelope")
_ACCEPTED = ("components", "schemas", "TaskEnvelope")
_VALID = ("components", "schemas", "KeyValidityEnvelope")
_LIMITS = ("components", "headers", "X-RateLimit-Remaining")
_PROTOCOL: Final = (
    ("task/terminal_is_final", "must", "H", "a task that has ended stays as it ended", _TASK),
    ("task/result_is_frozen", "must", "H", "the result of a success does not change", _TASK),
    ("task/status_goes_forward", "must", "H", "a status never goes back", _TASK),
    ("task/id_matches", "must", "H", "an answer is about the task that was asked for", _TASK),
    ("task/fresh_is_found", "must", "H", "a task that was accepted can be read", _TASK),
    ("task/ends_in_time", "must", "M", "a task ends within the stated time", _TASK),
    ("auth/missing_key", "must", "H", "without a key: 401", _KEY),
    ("auth/wrong_key", "must", "H", "with a wrong key: 401", _KEY),
    ("error/envelope", "must", "H", "an error is JSON with code and message", _ENVELOPE),
    ("error/code_equals_status", "must", "H", "the code of an error is its HTTP status", _ENVELOPE),
    ("error/not_json", "must", "H", "a body that is no JSON: 400", _REFUSED),
    ("error/content_type", "should", "L", "a body of another content type is refused", _REFUSED),
    ("error/method", "must", "M", "a method that a path does not have is refused", _TASK),
    ("error/unknown_task", "must", "H", "an unknown task: 404", _TASK),
    (
        "error/unknown_model",
        "must",
        "H",
        "an unknown model or provider: 404",
        ("components", "responses", "NotFound"),
    ),
    ("response/submit", "must", "H", "a submit is answered with code 0 and a task", _ACCEPTED),
    ("response/task", "must", "H", "a task is told as documented, with its result", _ACCEPTED),
    ("response/key", "should", "H", "the validity of a key is told as documented", _VALID),
    ("headers/rate_limit", "should", "H", "the limit's headers are numbers that agree", _LIMITS),
)
PROTOCOL_CHECKS: Final = tuple(entry[0] for entry in _PROTOCOL)
TASK_CHECKS: Final = tuple(name for name in PROTOCOL_CHECKS if name.startswith("task/"))
# Nothing is accepted by default, so that only a live run meets these answers.
LIVE_CHECKS: Final = (*TASK_CHECKS, "response/submit", "response/task")


@cache
def checks() -> dict[str, Check]:
    """Every check by name: rules in the order of the inventory, then the protocol."""
    rules = (_of_rule(rule) for rule in inventory(contract()))
    document, _ = load(ROOT)
    rest = (
        Check(name, level, title, confidence, *_place(document.openapi, path))  # type: ignore[arg-type]
        for name, level, confidence, title, path in _PROTOCOL
    )
    return {check.name: check for check in (*rules, *rest)}


def _of_rule(rule: Rule) -> Check:
    hows = dict.fromkeys(entry.how for entry in rule.evidence)
    return Check(
        name=rule.id,
        level=rule.level,
        title=rule.message,
        confidence=", ".join(hows),
        file=rule.location.file,
        line=rule.location.line,
    )


def _place(table: Table, path: tuple[str, ...]) -> tuple[str, int]:
    for step in path[:-1]:
        table = table[step]
    where = table.at(path[-1])
    return where.file, where.line
