"""Requests about a task that the run itself has started: free readings that only now have a path.

Whether keys are looked at before a task that exists is told, and whether an id has to be whole, no
made-up id can show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from contract_tests.conformance.keys import WORDS
from contract_tests.conformance.step import Key, Step

_KEYS: Final[tuple[tuple[Key, str], ...]] = (
    ("none", "auth/missing_key"),
    ("unrelated", "auth/wrong_key"),
    ("altered", "auth/wrong_key"),
)


def about(task_id: str) -> Iterator[Step]:
    """The readings of one task that must not show it."""
    for key, check in _KEYS:
        words = f"{WORDS[key]}: read a task that there is"
        yield replace(_reading(check, task_id, words), id=f"{check}#{key}-own", key=key)
    # Whoever numbers tasks has one of a shorter id too; nobody has one of these.
    words = "the id of a task that there is, with more after it"
    yield _reading("error/unknown_task", f"{task_id}-no-such", words)
    if task_id.swapcase() != task_id:
        words = "the id of a task that there is, in the other case"
        cased = _reading("error/unknown_task", task_id.swapcase(), words)
        yield replace(cased, id="error/unknown_task#own-cased", level="should")


def _reading(check: str, task_id: str, label: str) -> Step:
    return Step(
        id=f"{check}#own",
        check=check,
        level="must",
        side="protocol",
        method="GET",
        path=f"/api/v1/tasks/{quote(task_id, safe='')}",
        label=label,
        expect=(404,) if check == "error/unknown_task" else (401,),
        content_type=None,
        submit=False,
    )
