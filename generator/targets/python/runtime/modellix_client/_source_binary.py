"""Images as files and bytes: encoded while they are sent, a piece at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Protocol

from . import _base64
from ._media_text import PIECE
from .errors import MediaError
from .violations import shortened


class SeekableFile(Protocol):
    """An open binary file that can go back."""

    def read(self, size: int = -1, /) -> object:
        """Up to ``size`` bytes from the current position."""
        ...

    def tell(self) -> int:
        """Where it stands."""
        ...

    def seek(self, offset: int, whence: int = 0, /) -> object:
        """Go there."""
        ...


class _Binary:
    """What all of them have in common: the size and the head were seen when it was prepared."""

    def __init__(self, path: str, head: bytes, size: int) -> None:
        self.path = path
        self.head = head
        self.size = size
        self.length = self.characters = (size + 2) // 3 * 4

    def examine(self) -> Iterator[None]:
        """Nothing is left to find out."""
        return iter(())

    def verify(self) -> None:
        """Bytes in memory stay what they are."""

    def rewindable(self) -> bool:
        """Bytes in memory can be read again."""
        return True


class BytesSource(_Binary):
    """Bytes in memory; they are not copied, so leave a ``bytearray`` alone while it is sent."""

    def __init__(self, data: bytes | bytearray | memoryview, path: str) -> None:
        view = memoryview(data).cast("B")
        super().__init__(path, bytes(view[:32]), len(view))
        self._view = view

    def pieces(self) -> Iterator[bytes]:
        """The Base64."""
        for at in range(0, self.size, PIECE):
            yield _base64.encode_bytes(self._view[at : at + PIECE])


class FileSource(_Binary):
    """A regular file, found by its path whenever it is sent.

    Args:
        file: Its path.
        path: The parameter.
        head: Its first bytes.
        seen: Its size and time of change when these were read.
    """

    def __init__(
        self, file: os.PathLike[str], path: str, head: bytes, seen: os.stat_result
    ) -> None:
        super().__init__(path, head, seen.st_size)
        self._file = file
        self._seen = _mark(seen)

    def pieces(self) -> Iterator[bytes]:
        """The Base64, as long as the file is the one that was judged."""
        try:
            with open(self._file, "rb", buffering=0) as source:  # noqa: PTH123 (any path object)
                self._compare(os.fstat(source.fileno()))
                yield from encoded(source, self.size, self.path)
                self._compare(os.fstat(source.fileno()))
        except (OSError, ValueError) as error:
            raise changed(self.path, type(error).__name__) from None

    def verify(self) -> None:
        """Hold size and time of change against what was judged."""
        try:
            self._compare(os.stat(self._file))  # noqa: PTH116 (any path object)
        except (OSError, ValueError) as error:
            raise changed(self.path, type(error).__name__) from None

    def _compare(self, now: os.stat_result) -> None:
        if _mark(now) != self._seen:
            raise changed(self.path, "its size or time of change is another")


class OpenFileSource(_Binary):
    """An open file that can go back; it is left where it stood.

    Args:
        file: The file, standing at the image's first byte.
        path: The parameter.
        head: Its first bytes.
        size: The bytes from there to its end.
    """

    def __init__(self, file: SeekableFile, path: str, head: bytes, size: int) -> None:
        super().__init__(path, head, size)
        self._file = file
        self._start = file.tell()
        self._seen = self._stat()

    def pieces(self) -> Iterator[bytes]:
        """The Base64, from where the file stood when it was judged."""
        try:
            self._file.seek(self._start)
            yield from encoded(self._file, self.size, self.path)
            self._file.seek(self._start)
        except (OSError, ValueError) as error:
            raise changed(self.path, type(error).__name__) from None

    def verify(self) -> None:
        """Hold the file's size and time of change against what was judged, where it has any."""
        if self._stat() != self._seen:
            raise changed(self.path, "its size or time of change is another")

    def rewindable(self) -> bool:
        """Whether it goes back: a file that was closed meanwhile does not."""
        try:
            self._file.seek(self._start)
        except (OSError, ValueError):
            return False
        return True

    def _stat(self) -> tuple[int, int] | None:
        fileno = getattr(self._file, "fileno", None)
        try:
            number: object = fileno() if callable(fileno) else None
            return _mark(os.fstat(number)) if isinstance(number, int) else None
        except (OSError, ValueError):
            return None


class Readable(Protocol):
    """Anything to read from."""

    def read(self, size: int = -1, /) -> object:
        """Up to ``size`` bytes."""
        ...


def encoded(source: Readable, size: int, path: str) -> Iterator[bytes]:
    """``size`` bytes of a file as Base64; raises ``MediaError`` if it has more or fewer."""
    left = size
    while left:
        piece = filled(source, min(PIECE, left))
        if len(piece) < min(PIECE, left):
            raise changed(path, "it is shorter than it was")
        left -= len(piece)
        yield _base64.encode_bytes(piece)
    if source.read(1):
        raise changed(path, "it is longer than it was")


def filled(source: Readable, size: int) -> bytes:
    """``size`` bytes, or all that there are; one read may bring fewer.

    Raises:
        ValueError: the file is open for text.
    """
    pieces: list[bytes] = []
    while size > 0:
        piece = source.read(size)
        if not piece:
            break
        if not isinstance(piece, (bytes, bytearray)):
            raise ValueError("not bytes")  # noqa: TRY004 (one kind for what cannot be read)
        pieces.append(bytes(piece))
        size -= len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def changed(path: str, why: str) -> MediaError:
    """The error of an image that is not any more what was judged: its last byte was not sent."""
    error = MediaError(
        f"{shortened(path)}: the file changed while it was sent ({why}); the request was not "
        f"finished, and no task was started",
        path=path,
    )
    error.safe_to_retry = True
    return error


def _mark(stat: os.stat_result) -> tuple[int, int]:
    return stat.st_size, stat.st_mtime_ns
