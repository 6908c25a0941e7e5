"""What files of the output looked like when their content was last read.

To hash ten thousand files takes half a second, to look at them a twentieth of that. Who writes to a
file cannot keep the time of its last change (``ctime``) as it was, so that a file that looks as it
did holds what it held then, unless that time was too fresh to tell two writes apart. Files that
look otherwise, and all of them on systems without such a time, are read.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from pathlib import Path

_SUM = hashlib.sha256().digest_size
_SIZE = 16  # of one sighting
# File systems count in steps of up to two seconds.
_SETTLED_NS = 3_000_000_000
_USABLE = os.name == "posix"


class Sightings:
    """Sightings of the last run, and those of this one.

    Args:
        path: Where they are kept; nothing is known and nothing kept without it.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path if _USABLE else None
        self._earlier = _read(self._path) if self._path is not None else frozenset()
        self._now: set[bytes] = set()
        self._settled = time.time_ns() - _SETTLED_NS

    def confirms(self, name: str, content: str, status: os.stat_result) -> bool:
        """Whether the file of this name was seen to hold ``content`` (SHA-256), looking so."""
        sighting = _sighting(name, content, status)
        if sighting not in self._earlier:
            return False
        self._now.add(sighting)
        return True

    def note(self, name: str, content: str, status: os.stat_result) -> None:
        """The file of this name was read after it looked so, and held ``content`` (SHA-256)."""
        if max(status.st_ctime_ns, status.st_mtime_ns) < self._settled:
            self._now.add(_sighting(name, content, status))

    def keep(self) -> None:
        """Leave the sightings of this run to the next; without them it reads every file."""
        if self._path is None or self._now == self._earlier:
            return
        body = b"".join(sorted(self._now))
        # Two runs at once each write a file of their own.
        partial = self._path.with_suffix(f".{os.getpid()}.partial")
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(hashlib.sha256(body).digest() + body)
            partial.replace(self._path)


def _sighting(name: str, content: str, status: os.stat_result) -> bytes:
    looks = (status.st_size, status.st_dev, status.st_ino, status.st_mtime_ns, status.st_ctime_ns)
    told = f"{name}\0{content}\0{looks}".encode("utf-8", "surrogateescape")
    return hashlib.blake2b(told, digest_size=_SIZE).digest()


def _read(path: Path) -> frozenset[bytes]:
    """What was kept; nothing where that is damaged."""
    try:
        content = path.read_bytes()
    except OSError:
        return frozenset()
    body = content[_SUM:]
    if hashlib.sha256(body).digest() != content[:_SUM]:
        return frozenset()
    return frozenset(body[at : at + _SIZE] for at in range(0, len(body), _SIZE))
