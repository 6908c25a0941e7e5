"""One line of an answer log (``schemas/answer-log.schema.json``)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from generator.contract.types import Json

VERSION: Final = 1
# A body of a hundred lists is a tenth of this; longer lines come from no client.
_LONGEST: Final = 1024 * 1024
_NEEDED: Final = ("v", "model", "status", "violations", "body")


class LineError(Exception):
    """A line that is none of an answer log; the message says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service said to one submit.

    ``violations`` are the ids of the rules that the client, which saw the whole body, found broken
    then; ``body`` is what the log keeps of the body: its form, without content.
    """

    line: int
    model: str
    status: int
    code: int | None
    category: str | None
    parameter: str | None
    violations: frozenset[str]
    body: Json


def read_line(data: bytes, number: int) -> Answer:
    """The answer of line ``number``.

    Raises:
        LineError: the line is too long, no JSON, of a later version, or lacks a member.
    """
    if len(data) > _LONGEST:
        raise LineError(f"{len(data)} bytes, and a line has at most {_LONGEST}")
    try:
        raw = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise LineError("it is no JSON in UTF-8") from None
    if not isinstance(raw, dict):
        raise LineError("it is no JSON object")
    version = raw.get("v")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise LineError(f"it is of version {version}, and only {VERSION} is known: take a newer")
    for name in _NEEDED:
        if name not in raw:
            raise LineError(f"it lacks {name}: no client wrote it as an answer")
    if version != VERSION:
        raise LineError(f"its version is not {VERSION}")
    return Answer(
        line=number,
        model=_of(raw, "model", str),
        status=_of(raw, "status", int),
        code=_of(raw, "code", int, None),
        category=_of(raw, "category", str, None),
        parameter=_of(raw, "parameter", str, None),
        violations=frozenset(_names(raw["violations"])),
        body=raw["body"],
    )


def _of(raw: dict[str, Any], name: str, kind: type, *others: None) -> Any:
    value = raw.get(name)
    if (isinstance(value, kind) and not isinstance(value, bool)) or (others and value is None):
        return value
    raise LineError(f"its {name} is no {'string' if kind is str else 'integer'}")


def _names(value: object) -> list[str]:
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return value
    raise LineError("its violations are no list of rule ids")
