"""A whole answer log: the answers that tell something, and how many lines could not be read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from generator.docs.answers.line import Answer, LineError, read_line
from generator.docs.page import PageError

# About 70,000 answers.
MAX_LOG: Final = 32 * 1024 * 1024
_SUFFIXES: Final = (".ndjson", ".jsonl")
_MEMBERS: Final = frozenset(("v", "status", "violations"))


@dataclass(frozen=True, slots=True)
class AnswerLog:
    """The answers of one log in its order; ``problem`` tells of lines that were left out."""

    file: str
    answers: tuple[Answer, ...]
    problem: str = ""


def is_log(name: str, data: bytes) -> bool:
    """Whether a file is a log: by its first line, or as the only kind of NDJSON that there is."""
    if name.lower().endswith(_SUFFIXES):
        return True
    first = data[: 64 * 1024].lstrip().partition(b"\n")[0]
    if not first.startswith(b"{"):
        return False
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and value.keys() >= _MEMBERS


def read_log(file: str, data: bytes) -> AnswerLog:
    """Read every line; the others go on beside one that is broken.

    A last line without its end was cut off when its writer stopped, and is passed over.

    Raises:
        PageError: the log is too large, or holds no answer at all.
    """
    if len(data) > MAX_LOG:
        raise PageError(
            f"more than {MAX_LOG} bytes: a log is read up to there; save its newest lines"
        )
    answers: list[Answer] = []
    broken: list[str] = []
    *lines, rest = data.split(b"\n")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            answers.append(read_line(line, number))
        except LineError as error:
            broken.append(f"line {number}: {error}")
    if rest.strip() and not broken:
        try:
            answers.append(read_line(rest, len(lines) + 1))
        except LineError as error:
            if not answers:
                broken.append(f"line {len(lines) + 1}: {error}")
    if not answers:
        why = broken[0] if broken else "it is empty"
        raise PageError(f"no answer in it ({why}): a client writes one with answer_log=")
    total = len(answers) + len(broken)
    problem = f"{len(broken)} of {total} lines left out; {broken[0]}" if broken else ""
    return AnswerLog(file, tuple(answers), problem)
