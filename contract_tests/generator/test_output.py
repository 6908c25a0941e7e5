"""Files are put in place all at once, whatever happens, and other people's files are left alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from contract_tests.counts import record
from contract_tests.generator.specs import ROOT
from contract_tests.profile import count
from generator.output import Manifest, OutputError, commit, pending, recover, stale

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


@posix
def test_files_of_others_are_never_opened(folder: Path) -> None:
    commit(folder, FILES)
    os.mkfifo(folder / "pipe")  # opening it would hang for good
    (folder / "closed").write_bytes(b"mine")
    (folder / "closed").chmod(0)
    (folder / "b" / "mine.txt").write_bytes(b"mine")

    assert stale(folder, {"a.txt": b"new"}) == ["a.txt", "b/c.txt"]
    assert commit(folder, {"a.txt": b"new"}) == ["a.txt", "b/c.txt"]
    recover(folder)

    left = sorted(path.name for path in folder.rglob("*"))
    assert left == ["a.txt", "b", "closed", "manifest.json", "mine.txt", "pipe"]


def plain(path: Path, outside: Path) -> None:
    path.write_bytes(b"mine")


def pipe(path: Path, outside: Path) -> None:
    os.mkfifo(path)


def a_folder(path: Path, outside: Path) -> None:
    path.mkdir()


def link(path: Path, outside: Path) -> None:
    path.symlink_to(outside / "secret.txt")


def dangling(path: Path, outside: Path) -> None:
    path.symlink_to(outside / "nothing.txt")


def linked_folder(path: Path, outside: Path) -> None:
    path.symlink_to(outside, target_is_directory=True)


Put = Callable[[Path, Path], None]


@posix
@pytest.mark.parametrize("known", [False, True], ids=["never written", "written before"])
@pytest.mark.parametrize(
    ("name", "put"),
    [
        ("a.txt", plain),
        ("a.txt", pipe),
        ("a.txt", a_folder),
        ("a.txt", link),
        ("a.txt", dangling),
        ("b", plain),
        ("b", pipe),
        ("b", linked_folder),
        ("", plain),
        ("", linked_folder),
        ("manifest.json", pipe),
        ("manifest.json", link),
        ("manifest.json", dangling),
        ("manifest.json", a_folder),
    ],
)
def test_what_is_in_the_way_is_left_alone(
    name: str, put: Put, *, known: bool, folder: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_bytes(b"secret")
    (outside / "c.txt").write_bytes(b"secret too")
    if known:
        commit(folder, {"a.txt": b"before", "b/c.txt": b"before"})
    elif name:
        folder.mkdir()
    in_the_way = folder / name
    if in_the_way.is_dir():
        in_the_way.rename(tmp_path / "aside")
    else:
        in_the_way.unlink(missing_ok=True)
    put(in_the_way, outside)
    before = sorted(path.name for path in tmp_path.rglob("*"))

    if known and name == "a.txt" and put is plain:
        commit(folder, FILES)  # a file that we wrote, edited: it is ours to write again
        return
    with pytest.raises(OutputError, match=r"remove it|move it away"):
        commit(folder, FILES)

    assert (outside / "secret.txt").read_bytes() == b"secret"
    assert (outside / "c.txt").read_bytes() == b"secret too"
    after = {path.name for path in tmp_path.rglob("*")} - {".made.lock"}
    assert after == {name for name in before if name != ".made.lock"}
    assert not pending(folder)


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
