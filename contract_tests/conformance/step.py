"""One request of a plan: what is sent, what a server that keeps the contract answers, and why."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final, Literal

from contract_tests.conformance.checks import Level
from contract_tests.conformance.template import expanded

Side = Literal["breaks", "keeps", "protocol"]
# Which key a request carries: none of them but the first may open anything.
Key = Literal[
    "right",
    "none",
    "empty",
    "unrelated",
    "altered",
    "cased",
    "cut",
    "longer",
    "bare",
    "basic",
    "expired",
]
JSON_TYPE: Final = "application/json"


@dataclass(frozen=True, slots=True)
class Step:
    """One request.

    ``check`` is what it speaks for and ``covers`` the rules that a body which is to be accepted
    keeps just so, or that a drawn one breaks; ``aimed`` are those of them that it was made to show.
    ``body`` is a template, ``raw`` a body that is no JSON. ``expect`` are the statuses of the
    contract. A step is ``billable`` when a server that keeps what is stated may accept it.
    ``submit`` tells that a wrong server could start a task; ``kind`` is what is not sent again once
    it did, and neither is a step all of whose ``kinds`` are known to be taken. A verdict does not
    wait for ``extra`` steps. ``rider`` is a rule of which the body holds a value that only a
    decision vouches for; ``plain`` is sent in its place when it is refused.
    """

    id: str
    check: str
    level: Level
    side: Side
    path: str
    label: str
    expect: tuple[int, ...]
    method: str = "POST"
    model: str | None = None
    body: Any = None
    raw: str | None = None
    content_type: str | None = JSON_TYPE
    key: Key = "right"
    covers: tuple[str, ...] = ()
    aimed: tuple[str, ...] = ()
    kind: str = ""
    kinds: tuple[str, ...] = ()
    billable: bool = False
    submit: bool = True
    extra: bool = False
    rider: str = ""
    plain: Step | None = None

    def content(self) -> bytes:
        """The body as it goes out; empty for a request without one."""
        if self.raw is not None:
            return self.raw.encode()
        if self.body is None:
            return b""
        text = json.dumps(expanded(self.body), ensure_ascii=False, separators=(",", ":"))
        return text.encode()

    def to_json(self) -> dict[str, Any]:
        """The step as the plan's file has it; what is usual is left out."""
        entry: dict[str, Any] = {
            "id": self.id,
            "check": self.check,
            "level": self.level,
            "side": self.side,
            "why": self.label,
            "method": self.method,
            "path": self.path,
            "key": self.key,
            "content_type": self.content_type,
            "expect": list(self.expect),
            "billable": self.billable,
        }
        if self.raw is not None:
            entry["raw"] = self.raw
        elif self.body is not None:
            entry["body"] = self.body
        if self.covers:
            entry["covers"] = list(self.covers)
        if self.plain is not None:
            entry["rider"] = self.rider
            entry["plain"] = self.plain.body
        return entry
