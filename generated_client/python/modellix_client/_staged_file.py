"""A file that appears under its name only when it is complete.

Until then it is called ``.modellix-<16 hex digits>.part``, in the same folder, so that in the end
it only changes its name. A process that is killed leaves it behind; whoever saves into that folder
next removes what nobody wrote to for an hour.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from collections.abc import Callable, Generator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Final

from ._core.file_name import clash_key
from .errors import DownloadError

LEFTOVER_S: Final = 3_600.0
_STAGED: Final = re.compile(r"\.modellix-[0-9a-f]{16}\.part\Z")


class StagedFile:
    """A file on its way to the disk.

    Args:
        directory: Where; made if it is not there.

    Raises:
        DownloadError: it cannot be written there.
    """

    def __init__(self, directory: str | os.PathLike[str]) -> None:
        with _telling("the folder cannot be written to"):
            self._directory = Path(directory)
            self._directory.mkdir(parents=True, exist_ok=True)
            self._temporary = self._directory / f".modellix-{secrets.token_hex(8)}.part"
            # Without a buffer: pieces are large, and the time of the last write is the truth.
            self._file = self._temporary.open("xb", buffering=0)
        with contextlib.suppress(OSError):
            self._remove_leftovers()

    def begin_at(self, offset: int) -> None:
        """Go on writing at ``offset`` and forget what is behind it."""
        with _telling("the file cannot be written"):
            self._file.seek(offset)
            self._file.truncate()

    def write(self, piece: bytes) -> None:
        """Add a piece; raises ``DownloadError`` when the disk does not take it."""
        with _telling("the file cannot be written"):
            left = memoryview(piece)
            while left:
                left = left[self._file.write(left) or 0 :]

    def finish(
        self, name: Callable[[AbstractSet[str]], str], taken: AbstractSet[str], *, overwrite: bool
    ) -> Path:
        """Give the file its name.

        Args:
            name: Makes the name, given the keys of those that are taken.
            taken: The keys of names that are not to be used, whatever is in the folder.
            overwrite: Whether a file of that name is replaced.

        Raises:
            DownloadError: it cannot be written, or not under that name.
        """
        with _telling("the file cannot be written"):
            os.fsync(self._file.fileno())
            self._file.close()
            target = self._replace(name(taken)) if overwrite else self._claim(name, taken)
            _sync_directory(self._directory)
            return target

    def discard(self) -> None:
        """Leave nothing behind, unless the file was finished."""
        with contextlib.suppress(OSError):
            self._file.close()
        with contextlib.suppress(OSError):
            self._temporary.unlink(missing_ok=True)

    def _replace(self, name: str) -> Path:
        target = self._directory / name
        self._temporary.replace(target)
        return target

    def _claim(self, name: Callable[[AbstractSet[str]], str], taken: AbstractSet[str]) -> Path:
        """Take the first name that is free, which another process may want at the same moment."""
        keys = {*taken, *(clash_key(each.name) for each in self._directory.iterdir())}
        while True:
            found = name(keys)
            target = self._directory / found
            try:
                _move_to_free(self._temporary, target)
            except FileExistsError:
                keys.add(clash_key(found))
            else:
                return target

    def _remove_leftovers(self) -> None:
        # Against this file's own time: that of a server on the network is another one than ours.
        fresh = self._temporary.stat().st_mtime
        for path in self._directory.iterdir():
            if _STAGED.match(path.name):
                # One that just got its name is gone by now; one that is open on Windows stays.
                with contextlib.suppress(OSError):
                    if fresh - path.lstat().st_mtime > LEFTOVER_S:
                        path.unlink()


def _move_to_free(staged: Path, target: Path) -> None:
    """Rename without ever replacing a file; raises ``FileExistsError`` when one has the name."""
    if os.name == "nt":
        staged.rename(target)  # refuses by itself there
        return
    try:
        os.link(staged, target)  # the one way that never replaces a file
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links: take the name first, then fill it. Whoever is killed
        # between the two leaves an empty file, never a half one.
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        try:
            staged.replace(target)
        except BaseException:
            target.unlink(missing_ok=True)
            raise


def _sync_directory(directory: Path) -> None:
    # So that the name survives a power cut, too; not every system lets a directory be opened.
    with contextlib.suppress(OSError):
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _telling(what: str) -> Generator[None]:
    """Turn what the disk says into an error; odd names of folders are a ValueError."""
    try:
        yield
    except OSError as error:
        raise DownloadError(f"{what}: {error.strerror or type(error).__name__}") from None
    except ValueError:
        raise DownloadError(what) from None
