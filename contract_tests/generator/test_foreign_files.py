"""Files of somebody else in the output folder are not opened, not overwritten, not deleted."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.output import OutputError, commit, pending, recover, stale

FILES = {"a.txt": b"a", "b/c.txt": b"c"}
posix = pytest.mark.skipif(os.name != "posix", reason="links and pipes are of POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "made"


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
