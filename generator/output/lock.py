"""One writer at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # a platform without it: the caller runs alone there
    fcntl = None  # type: ignore[assignment]


@contextmanager
def locked(path: Path, when_busy: Callable[[], object] | None = None) -> Iterator[None]:
    """Hold the lock file at ``path``, waiting for whoever holds it; a dead holder frees it.

    Args:
        path: The file; made when it is not there.
        when_busy: Called where there is somebody to wait for, before the wait.
    """
    with path.open("a", encoding="utf-8") as file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if when_busy is not None:
                    when_busy()
                fcntl.flock(file, fcntl.LOCK_EX)
        yield
