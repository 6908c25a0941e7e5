"""Kills a commit before each of its file operations in turn, in forked children.

Run as ``python -m contract_tests.generator.killing FOLDER STEP``, in a process of its own: a fork
wants no threads around. Prints one JSON object.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Self

from generator.output import OutputError, commit, pending, recover, stale

_KILLED = 9
_OPERATIONS = ("fsync", "mkdir", "open", "remove", "rename", "replace", "rmdir", "unlink")
OLD = {"a.txt": b"old a" * 100, "b.txt": b"b", "gone/c.txt": b"c", "gone/d.txt": b"d"}
NEW = {"a.txt": b"new a" * 100, "b.txt": b"b", "fresh/e/f.txt": b"f" * 100, "g.txt": b"g"}
FOREIGN = {"mine.txt": b"mine", "gone/mine too.txt": b"mine too"}


class _Half:
    """A file that something happens to halfway through a write."""

    def __init__(self, file: Any, act: Callable[[], object]) -> None:
        self.file = file
        self.act = act

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.file.close()

    def write(self, content: bytes) -> int:
        half = len(content) // 2
        self.file.write(content[:half])
        self.file.flush()
        self.act()
        self.file.write(content[half:])
        return len(content)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


def arm(point: int, act: Callable[[], object]) -> None:
    """Do something before the operation with this number, counted from 0, and before each later."""
    count = 0

    def reached() -> bool:
        nonlocal count
        count += 1
        return count > point

    def wrap(real: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **options: Any) -> Any:
            if reached():
                act()
            return real(*args, **options)

        return wrapped

    for name in _OPERATIONS:
        setattr(os, name, wrap(getattr(os, name)))
    real_open = io.open

    def opened(file: Any, mode: str = "r", *args: Any, **options: Any) -> Any:
        result = real_open(file, mode, *args, **options)
        return _Half(result, act) if mode == "wb" and reached() else result

    io.open = opened


def _die() -> None:
    os._exit(_KILLED)


def in_child(action: Callable[[], object]) -> int:
    """Run an action in a child; returns the id of the process."""
    child = os.fork()
    if child == 0:
        try:
            action()
            os._exit(0)
        except BaseException as error:  # noqa: BLE001 - nothing of the child may go on
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
        os._exit(1)
    return child


def ended(child: int) -> int:
    """Wait for a child; returns its exit code, below 0 for a signal."""
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def killed(action: Callable[[], object], deadly: int) -> bool:
    """Run an action in a child that dies at this operation; False when it came to its end."""

    def armed() -> None:
        arm(deadly, _die)
        action()

    code = ended(in_child(armed))
    if code not in (0, _KILLED):
        raise AssertionError(f"a child ended with {code} at operation {deadly}")
    return code == _KILLED


def tree(folder: Path) -> dict[str, bytes]:
    """What is in a folder, but for the manifest and what belongs to others."""
    return {
        name: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
        and (name := path.relative_to(folder).as_posix()) != "manifest.json"
        and name not in FOREIGN
    }


def fresh(folder: Path) -> None:
    """The old files, with others among them."""
    shutil.rmtree(folder.parent)
    folder.parent.mkdir()
    commit(folder, OLD)
    for name, content in FOREIGN.items():
        (folder / name).write_bytes(content)


def problems(folder: Path, wanted: tuple[Mapping[str, bytes], ...]) -> list[str]:
    """What is wrong with a folder that has to hold one of these trees."""
    found = []
    if pending(folder):
        found.append("something is left beside the folder")
    now = tree(folder)
    match = [files for files in wanted if files == now]
    if not match:
        found.append(f"neither tree: {sorted(now)}")
    elif stale(folder, match[0]):
        found.append("the manifest belongs to another tree")
    for name, content in FOREIGN.items():
        if (folder / name).read_bytes() != content:
            found.append(f"{name} was touched")
    return found


def _unsynced(fd: Any) -> None:
    """A killed process loses nothing that it has written."""


def main(folder: Path, step: int) -> dict[str, Any]:
    """Every point of a commit, and every ``step``-th point of the recovery after it."""
    os.fsync = _unsynced
    wrong: list[str] = []
    seen = {"old": 0, "new": 0}
    point = recoveries = 0
    fresh(folder)
    while killed(lambda: commit(folder, NEW), point):
        again = point % step
        while killed(lambda: recover(folder), again):
            again += step
            recoveries += 1
            fresh(folder)
            killed(lambda: commit(folder, NEW), point)
        recover(folder)
        wrong += [f"{point}: {text}" for text in problems(folder, (OLD, NEW))]
        seen["old" if tree(folder) == OLD else "new"] += 1
        for files in (NEW, OLD):
            fresh(folder)
            killed(lambda: commit(folder, NEW), point)
            try:
                commit(folder, files)
            except OutputError as error:
                wrong.append(f"{point}: {error}")
            wrong += [f"{point}, then a commit: {text}" for text in problems(folder, (files,))]
        point += 1
        fresh(folder)
    wrong += problems(folder, (NEW,))
    return {"points": point, "recoveries": recoveries, "seen": seen, "wrong": wrong}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
