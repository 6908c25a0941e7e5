"""The frame of a program that answers NDJSON line by line: reading lines, ids, the loop."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

from ._checks import has_surrogate, is_integer
from ._strict_json import LineError, read_line
from .violations import Json

LONGEST_LINE: Final = 64 * 1024 * 1024
_PIECE: Final = 1024 * 1024
_INT64: Final = range(-(2**63), 2**63)


def read_object(raw: bytes | None, wanted: str) -> dict[str, Json]:
    """The object that a line holds, with an ``id`` that can be given back.

    Args:
        raw: The line's bytes; ``None`` for a line that was too large to read.
        wanted: The members that a line of this program needs, in words.

    Raises:
        LineError: ``too_large``, ``bad_line``, or what `read_line` raises.
    """
    if raw is None:
        raise LineError("too_large", f"the line is over {LONGEST_LINE} bytes; send it as several")
    line = read_line(raw)
    if not isinstance(line, dict):
        raise LineError("bad_line", f"a line must be an object with {wanted}")
    if not isinstance(line.get("id"), str) and not is_integer(line.get("id")):
        raise LineError("bad_line", "id must be there, and be a string or an integer", line)
    return line


def problem(error: LineError, line_id: Json = None) -> dict[str, Json]:
    """The answer to a line that cannot be judged.

    Args:
        error: Why not.
        line_id: The line's id; ``None`` when it was not read that far, the error may hold it.
    """
    known = _readable_id(error) if line_id is None else line_id
    return {"id": known, "error": {"code": error.code, "message": str(error)}}


def _readable_id(error: LineError) -> Json:
    """The id of a line that was read but not accepted, if it can be told and written again."""
    if not isinstance(error.value, dict):
        return None
    line_id = error.value.get("id")
    if isinstance(line_id, str):
        return None if has_surrogate(line_id) else line_id
    return line_id if is_integer(line_id) and line_id in _INT64 else None


def lines(source: BinaryIO) -> Iterator[bytes | None]:
    """The lines of a stream without their line feeds; ``None`` for one that is too large.

    Lines of white space at the end are left out; memory stays bounded by the longest line.
    """
    blank = 0
    while raw := source.readline(LONGEST_LINE + 1):
        complete = raw.endswith(b"\n")
        if not complete and len(raw) > LONGEST_LINE:
            while (piece := source.readline(_PIECE)) and not piece.endswith(b"\n"):
                pass
            line = None
        else:
            line = raw.removesuffix(b"\n")
            if not line.strip(b" \t\r"):
                blank += 1
                continue
        for _ in range(blank):
            yield b""
        blank = 0
        yield line


def serve(answer: Callable[[bytes | None], bytes]) -> int:
    """Answer standard input on standard output, each line before the next is read.

    Returns:
        The exit code: 0 when every line was answered, 1 when the reader of the answers left.
    """
    try:
        for line in lines(sys.stdin.buffer):
            sys.stdout.buffer.write(answer(line))
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The interpreter flushes once more at its end, and would complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0
