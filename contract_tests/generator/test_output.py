"""Files are put in place all at once, whatever happens in between and whatever a manifest says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from contract_tests.counts import record
from contract_tests.generator.specs import ROOT
from contract_tests.profile import count
from generator.output import Manifest, OutputError, commit, recover, stale

FILES = {"a.txt": b"a", "b/c.txt": b"c"}
posix = pytest.mark.skipif(os.name != "posix", reason="links, pipes and forks are of POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "made"


@posix
def test_a_kill_at_any_moment_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    arguments = (str(tmp_path / "x/made"), str(count(6, 1)))
    command = [sys.executable, "-m", "contract_tests.generator.killing", *arguments]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["wrong"] == []
    assert result["seen"]["old"] > 10
    assert result["seen"]["new"] > 10
    assert result["points"] > 30
    record("moments at which a commit or its recovery was killed", result["points"] * 3)
    record("moments at which a commit or its recovery was killed", result["recoveries"])


def test_commit_tells_what_changed(folder: Path) -> None:
    assert commit(folder, FILES) == ["a.txt", "b/c.txt"]
    assert commit(folder, FILES) == []
    assert commit(folder, {"a.txt": b"new"}) == ["a.txt", "b/c.txt"]
    assert not (folder / "b").exists()


def test_edited_and_lost_files_come_back(folder: Path) -> None:
    commit(folder, FILES)
    (folder / "a.txt").write_bytes(b"by hand")
    (folder / "b/c.txt").unlink()

    assert stale(folder, FILES) == ["a.txt", "b/c.txt"]
    assert commit(folder, FILES) == ["a.txt", "b/c.txt"]
    assert stale(folder, FILES) == []


@pytest.mark.parametrize(
    "name",
    [
        "../secret.txt",
        "b/../../secret.txt",
        "/etc/hostname",
        "C:/x",
        "b\\c",
        "",
        ".",
        "b//c",
        "./a",
        "a\0b",
        "manifest.json",
    ],
)
def test_manifest_that_leads_astray(name: str, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(b"secret")
    folder.mkdir()
    (folder / "manifest.json").write_text(json.dumps({"files": {name: "0" * 64}}))

    for action in (commit, stale):
        with pytest.raises(OutputError, match="restore it"):
            action(folder, FILES)

    assert (tmp_path / "secret.txt").read_bytes() == b"secret"
    assert not (folder / "a.txt").exists()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"files": 1}', '{"files": ["a"]}', "\xff", '{"other": {}}']
)
def test_manifest_that_is_broken(text: str, folder: Path) -> None:
    folder.mkdir()
    (folder / "manifest.json").write_bytes(text.encode("latin-1"))

    with pytest.raises(OutputError, match="is broken: restore it from git, or remove the folder"):
        commit(folder, FILES)


@pytest.mark.parametrize(
    "plan",
    [
        {"move": ["../../secret.txt"], "remove": []},
        {"move": [], "remove": ["../secret.txt"]},
        {"move": ["/etc/x"], "remove": []},
        {"move": 1, "remove": []},
        {},
        [],
    ],
)
def test_plan_that_leads_astray(plan: object, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(b"secret")
    commit(folder, FILES)
    staging = tmp_path / ".made.next"
    (staging / "files").mkdir(parents=True)
    (staging / "plan.json").write_text(json.dumps(plan))

    with pytest.raises(OutputError, match=r"remove \.made\.next"):
        recover(folder)

    assert (tmp_path / "secret.txt").read_bytes() == b"secret"


def test_manifest_names_what_is_there(folder: Path) -> None:
    commit(folder, FILES)

    assert Manifest.read(folder) == Manifest.of(FILES)
    assert (folder / "manifest.json").read_bytes() == Manifest.of(FILES).text()
