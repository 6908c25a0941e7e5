"""The journal: what it says after a crash at any moment, and beside other processes."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from modellix_client._core import journal as core
from modellix_client._core.ledger import recovery
from modellix_client._core.submission import Accepted
from modellix_client.errors import (
    AuthenticationError,
    ConfigurationError,
    ModellixError,
    NotSubmittedError,
    SubmissionOutcomeUnknownError,
)
from modellix_client.journal import Journal

from contract_tests import counts

pytestmark = pytest.mark.client

MODEL = "a-model"
VERDICTS: dict[str, Any] = {
    "refused": AuthenticationError("no", status=401),
    "not_sent": NotSubmittedError("no"),
    "unknown": SubmissionOutcomeUnknownError("who knows", status=500),
    "interrupted": KeyboardInterrupt(),
}
LIFE = st.sampled_from([*VERDICTS, "accepted", "ended", "open"])


def written(lives: list[str]) -> list[bytes]:
    """The lines of submits that went these ways, one after the other."""
    lines = []
    for number, life in enumerate(lives):
        name = f"submit-{number}"
        lines.append(core.intent_line(name, MODEL, number))
        if life in {"accepted", "ended"}:
            accepted = Accepted(f"task-{number}", 200, {})
            lines.append(core.outcome_line(name, accepted, number))
        elif life != "open":
            lines.append(core.outcome_line(name, VERDICTS[life], number))
        if life == "ended":
            lines.append(core.ended_line(f"task-{number}", number))
    return lines


def ids(entries: list[core.JournalEntry]) -> list[str]:
    return [entry.id for entry in entries]


@given(st.lists(LIFE, max_size=8))
def test_what_is_left_follows_from_how_the_submits_went(lives: list[str]) -> None:
    left = recovery(written(lives))
    names = {f"submit-{number}": life for number, life in enumerate(lives)}
    assert ids(left.unfinished) == [name for name, life in names.items() if life == "accepted"]
    open_ends = {"unknown", "interrupted", "open"}
    assert ids(left.unknown) == [name for name, life in names.items() if life in open_ends]
    assert left.unread == []
    for entry in left.unfinished:
        assert entry.task_id == entry.id.replace("submit", "task")
        assert (entry.model, f"submit-{entry.at_ms}") == (MODEL, entry.id)


@given(st.lists(LIFE, min_size=1, max_size=6), st.data())
def test_killed_at_any_byte_no_task_is_lost(lives: list[str], data: st.DataObject) -> None:
    whole = b"".join(written(lives))
    kept = whole[: data.draw(st.integers(0, len(whole)))]
    *complete, torn = kept.split(b"\n")
    told = [json.loads(line) for line in complete]
    left = recovery([*complete, torn] if torn else complete)
    if torn and not left.unread:  # all of the line but its end
        told.append(json.loads(torn))
    ended = {line["task_id"] for line in told if line["type"] == "ended"}
    accepted = [line["task_id"] for line in told if line.get("outcome") == "accepted"]
    unfinished = [entry.task_id for entry in left.unfinished]
    # A torn line may be whole but for its line feed: then it counts as written.
    if not torn or left.unread:
        assert unfinished == [task_id for task_id in accepted if task_id not in ended]
        assert left.unread == ([len(complete) + 1] if torn else [])
    # Each submit that may have been sent is among those to look after, unless it was closed.
    closed = {line["id"] for line in told if line.get("outcome") in {"refused", "not_sent"}}
    sent = [line["id"] for line in told if line["type"] == "intent" and line["id"] not in closed]
    seen = {*ids(left.unfinished), *ids(left.unknown)}
    for name in sent:
        assert name in seen or name.replace("submit", "task") in kept.decode()
    counts.record("journals cut off at a byte", 1)


@given(st.lists(st.binary(max_size=60) | st.sampled_from(written(["accepted", "ended"]))))
def test_whatever_the_file_holds_it_is_read(lines: list[bytes]) -> None:
    left = recovery(lines)
    assert set(left.unread) <= set(range(1, len(lines) + 1))


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b'{"v":3,"type":"intent","id":"a","at_ms":1}',
        b'{"v":1,"type":"else","id":"a","at_ms":1}',
        b'{"v":1,"type":"intent","at_ms":1}',
        b'{"v":1,"type":"outcome","id":"a"}',
    ],
)
def test_lines_that_say_nothing_are_reported(line: bytes) -> None:
    left = recovery([*written(["accepted"]), line])
    assert (ids(left.unfinished), left.unread) == (["submit-0"], [3])


def test_a_task_id_without_its_intent_is_not_lost() -> None:
    (_, outcome) = written(["accepted"])
    (entry,) = recovery([outcome]).unfinished
    assert (entry.task_id, entry.model) == ("task-0", "")


def test_a_task_that_an_open_outcome_named_is_not_lost() -> None:
    intent, _ = written(["unknown"])
    error = SubmissionOutcomeUnknownError("who knows", task_id="task-7", status=500)
    left = recovery([intent, core.outcome_line("submit-0", error, 1)])
    assert [(entry.task_id, entry.status) for entry in left.unfinished] == [("task-7", 500)]
    assert left.unknown == []


def test_a_journal_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "submits.ndjson"
    journal = Journal(path)
    assert repr(journal.recover()) == "<Recovery: 0 unfinished, 0 unknown, 0 lines unread>"
    assert not path.exists()
    first, second = journal.intend(MODEL), journal.intend(MODEL)
    assert first != second
    assert path.stat().st_mode & 0o077 == 0 or sys.platform == "win32"
    assert ids(journal.recover().unknown) == [first, second]
    journal.conclude(first, Accepted("task-1", 200, {}))
    (entry,) = Journal(path).recover().unfinished
    assert (entry.task_id, entry.model, entry.status) == ("task-1", MODEL, 200)
    journal.end("task-1")
    assert journal.recover().unfinished == []
    assert path.read_bytes().endswith(b"\n")


def test_a_torn_line_does_not_swallow_the_next(tmp_path: Path) -> None:
    path = tmp_path / "submits.ndjson"
    journal = Journal(path)
    first = journal.intend(MODEL)
    with path.open("ab") as file:
        file.write(b'{"v":1,"type":"outc')
    second = journal.intend(MODEL)
    left = journal.recover()
    assert (ids(left.unknown), left.unread) == ([first, second], [2])


def test_a_journal_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="nothing was sent"):
        Journal(tmp_path / "no" / "such" / "folder").intend(MODEL)
    with pytest.raises(ConfigurationError, match="cannot be written"):
        Journal(tmp_path).intend(MODEL)
    with pytest.raises(ConfigurationError, match="cannot be read"):
        Journal(tmp_path).recover()


def test_after_the_submit_a_broken_journal_warns_and_the_task_is_not_lost(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        journal.conclude("a", Accepted("task-1", 200, {}))
    assert "cannot be written" in str(told[0].message)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        journal.conclude("a", ModellixError())
        journal.end("task-1")


_WRITER = """
import sys
from modellix_client._core.submission import Accepted
from modellix_client.journal import Journal
journal = Journal(sys.argv[1])
for number in range(40):
    journal.conclude(journal.intend("m"), Accepted(f"{sys.argv[2]}-{number}", 200, {}))
"""


def test_several_processes_share_a_journal(tmp_path: Path) -> None:
    path = tmp_path / "submits.ndjson"
    command = [sys.executable, "-c", _WRITER, str(path)]
    writers = [subprocess.Popen([*command, str(number)]) for number in range(4)]
    assert [writer.wait(60) for writer in writers] == [0] * 4
    lines = path.read_bytes().splitlines()
    assert len(lines) == 4 * 40 * 2
    left = Journal(path).recover()
    wanted = {f"{writer}-{number}" for writer in range(4) for number in range(40)}
    assert {entry.task_id for entry in left.unfinished} == wanted
    assert (left.unknown, left.unread) == ([], [])
