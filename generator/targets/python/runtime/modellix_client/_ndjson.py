"""The frame of a program that answers NDJSON line by line: reading lines, ids, the loop."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

from ._checks import has_surrogate, is_integer, nearest, spellings
from ._spec import MODELS
from ._specification import ModelSpec
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


def read_request(raw: bytes | None) -> tuple[Json, ModelSpec, Json]:
    """The id, the model and the body of a line that holds a request.

    Args:
        raw: The line's bytes; ``None`` for a line that was too large to read.

    Raises:
        LineError: ``bad_line``, ``unknown_model``, or what `read_object` raises.
    """
    line = read_object(raw, "id, model and body")
    name = line.get("model")
    if not isinstance(name, str):
        raise LineError("bad_line", "model must be there, and be a string", line)
    if "body" not in line:
        raise LineError("bad_line", "body must be there", line)
    return line["id"], named_model(name, line), line["body"]


def named_model(name: str, line: dict[str, Json]) -> ModelSpec:
    """The model that a line names.

    Raises:
        LineError: ``unknown_model``, with the nearest name or all of them.
    """
    model = MODELS.get(name)
    if model is None:
        near = nearest(name, spellings(MODELS))
        hint = f"did you mean {near}?" if near else f"there are: {', '.join(MODELS)}"
        raise LineError("unknown_model", f"there is no such model; {hint}", line)
    return model


def problem(error: LineError) -> dict[str, Json]:
    """The answer to a line that cannot be judged, with its id if the error still knows it."""
    return {"id": _readable_id(error), "error": {"code": error.code, "message": str(error)}}


def _readable_id(error: LineError) -> Json:
    """The id of a line that was read but not accepted, if it can be told and written again."""
    if not isinstance(error.value, dict):
        return None
    line_id = error.value.get("id")
    if isinstance(line_id, str):
        return None if has_surrogate(line_id) else line_id
    if not isinstance(line_id, (int, float)) or not is_integer(line_id):
        return None
    # As an int: a range is searched for a float number by number.
    return int(line_id) if int(line_id) in _INT64 else None


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
