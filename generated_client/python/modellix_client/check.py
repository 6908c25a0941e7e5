"""The checker: judges requests, one a line, as this client would before sending them.

``python -m modellix_client.check`` reads NDJSON on standard input,
``{"id": string or integer, "model": string, "body": any}`` a line, and answers each line, in the
same order, with ``{"id", "valid", "violations", "warnings"}`` or with
``{"id", "error": {"code", "message"}}``. Nothing is sent anywhere.

Codes, the first that applies: ``too_large`` (over 64 MiB), ``invalid_json`` (no UTF-8, a byte order
mark), ``too_deep`` (over 64 levels, the line's own object being the first), ``invalid_json``,
``duplicate_key``, ``unpaired_surrogate``, ``number_out_of_range``, ``bad_line``,
``unknown_model``. ``id`` is repeated whenever the line's own object can be read and names exactly
one ``id`` that is fit to be one (a string without half a surrogate pair, an integer within 64
bits), whatever is wrong elsewhere: also where the body is too deep or holds a name twice. It is
null for ``too_large``, ``invalid_json`` and a line that gives ``id`` twice. Other members of the
line are ignored. A line of nothing but white space is a ``bad_line``, unless nothing follows but
more of these.

Exit code 0 when every line was answered, 1 when the reader of the answers went away.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import BinaryIO, Final

from ._checks import has_surrogate, is_integer, nearest
from ._json import Layout, to_bytes
from ._rules import check_body
from ._spec import MODELS
from ._strict_json import LineError, read_line
from .violations import Json

LONGEST_LINE: Final = 64 * 1024 * 1024
_PIECE: Final = 1024 * 1024
_INT64: Final = range(-(2**63), 2**63)
_VIOLATION: Final[Layout] = dict.fromkeys(("rule", "path", "keyword", "limit", "actual", "message"))
_ANSWER: Final[Layout] = {
    "id": None,
    "valid": None,
    "violations": _VIOLATION,
    "warnings": _VIOLATION,
    "error": {"code": None, "message": None},
}


def answer(raw: bytes | None) -> bytes:
    """The answer to one line.

    Args:
        raw: The line's bytes; ``None`` for a line that was too large to read.
    """
    line_id: Json = None
    try:
        line = _too_large() if raw is None else _read(raw)
        line_id = line["id"]
        answered = _judged(line_id, line)
    except LineError as error:
        if line_id is None:
            line_id = _readable_id(error)
        answered = {"id": line_id, "error": {"code": error.code, "message": str(error)}}
    return to_bytes(answered, _ANSWER) + b"\n"


def _too_large() -> dict[str, Json]:
    raise LineError("too_large", f"the line is over {LONGEST_LINE} bytes; send it as several")


def _read(raw: bytes) -> dict[str, Json]:
    line = read_line(raw)
    if not isinstance(line, dict):
        raise LineError("bad_line", "a line must be an object with id, model and body")
    if not _is_id(line.get("id")):
        raise LineError("bad_line", "id must be there, and be a string or an integer", line)
    if not isinstance(line.get("model"), str):
        raise LineError("bad_line", "model must be there, and be a string", line)
    if "body" not in line:
        raise LineError("bad_line", "body must be there", line)
    return line


def _judged(line_id: Json, line: dict[str, Json]) -> dict[str, Json]:
    name = str(line["model"])
    model = MODELS.get(name)
    if model is None:
        near = nearest(name, tuple(MODELS))
        hint = f"did you mean {near}?" if near else f"there are: {', '.join(MODELS)}"
        raise LineError("unknown_model", f"there is no such model; {hint}")
    violations, warnings = check_body(model, line["body"])
    return {
        "id": line_id,
        "valid": not violations,
        "violations": [violation.as_dict() for violation in violations],
        "warnings": [warning.as_dict() for warning in warnings],
    }


def _is_id(value: object) -> bool:
    return isinstance(value, str) or is_integer(value)


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


def main() -> int:
    """Answer standard input on standard output; returns the exit code."""
    try:
        for line in lines(sys.stdin.buffer):
            sys.stdout.buffer.write(answer(line))
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The interpreter flushes once more at its end, and would complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
