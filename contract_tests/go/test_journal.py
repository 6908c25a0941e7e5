"""A journal goes from one language to another and back: the format is one."""

from pathlib import Path

from modellix_client._core.submission import Accepted
from modellix_client.journal import Journal

from contract_tests.go.program import go


def test_journal_is_carried_on(tmp_path: Path) -> None:
    path = tmp_path / "submits.ndjson"
    ours = Journal(path)
    intent = ours.claim("kling-v2-mi2i", "their key")
    assert isinstance(intent, str)
    ours.conclude(intent, Accepted("task-of-theirs", 200, {}))
    ours.intend("kling-v1-i2v")
    with path.open("ab") as file:
        file.write(b'{"v":2,"type":"int')
    command = ("test", "-count=1", "-run", "TestJournalOfAnother", "-v", "./internal/journal")
    told = go(*command, more={"MODELLIX_JOURNAL": str(path)})
    assert told.returncode == 0, told.stdout + told.stderr
    assert "--- PASS: TestJournalOfAnotherClientIsCarriedOn" in told.stdout
    left = ours.recover()
    assert [entry.task_id for entry in left.unfinished] == ["task-of-ours"]
    assert [entry.model for entry in left.unknown] == ["kling-v1-i2v"]
    assert left.unread == [4]
    taken = ours.look("our ké")
    assert taken is not None
    assert taken.task_id == "task-of-ours"
