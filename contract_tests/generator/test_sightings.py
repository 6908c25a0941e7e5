"""A file is not read again while it looks as it did; what is done to it makes it look otherwise."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.output import Manifest, Sightings, commit, holds

FILES = {"a.txt": b"a", "b/c.txt": b"c"}
WANTED = dict(Manifest.of(FILES).files)
pytestmark = pytest.mark.skipif(os.name != "posix", reason="other systems know no such time")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "sightings"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    commit(tmp_path / "made", FILES)
    return tmp_path / "made"


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if all files had been written long ago."""
    monkeypatch.setattr("generator.output.sightings._SETTLED_NS", -(10**12))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The contents that are hashed from now on."""
    contents: list[bytes] = []

    def noted(content: bytes) -> str:
        contents.append(content)
        return WANTED["a.txt"] if content == b"a" else WANTED["b/c.txt"]

    monkeypatch.setattr("generator.output.manifest.digest", noted)
    return contents


def look(folder: Path, place: Path) -> bool:
    sightings = Sightings(place)
    found = holds(folder, WANTED, sightings)
    sightings.keep()
    return found


@pytest.mark.usefixtures("settled")
def test_what_looks_as_it_did_is_not_read_again(
    folder: Path, place: Path, read: list[bytes]
) -> None:
    for expected in ([b"a", b"c"], [], []):
        read.clear()
        assert look(folder, place)
        assert read == expected


def test_what_was_written_just_now_is_read_each_time(
    folder: Path, place: Path, read: list[bytes]
) -> None:
    """Two writes within one step of the clock of a file system look the same."""
    for _ in range(2):
        read.clear()
        assert look(folder, place)
        assert read == [b"a", b"c"]


def rewritten(path: Path) -> None:
    path.write_bytes(b"A")


def rewritten_and_dated_back(path: Path) -> None:
    before = path.stat()
    path.write_bytes(b"A")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(path: Path) -> None:
    before = path.stat()
    other = path.with_name("other")
    other.write_bytes(b"A")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def removed(path: Path) -> None:
    path.unlink()


def linked(path: Path) -> None:
    path.rename(path.with_name("other"))
    path.symlink_to("other")


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize(
    "action", [rewritten, rewritten_and_dated_back, replaced, emptied, removed, linked]
)
def test_whatever_was_done_to_a_file_is_seen(
    action: Callable[[Path], None], folder: Path, place: Path
) -> None:
    assert look(folder, place)
    action(folder / "a.txt")
    assert not look(folder, place)


@pytest.mark.usefixtures("settled")
def test_another_content_that_is_asked_for_was_not_seen(folder: Path, place: Path) -> None:
    assert look(folder, place)
    swapped = {"a.txt": WANTED["b/c.txt"], "b/c.txt": WANTED["a.txt"]}
    assert not holds(folder, swapped, Sightings(place))


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("at", [0, 31, 32, -1])
def test_sightings_that_are_damaged_are_none(
    at: int, folder: Path, place: Path, read: list[bytes]
) -> None:
    assert look(folder, place)
    content = bytearray(place.read_bytes())
    content[at] ^= 1
    place.write_bytes(content)
    read.clear()
    assert look(folder, place)
    assert read == [b"a", b"c"]


def test_where_nothing_can_be_kept_every_file_is_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert look(folder, tmp_path / "file" / "sightings")
    assert look(folder, tmp_path / "file" / "sightings")
