"""Replaces the generated files as one step that a kill at any moment cannot tear.

Changed files are written to a folder beside the output, then a plan is put there by one rename.
Before the plan stands, nothing has begun; once it stands, whoever comes next carries it out.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType

from generator.output.lock import locked
from generator.output.manifest import (
    NAME,
    LostError,
    Manifest,
    OutputError,
    holds,
    leads_inside,
)
from generator.output.sightings import Sightings

_PLAN = "plan.json"
_WRITERS = 8


def commit(
    folder: Path,
    files: Mapping[str, bytes],
    kept: Mapping[str, str] = MappingProxyType({}),
    sightings: Sightings | None = None,
) -> list[str]:
    """Make ``folder`` hold exactly ``files``; returns the paths that changed or went away.

    Args:
        folder: The output.
        files: What it shall hold, by path.
        kept: More that it shall hold and does already, as SHA-256.
        sightings: What files looked like before; such as look the same are not read again.

    Raises:
        LostError: it does not hold a file that is to be kept. Nothing was changed then.
        OutputError: a path is taken by a file that the generator did not write, or leads
            through a symbolic link. Nothing was changed then.
    """
    with locked(_staging(folder).with_suffix(".lock")):
        _recover(folder)
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise OutputError(f"{folder} is no folder: move it away, then generate again")
        old = Manifest.read(folder)
        if any(old.files.get(path) != value for path, value in kept.items()) or not holds(
            folder, kept, sightings
        ):
            raise LostError(f"{folder} has lost files: generate again")
        new = Manifest.of(files, kept)
        changed = [path for path in files if _differs(folder, path, old, new)]
        gone = [path for path in old.files if path not in new.files]
        for path in (*changed, *gone):
            _refuse_foreign(folder, path, old)
        if not changed and not gone and old == new:
            return []
        staging = _staging(folder)
        _write_all(staging / "files", {path: files[path] for path in changed} | {NAME: new.text()})
        plan = {"move": [*sorted(changed), NAME], "remove": sorted(gone)}
        _write_all(staging, {"plan.partial": json.dumps(plan).encode()})
        (staging / "plan.partial").replace(staging / _PLAN)
        _sync(staging)
        _carry_out(folder)
        return sorted((*changed, *gone))


def recover(folder: Path) -> None:
    """Finish what was begun, or undo it when it had not begun yet."""
    if pending(folder):
        with locked(_staging(folder).with_suffix(".lock")):
            _recover(folder)


def pending(folder: Path) -> bool:
    """Whether an earlier run left something to finish or undo."""
    return _staging(folder).exists()


def stale(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """The paths at which ``folder`` does not hold ``files``, sorted; reads only written files."""
    old, new = Manifest.read(folder), Manifest.of(files)
    paths = {path for path in files if _differs(folder, path, old, new)}
    return sorted(paths | (set(old.files) - set(new.files)))


def _staging(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.next")


def _recover(folder: Path) -> None:
    staging = _staging(folder)
    if (staging / _PLAN).exists():
        _carry_out(folder)
    elif staging.exists():
        shutil.rmtree(staging)


def _carry_out(folder: Path) -> None:
    staging = _staging(folder)
    plan = _read_plan(staging)
    for path in plan["move"]:
        source, target = staging / "files" / path, folder / path
        if source.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            source.replace(target)
    for path in plan["remove"]:
        (folder / path).unlink(missing_ok=True)
        _remove_empty(folder, (folder / path).parent)
    _sync(folder)
    # The plan goes first: without it the rest is only a left-over to throw away.
    (staging / _PLAN).unlink()
    shutil.rmtree(staging)


def _read_plan(staging: Path) -> dict[str, list[str]]:
    """The plan of an earlier run; nobody else writes one, so what it names is still looked at."""
    try:
        read = json.loads((staging / _PLAN).read_text(encoding="utf-8"))
        plan = {key: [str(path) for path in read[key]] for key in ("move", "remove")}
    except (ValueError, KeyError, TypeError) as error:
        raise OutputError(f"{_PLAN} in {staging.name} is broken: remove {staging.name}") from error
    for path in (*plan["move"], *plan["remove"]):
        if path != NAME and not leads_inside(path):
            raise OutputError(f"{_PLAN} in {staging.name} names {path!r}: remove {staging.name}")
    return plan


def _differs(folder: Path, path: str, old: Manifest, new: Manifest) -> bool:
    return path not in old.files or not holds(folder, {path: new.files[path]})


def _refuse_foreign(folder: Path, path: str, old: Manifest) -> None:
    target = folder / path
    place = target
    while place != folder:
        if place.is_symlink():
            raise OutputError(f"{place} is a symbolic link: remove it, then generate again")
        place = place.parent
        if place != folder and place.exists() and not place.is_dir():
            raise OutputError(f"{place} is a file where a folder is needed: remove it")
    if target.exists() and not target.is_file():
        raise OutputError(f"{target} is no plain file: move it away, then generate again")
    if path not in old.files and target.exists():
        raise OutputError(
            f"{target} was not written by the generator: move it away, then generate again"
        )


def _remove_empty(folder: Path, place: Path) -> None:
    while place != folder and place.is_dir() and not any(place.iterdir()):
        place.rmdir()
        place = place.parent


def _write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write these files below ``folder`` and make their contents last.

    A disk takes many requests to do so in less time than one after the other.
    """
    for path in {(folder / name).parent for name in files}:
        path.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(_WRITERS) as pool:
        list(pool.map(lambda name: _write(folder / name, files[name]), files))


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make renames in ``folder`` last; where folders cannot be synced there is nothing to do."""
    if os.name == "posix" and folder.is_dir():
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
