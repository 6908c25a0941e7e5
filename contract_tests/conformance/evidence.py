"""What a report shows of one exchange: the request without its key, the answer cut short."""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from contract_tests.conformance.drawn_negatives import smallest_form
from contract_tests.conformance.exchange import Answer
from contract_tests.conformance.findings import Finding
from contract_tests.conformance.secrets_out import Scrubber
from contract_tests.conformance.step import Key, Step

_ANSWER_SHOWN: Final = 1_500
_CURL_BODY: Final = 600
_SCHEMES: Final[dict[Key, str]] = {"right": "Bearer ", "bare": "", "basic": "Basic "}


@dataclass(frozen=True, slots=True)
class Shown:
    """One exchange as a reader sees it; ``body`` is a template, ``answer`` text.

    ``smallest`` is what is left of a drawn body without all that it does not need.
    """

    step: str
    why: str
    method: str
    path: str
    key: str
    content_type: str | None
    body: Any
    smallest: Any
    expected: str
    got: str
    status: int | None
    answer: str
    curl: str

    def to_json(self) -> dict[str, Any]:
        """The members by name, in order."""
        return {name: getattr(self, name) for name in self.__slots__}


def shown(finding: Finding, origin: str, scrub: Scrubber) -> Shown | None:
    """A finding's exchange; ``None`` when there was none."""
    step = finding.step
    if step is None or finding.sign == "unsent":
        return None
    answer = ""
    status: int | None = None
    if isinstance(finding.got, Answer):
        status = finding.got.status
        text = finding.got.body[: 4 * _ANSWER_SHOWN].decode("utf-8", errors="replace")
        # Cut after scrubbing: half a key at the edge would not be known for one.
        answer = scrub(text)[:_ANSWER_SHOWN]
    return Shown(
        step=step.id,
        why=step.label,
        method=step.method,
        path=scrub(step.path),
        key=step.key,
        content_type=step.content_type,
        body=step.raw if step.raw is not None else step.body,
        smallest=_smallest(step) if finding.sign in ("bad", "odd") else None,
        expected=expected(step),
        got=scrub(finding.words),
        status=status,
        answer=answer,
        curl=scrub(curl(step, origin)),
    )


def _smallest(step: Step) -> Any:
    if not step.kinds or step.model is None:
        return None
    return json.loads(_smallest_text(step.model, json.dumps(step.body)))


@cache
def _smallest_text(model: str, body: str) -> str:
    """As texts, so that every writer of a report is answered from one search."""
    return json.dumps(smallest_form(model, json.loads(body)))


def expected(step: Step) -> str:
    """What the contract says, in a few words."""
    statuses = " or ".join(map(str, step.expect))
    return f"{statuses}, and a task" if step.side == "keeps" else statuses


def curl(step: Step, origin: str) -> str:
    """A command that sends the request again; a long body comes from the plan."""
    parts = ["curl", "-sS", "-X", step.method]
    if step.key in _SCHEMES:
        parts.append(f"-H 'Authorization: {_SCHEMES[step.key]}'\"$MODELLIX_API_KEY\"")
    elif step.key != "none":
        wrong = "" if step.key == "empty" else " mdlx-wrong"
        parts.append(f"-H 'Authorization: Bearer{wrong}'")
    if step.content_type is not None:
        parts.append(f"-H {shlex.quote('Content-Type: ' + step.content_type)}")
    before = ""
    if step.raw is not None or step.body is not None:
        text = step.raw if step.raw is not None else json.dumps(step.body, ensure_ascii=True)
        if len(text) <= _CURL_BODY and "$repeat" not in text and "$image" not in text:
            parts.append(f"--data-binary {shlex.quote(text)}")
        else:
            command = ".venv/bin/python -m contract_tests conform --print-body"
            before = f"{command} {shlex.quote(step.id)} | "
            parts.append("--data-binary @-")
    parts.append(shlex.quote(origin + step.path))
    return before + " ".join(parts)
