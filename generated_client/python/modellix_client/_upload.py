"""What a program gives to be uploaded, read into bytes with a name and a type."""

from __future__ import annotations

import os
import stat
from typing import Final, TypeAlias, cast

from ._media import BinaryFile
from .errors import MediaError

UploadInput: TypeAlias = "str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryFile"

# As documented, 16 MB a file; read the way that refuses less.
LARGEST_FILE: Final = 16 * 1024 * 1024
_PLACE: Final = "/file"
_ANY: Final = "application/octet-stream"
# The first bytes of a file: offset, signature, type, extension.
_SIGNATURES: Final = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (0, b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (0, b"GIF8", "image/gif", "gif"),
    (8, b"WEBP", "image/webp", "webp"),
    (4, b"ftyp", "video/mp4", "mp4"),
    (0, b"%PDF-", "application/pdf", "pdf"),
)


class Upload:
    """A file to be uploaded: its name, its type, its content."""

    __slots__ = ("content", "content_type", "name")

    def __init__(self, name: str, content_type: str, content: bytes) -> None:
        self.name = name
        self.content_type = content_type
        self.content = content


def read_upload(source: UploadInput, filename: str | None) -> Upload:
    """Read what is to be uploaded.

    Args:
        source: A path, bytes, or an open binary file, which is read from where it stands.
        filename: What to call it; the name of the file when ``None``.

    Raises:
        MediaError: it cannot be read, is empty, or over 16 MiB; nothing was sent.
    """
    if filename is not None and not isinstance(cast(object, filename), str):
        raise _unusable(f"filename must be a string, not {type(filename).__name__}")
    if isinstance(source, (bytes, bytearray, memoryview)):
        name, content = None, bytes(source)
    elif isinstance(source, (str, os.PathLike)):
        name, content = os.fspath(source), _file(source)
    elif callable(getattr(source, "read", None)):
        name, content = getattr(source, "name", None), _open_file(source)
    else:
        raise _unusable(
            f"a {type(source).__name__} is no file; give a path, bytes or an open binary file"
        )
    if not content:
        raise _unusable("it is empty (an open file may stand at its end: seek(0))")
    if len(content) > LARGEST_FILE:
        raise _too_large()
    content_type, extension = _kind(content)
    if filename is None:
        filename = name if isinstance(name, str) else f"file.{extension}"
    return Upload(filename, content_type, content)


def _kind(content: bytes) -> tuple[str, str]:
    """Type and extension by the first bytes: the content tells, whatever the name says."""
    for offset, signature, content_type, extension in _SIGNATURES:
        if content.startswith(signature, offset):
            return content_type, extension
    return _ANY, "bin"


def _file(path: str | os.PathLike[str]) -> bytes:
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 (any path object, not only pathlib's)
        if stat.S_ISDIR(mode):
            raise _unusable("it is a directory; give the path of one file")
        if not stat.S_ISREG(mode):
            # Opening a pipe blocks until somebody writes to it, and a device may have no end.
            raise _unusable("it is no regular file; give its content as bytes")
        with open(path, "rb") as source:  # noqa: PTH123 (as above)
            if os.fstat(source.fileno()).st_size > LARGEST_FILE:
                raise _too_large()
            return source.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise _unusable("there is no such file; check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise _unusable(f"the file cannot be read ({reason})") from None


def _open_file(file: BinaryFile) -> bytes:
    """All that is left in the file: a pipe or a socket gives a part of it with each reading."""
    pieces: list[bytes] = []
    missing = LARGEST_FILE + 1
    try:
        while missing > 0 and (piece := file.read(missing)):
            if not isinstance(piece, (bytes, bytearray)):
                raise _unusable("the file is open for text; open it with mode 'rb'")
            pieces.append(bytes(piece))
            missing -= len(piece)
    except (OSError, ValueError) as error:
        raise _unusable(f"the open file cannot be read ({type(error).__name__})") from None
    return b"".join(pieces)


def _unusable(why: str) -> MediaError:
    return MediaError(f"{_PLACE}: {why}; nothing was sent", path=_PLACE)


def _too_large() -> MediaError:
    return _unusable(f"over {LARGEST_FILE // 2**20} MiB is more than the service takes")
