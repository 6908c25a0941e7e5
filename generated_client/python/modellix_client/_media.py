"""Images as a program has them, turned into the Base64 that goes over the wire."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from io import BytesIO
from typing import Final, Literal, Protocol, TypeAlias, cast, runtime_checkable

from . import _base64
from ._media_text import MediaText
from ._source_binary import BytesSource, FileSource, OpenFileSource
from ._source_text import text_or_stand_in
from .errors import MediaError
from .violations import shortened

# Which members of a request take images: name to True, or to what is inside.
Places: TypeAlias = Mapping[str, "Literal[True] | Places"]

_MIB: Final = 1024 * 1024
_LARGEST: Final = 64 * _MIB  # no request of the service may be larger as a whole
_SMALL: Final = 24 * 1024  # what is smaller is read at once: that costs less than a second opening
_HEAD: Final = 32


class BinaryFile(Protocol):
    """An open file."""

    def read(self, size: int = -1, /) -> object:
        """Up to ``size`` bytes from the current position."""
        ...


@runtime_checkable
class Seekable(Protocol):
    """A file that may be able to go back."""

    def read(self, size: int = -1, /) -> object:
        """Up to ``size`` bytes from the current position."""
        ...

    def seekable(self) -> bool:
        """Whether it is."""
        ...

    def tell(self) -> int:
        """Where it stands."""
        ...

    def seek(self, offset: int, whence: int = 0, /) -> object:
        """Go there."""
        ...


@runtime_checkable
class Picture(Protocol):
    """What is used of a ``PIL.Image.Image``; Pillow itself is not needed."""

    @property
    def format(self) -> str | None:
        """The format of the file it came from."""
        ...

    @property
    def mode(self) -> str:
        """How its pixels are stored."""
        ...

    def save(self, fp: BytesIO, format: str, **options: object) -> None:  # noqa: A002 (Pillow's)
        """Write it into an open file."""
        ...


# What a parameter that takes an image may be given: text as it is, or anything that holds one.
ImageInput: TypeAlias = (
    "str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryFile | Picture"
)


def media_text(value: object, path: str) -> str:
    """An image as the string that goes over the wire, or as what stands for it while it is large.

    What is large stays where it is and is read while it is sent; an open file that cannot go
    back, and a Pillow image, are read into memory here.

    Args:
        value: A URL, data URL or Base64 as ``str``; a path object; bytes; an open binary file
            (read from where it stands, and left there if it can be); a Pillow image.
        path: The parameter, as an RFC 6901 pointer, for errors.

    Raises:
        MediaError: it cannot be read, is empty, too large or of no such type.
    """
    if isinstance(value, str):
        return text_or_stand_in(value, path)
    data = _bytes_or_source(value, path)
    if isinstance(data, (FileSource, OpenFileSource)):
        if data.size > _LARGEST:
            raise _too_large(path, data.size)
        return MediaText(data)
    if not len(data):
        raise _unusable(path, "it is empty (an open file may stand at its end: seek(0))")
    if len(data) > _LARGEST:
        raise _too_large(path, len(data))
    return MediaText(BytesSource(data, path)) if len(data) >= _SMALL else _base64.encode(data)


def _bytes_or_source(
    value: object, path: str
) -> bytes | bytearray | memoryview | FileSource | OpenFileSource:
    if isinstance(value, (bytes, bytearray)):
        return value
    if isinstance(value, memoryview):
        return value.cast("B") if value.c_contiguous else value.tobytes()
    if isinstance(value, os.PathLike):
        return _file(cast("os.PathLike[str]", value), path)
    if callable(getattr(value, "read", None)):
        return _open_file(cast(BinaryFile, value), path)
    if isinstance(value, Picture):
        return _picture(value, path)
    raise _unusable(
        path,
        f"a {type(value).__name__} is no image; give a URL, Base64 text, a pathlib.Path, bytes, "
        f"an open binary file or a Pillow image",
    )


def _file(file: os.PathLike[str], path: str) -> bytes | FileSource:
    try:
        if not stat.S_ISREG(os.stat(file).st_mode) and not os.path.isdir(file):  # noqa: PTH112, PTH116 (as below)
            # Opening a pipe blocks until somebody writes to it, and a device may have no end.
            raise _unusable(path, "it is no regular file; give its content as bytes")
        with open(file, "rb") as source:  # noqa: PTH123 (any path object, not only pathlib's)
            seen = os.fstat(source.fileno())
            if seen.st_size >= _SMALL:
                return FileSource(file, path, source.read(_HEAD), seen)
            return source.read(_LARGEST + 1)
    except FileNotFoundError:
        raise _unusable(path, "there is no such file; check the path") from None
    except IsADirectoryError:
        raise _unusable(path, "it is a directory; give the path of one file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise _unusable(path, f"the file cannot be read ({reason})") from None


def _open_file(file: BinaryFile, path: str) -> bytes | OpenFileSource:
    try:
        if isinstance(file, Seekable) and file.seekable():
            return _seekable_file(file, path)
        return _whole(file, path)
    except UnicodeError:
        raise _open_for_text(path) from None
    except (OSError, ValueError) as error:
        reason = "it is closed" if getattr(file, "closed", False) else type(error).__name__
        raise _unusable(
            path, f"the open file cannot be read ({reason}); open it with mode 'rb'"
        ) from None


def _seekable_file(file: Seekable, path: str) -> bytes | OpenFileSource:
    # A second use of the same file, after a mere validation say, finds it unread.
    position = file.tell()
    try:
        head = file.read(_HEAD)
        if not isinstance(head, (bytes, bytearray)):
            raise _open_for_text(path)
        size = _end(file) - position
        file.seek(position)
        if size >= _SMALL:
            return OpenFileSource(file, path, bytes(head), size)
        return _whole(file, path)
    finally:
        file.seek(position)


def _end(file: Seekable) -> int:
    try:
        file.seek(0, os.SEEK_END)
    except (OSError, ValueError):
        return 0  # a compressed file may not know; it is read into memory then
    return file.tell()


def _whole(file: BinaryFile, path: str) -> bytes:
    """All that is left in the file: a pipe or a socket gives a part of it with each reading."""
    pieces: list[bytes] = []
    missing = _LARGEST + 1
    piece: object = b""
    while missing > 0:
        piece = file.read(missing)
        if not piece:
            break
        if not isinstance(piece, (bytes, bytearray)):
            raise _open_for_text(path)
        pieces.append(bytes(piece))
        missing -= len(piece)
    if missing > 0 and piece is None:
        raise _unusable(path, "the open file does not block and has no more data yet")
    return b"".join(pieces)


def _open_for_text(path: str) -> MediaError:
    return _unusable(path, "the file is open for text; open it with mode 'rb'")


def _picture(picture: Picture, path: str) -> bytes:
    out = BytesIO()
    try:
        if picture.format == "JPEG":
            # What came as JPEG leaves as it came, with the same loss and no more.
            picture.save(out, format="JPEG", quality="keep")
        else:
            picture.save(out, format="PNG")
    except (OSError, ValueError, SyntaxError) as error:  # the last for broken PNG data
        raise _unusable(
            path, f"Pillow cannot write the image ({error}); convert('RGB') may help"
        ) from None
    return out.getvalue()


def _unusable(path: str, why: str) -> MediaError:
    return MediaError(f"{shortened(path)}: {why}; nothing was sent", path=path)


def _too_large(path: str, size: int) -> MediaError:
    return _unusable(
        path,
        f"{'over ' if size > _LARGEST else ''}{_LARGEST // _MIB} MiB is more than any request "
        f"may have; give a smaller image, or a URL",
    )
